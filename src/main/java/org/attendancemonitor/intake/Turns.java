package org.attendancemonitor.intake;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits in one lane. Feeds take turns, one piece of work each; the work of one feed keeps its
 * order.
 */
final class Turns {
  private final LinkedHashMap<String, Deque<Work>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> weights = new HashMap<>();
  private int weight;

  /** Entries that wait. */
  int weight() {
    return weight;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Whether there is room. A feed that has less than its share waiting gets some even where others
   * have filled the lane: together never more than a few times the capacity.
   */
  boolean hasRoom(String feed, int more, int capacity) {
    if (weight == 0 || weight + more <= capacity) {
      return true;
    }
    int feeds = waiting.size() + (waiting.containsKey(feed) ? 0 : 1);
    return feeds > 1 && weights.getOrDefault(feed, 0) + more <= capacity / feeds;
  }

  void add(List<Work> works) {
    for (Work work : works) {
      Submission submission = work.submission();
      waiting.computeIfAbsent(submission.feed(), feed -> new ArrayDeque<>()).add(work);
      weights.merge(submission.feed(), submission.weight(), Integer::sum);
      weight += submission.weight();
    }
  }

  /** The next one, if it weighs no more; the feed after it has the next turn. */
  Work poll(int most) {
    Map.Entry<String, Deque<Work>> turn = waiting.entrySet().iterator().next();
    Work work = turn.getValue().peek();
    int taken = work.submission().weight();
    if (taken > most) {
      return null;
    }
    String feed = turn.getKey();
    Deque<Work> rest = waiting.remove(feed);
    rest.poll();
    if (rest.isEmpty()) {
      weights.remove(feed);
    } else {
      waiting.put(feed, rest);
      weights.merge(feed, -taken, Integer::sum);
    }
    weight -= taken;
    return work;
  }

  /** The first of each feed. */
  List<Work> heads() {
    return waiting.values().stream().map(Deque::peek).toList();
  }

  /** Takes everything out. */
  List<Work> clear() {
    List<Work> all = waiting.values().stream().flatMap(Collection::stream).toList();
    waiting.clear();
    weights.clear();
    weight = 0;
    return all;
  }
}
