package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Staff;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Recall;

/**
 * A random history in which people act now and then: once as it comes, and once more with its
 * messages in another order, some of them again, and the same acts at the same moments.
 */
final class ActedHistory {
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-08-03T11:00:00Z"),
          Instant.parse("2026-08-24T11:00:00Z"),
          Instant.parse("2026-09-14T11:00:00Z"),
          Instant.parse("2026-10-05T11:00:00Z"),
          Instant.parse("2026-10-26T12:00:00Z"),
          Instant.parse("2026-11-09T12:00:00Z"));

  private final List<Monitor> nodes;
  private final SetClock clock;
  private final String prefix;
  private int next;

  /**
   * Something that somebody did.
   *
   * @param at when
   * @param person the names of the patient's rows, without the prefix
   * @param referral without the prefix
   * @param act with the id that the task had then
   */
  record Done(Instant at, String person, String referral, String kind, Act act) {
    Verb verb() {
      return act.verb();
    }
  }

  ActedHistory(List<Monitor> nodes, SetClock clock, String prefix) {
    this.nodes = nodes;
    this.clock = clock;
    this.prefix = prefix;
  }

  /** As it comes; what people were allowed to do. */
  List<Done> acting(List<RandomMessages.Sent> messages, long seed) throws Exception {
    List<Done> script = new ArrayList<>();
    Random random = new Random(seed);
    Staff staff = new Staff(random);
    Instant from = Instant.EPOCH;
    for (Instant moment : MOMENTS) {
      deliver(between(messages, from, moment), from);
      for (int round = 0; round < 4; round++) {
        Instant at = moment.plus(Duration.ofMinutes(10L * round));
        look(at);
        for (Map.Entry<String, SupportTask> open : open().entrySet()) {
          Act act = staff.next(open.getValue(), at);
          if (random.nextInt(100) < 35 && ask(act, at)) {
            script.add(done(at, open.getKey(), open.getValue(), act));
          }
        }
      }
      from = moment;
    }
    deliver(between(messages, from, RandomMessages.END), from);
    return script;
  }

  /** In any order between the moments at which people act, and with repetitions at any time. */
  void repeating(List<RandomMessages.Sent> messages, List<Done> script, Random random)
      throws Exception {
    Instant from = Instant.EPOCH;
    for (Instant moment : MOMENTS) {
      deliver(shuffled(messages, from, moment, random), from);
      for (int round = 0; round < 4; round++) {
        Instant at = moment.plus(Duration.ofMinutes(10L * round));
        look(at);
        Map<String, SupportTask> open = open();
        for (Done done : script) {
          if (done.at().equals(at)) {
            repeat(done, open, at);
          }
        }
      }
      from = moment;
    }
    deliver(shuffled(messages, from, RandomMessages.END, random), from);
  }

  private void repeat(Done done, Map<String, SupportTask> open, Instant at) throws Exception {
    SupportTask task = open.get(name(done.person(), done.referral(), done.kind()));
    assertThat(task).as("the task of %s", done).isNotNull();
    Act act = done.act();
    Act again =
        new Act(
            task.id(),
            null,
            act.verb(),
            act.actor(),
            act.outcome(),
            act.step(),
            act.until(),
            act.said(),
            act.note(),
            act.attempt());
    assertThat(ask(again, at)).as("allowed again: %s", done).isTrue();
  }

  private static List<RandomMessages.Sent> between(
      List<RandomMessages.Sent> messages, Instant from, Instant until) {
    return messages.stream()
        .filter(it -> it.received().isAfter(from) && !it.received().isAfter(until))
        .toList();
  }

  private static List<RandomMessages.Sent> shuffled(
      List<RandomMessages.Sent> messages, Instant from, Instant until, Random random) {
    List<RandomMessages.Sent> window = new ArrayList<>(between(messages, from, until));
    List<RandomMessages.Sent> known = between(messages, Instant.EPOCH, until);
    for (int again = window.size() / 4; again > 0; again--) {
      window.add(known.get(random.nextInt(known.size())));
    }
    Collections.shuffle(window, random);
    return window;
  }

  /** By every node at once, in groups; the clock never shows what was before the last acts. */
  private void deliver(List<RandomMessages.Sent> messages, Instant from) throws Exception {
    for (int at = 0; at < messages.size(); at += 20) {
      List<RandomMessages.Sent> group = messages.subList(at, Math.min(messages.size(), at + 20));
      Instant last = group.get(group.size() - 1).received();
      Instant acted = from.plus(Duration.ofHours(1));
      clock.set(last.isBefore(acted) && !from.equals(Instant.EPOCH) ? acted : last);
      List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
      for (RandomMessages.Sent message : group) {
        verdicts.add(AnyOrderTest.submit(node(), message));
      }
      for (CompletableFuture<Verdict> verdict : verdicts) {
        assertThat(verdict.get(60, TimeUnit.SECONDS).clean()).as("taken").isTrue();
      }
    }
  }

  private Monitor node() {
    return nodes.get(next++ % nodes.size());
  }

  private void look(Instant at) throws Exception {
    clock.set(at);
    Set<Long> rows = AnyOrderTest.rows(nodes.get(0), prefix).keySet();
    node()
        .part(RoutedIntake.class)
        .submit(Submission.lookAgain(rows, at))
        .get(60, TimeUnit.SECONDS);
  }

  private boolean ask(Act act, Instant at) throws Exception {
    return node()
        .part(RoutedIntake.class)
        .submit(Submission.asked(new Asked.WithTask(act), at))
        .get(60, TimeUnit.SECONDS)
        .clean();
  }

  /**
   * Open tasks that are the only ones of their kind and referral, by who, what and about what. What
   * two linked records share without a referral is filed with one of them, and nobody works on it.
   */
  private Map<String, SupportTask> open() {
    Map<Long, String> rows = AnyOrderTest.rows(nodes.get(0), prefix);
    Map<String, SupportTask> open = new TreeMap<>(Comparator.naturalOrder());
    List<String> twice = new ArrayList<>();
    for (Material person : nodes.get(0).part(Recall.class).of(rows.keySet())) {
      String name = AnyOrderTest.names(person, rows).toString().replace(prefix, "");
      boolean linked = person.rows().size() > 1;
      for (SupportTask task : person.tasks()) {
        if (linked && task.referral().startsWith("implicit")) {
          continue;
        }
        String what = name(name, task.referral().replace(prefix, ""), task.kind().code());
        if (task.status().open() && open.put(what, task) != null) {
          twice.add(what);
        }
      }
    }
    open.keySet().removeAll(twice);
    return open;
  }

  private Done done(Instant at, String name, SupportTask task, Act act) {
    String[] parts = name.split(" ~ ");
    return new Done(at, parts[0], parts[1], task.kind().code(), act);
  }

  private static String name(String person, String referral, String kind) {
    return person + " ~ " + referral + " ~ " + kind;
  }
}
