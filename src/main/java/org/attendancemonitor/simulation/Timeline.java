package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * Many stories told as one, in order of time. Holds one small cursor for each story and tells a
 * story again when its turn comes, so that memory grows with people and not with events.
 */
final class Timeline implements Iterator<SimulatedEvent> {
  private record Cursor(Instant at, int story, int next) {}

  private static final Comparator<Happening> TIME = Comparator.comparing(Happening::at);

  private final IntFunction<List<Happening>> stories;
  private final PriorityQueue<Cursor> cursors =
      new PriorityQueue<>(
          Comparator.comparing(Cursor::at)
              .thenComparing(Cursor::story)
              .thenComparing(Cursor::next));

  /**
   * Begins at a moment.
   *
   * @param stories tells story number n; the same each time
   * @param count how many there are
   * @param from events before it are left out
   */
  Timeline(IntFunction<List<Happening>> stories, int count, Instant from) {
    this.stories = stories;
    for (int story = 0; story < count; story++) {
      List<Happening> told = told(story);
      int next = 0;
      while (next < told.size() && told.get(next).at().isBefore(from)) {
        next++;
      }
      enqueue(told, story, next);
    }
  }

  private List<Happening> told(int story) {
    return stories.apply(story).stream().sorted(TIME).toList();
  }

  private void enqueue(List<Happening> told, int story, int next) {
    if (next < told.size()) {
      cursors.add(new Cursor(told.get(next).at(), story, next));
    }
  }

  /** When the next event is, or null at the end. */
  Instant nextAt() {
    Cursor first = cursors.peek();
    return first == null ? null : first.at();
  }

  @Override
  public boolean hasNext() {
    return !cursors.isEmpty();
  }

  @Override
  public SimulatedEvent next() {
    Cursor first = cursors.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    List<Happening> told = told(first.story());
    enqueue(told, first.story(), first.next() + 1);
    return told.get(first.next()).event();
  }
}
