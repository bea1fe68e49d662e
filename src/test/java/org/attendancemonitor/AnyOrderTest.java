package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.NaiveDerivation;
import org.attendancemonitor.policy.NaiveWaits;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Any order of distinct source times and any repetition give the same flags, tasks and rows for the
 * figures, on one node and on two; and they are those of a derivation written a second time.
 *
 * <p>{@code -Dorders=N} tries more histories, {@code -Dorder.seed=N} repeats those of an earlier
 * run.
 */
class AnyOrderTest {
  private static final int HISTORIES = Integer.getInteger("orders", 4);
  private static final long SEED = Long.getLong("order.seed", 20261122);
  private static final int PEOPLE = 50;
  private static final Set<String> PAEDIATRIC =
      Set.of("childrens-speech-and-language-therapy", "childrens-physiotherapy");

  @TempDir private Path folder;

  @Test
  void anyOrderAndAnyRepetitionGiveTheSameState() throws Exception {
    SetClock clock = new SetClock(RandomMessages.START);
    try (Monitor monitor = start("one", Map.of(), clock)) {
      int tasks = 0;
      for (int history = 0; history < HISTORIES; history++) {
        long seed = SEED + history;
        Random random = new Random(seed);
        String first = "h%03da-".formatted(history);
        send(monitor, clock, new RandomMessages(seed, first, PEOPLE).all(), 1);
        Map<String, List<String>> ordered = state(monitor, clock, first);

        String second = "h%03db-".formatted(history);
        send(monitor, clock, shuffled(seed, second, random), 1 + random.nextInt(40));
        Map<String, List<String>> shuffled = state(monitor, clock, second);

        assertSame("order.seed=" + seed, shuffled, ordered);
        assertNaive("order.seed=" + seed, monitor, first);
        assertNaive("order.seed=" + seed, monitor, second);
        tasks += ordered.toString().split(" task ").length - 1;
      }
      assertThat(tasks).as("open tasks in all histories: the test tells something").isPositive();
    }
  }

  @Test
  void twoNodesOnOneRecordGiveTheSameState() throws Exception {
    SetClock clock = new SetClock(RandomMessages.END);
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      Map<String, String> store =
          Map.of(
              "attendance.store.url",
              server.getJdbcUrl("postgres", "postgres"),
              "attendance.store.user",
              "postgres");
      try (Monitor one = start("one", store, clock);
          Monitor two = start("two", store, clock)) {
        String first = "a-";
        send(one, clock, new RandomMessages(SEED, first, PEOPLE).all(), 20);
        Map<String, List<String>> alone = state(one, clock, first);

        String second = "b-";
        List<RandomMessages.Sent> all = shuffled(SEED, second, new Random(SEED));
        clock.set(RandomMessages.END);
        List<RandomMessages.Sent> odd = new ArrayList<>();
        List<RandomMessages.Sent> even = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
          (i % 2 == 0 ? even : odd).add(all.get(i));
        }
        var left = CompletableFuture.runAsync(() -> sendAll(one, odd));
        var right = CompletableFuture.runAsync(() -> sendAll(two, even));
        CompletableFuture.allOf(left, right).get(120, TimeUnit.SECONDS);
        assertSame("order.seed=" + SEED, state(two, clock, second), alone);
        assertNaive("order.seed=" + SEED, one, second);
      }
    }
  }

  @Test
  void anyOrderGivesTheSameStateWithPeopleActingInBetween() throws Exception {
    SetClock clock = new SetClock(RandomMessages.START);
    try (Monitor monitor = start("acted", Map.of(), clock)) {
      for (int history = 0; history < HISTORIES / 2; history++) {
        assertSameWhatPeopleDid(List.of(monitor), clock, SEED + 100 + history);
      }
    }
  }

  @Test
  void twoNodesGiveTheSameStateWithPeopleActingInBetween() throws Exception {
    SetClock clock = new SetClock(RandomMessages.START);
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      Map<String, String> store =
          Map.of(
              "attendance.store.url",
              server.getJdbcUrl("postgres", "postgres"),
              "attendance.store.user",
              "postgres");
      try (Monitor one = start("acted-one", store, clock);
          Monitor two = start("acted-two", store, clock)) {
        assertSameWhatPeopleDid(List.of(one, two), clock, SEED + 200);
      }
    }
  }

  /** People act once more when everything has come that the first of them knew. */
  private static void assertSameWhatPeopleDid(List<Monitor> nodes, SetClock clock, long seed)
      throws Exception {
    String first = "p" + seed + "a-";
    ActedHistory ordered = new ActedHistory(nodes.subList(0, 1), clock, first);
    List<ActedHistory.Done> script =
        ordered.acting(new RandomMessages(seed, first, PEOPLE).all(), seed);
    Map<String, List<String>> wanted = state(nodes.get(0), clock, first);

    String second = "p" + seed + "b-";
    ActedHistory shuffled = new ActedHistory(nodes, clock, second);
    shuffled.repeating(new RandomMessages(seed, second, PEOPLE).all(), script, new Random(seed));
    assertSame("order.seed=" + seed, state(nodes.get(0), clock, second), wanted);
    assertNaive("order.seed=" + seed, nodes.get(0), first);
    assertNaive("order.seed=" + seed, nodes.get(0), second);
    assertThat(script)
        .as("what people did: the test tells something")
        .extracting(ActedHistory.Done::verb)
        .contains(Verb.CLAIM, Verb.CONTACT, Verb.COMPLETE, Verb.HOLD, Verb.RELEASE, Verb.STEP);
  }

  private Monitor start(String name, Map<String, String> overrides, SetClock clock)
      throws IOException {
    return Monitor.start(
        WholeMonitor.configuration(folder.resolve(name), overrides),
        Monitor.Extent.RECORD_ONLY,
        Map.of(),
        clock);
  }

  private static List<RandomMessages.Sent> shuffled(long seed, String prefix, Random random) {
    List<RandomMessages.Sent> all = new ArrayList<>(new RandomMessages(seed, prefix, PEOPLE).all());
    int once = all.size();
    for (int i = 0; i < once / 5; i++) {
      all.add(all.get(random.nextInt(once)));
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** In groups; the clock shows the receipt of the last of each. */
  private static void send(
      Monitor monitor, SetClock clock, List<RandomMessages.Sent> messages, int together)
      throws Exception {
    for (int from = 0; from < messages.size(); from += together) {
      List<RandomMessages.Sent> group =
          messages.subList(from, Math.min(messages.size(), from + together));
      clock.set(group.get(group.size() - 1).received());
      List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
      for (RandomMessages.Sent message : group) {
        verdicts.add(submit(monitor, message));
      }
      for (CompletableFuture<Verdict> verdict : verdicts) {
        assertThat(verdict.get(60, TimeUnit.SECONDS).clean()).as("taken").isTrue();
      }
    }
  }

  private static void sendAll(Monitor monitor, List<RandomMessages.Sent> messages) {
    for (int from = 0; from < messages.size(); from += 10) {
      messages.subList(from, Math.min(messages.size(), from + 10)).stream()
          .map(message -> submit(monitor, message))
          .toList()
          .forEach(verdict -> assertThat(verdict.join().clean()).as("taken").isTrue());
    }
  }

  static CompletableFuture<Verdict> submit(Monitor monitor, RandomMessages.Sent message) {
    Submission submission =
        new Submission(
            monitor.part(FeedReader.class).read(message.json(), "default"),
            "default",
            Intake.Lane.LIVE,
            message.received(),
            false,
            null,
            Set.of());
    try {
      return monitor.part(RoutedIntake.class).submitPatiently(submission);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** What is derived at the end for each person, without numbers that depend on the order. */
  private static Map<String, List<String>> state(Monitor monitor, SetClock clock, String prefix)
      throws Exception {
    clock.set(RandomMessages.END);
    Map<Long, String> rows = rows(monitor, prefix);
    monitor
        .part(RoutedIntake.class)
        .submit(Submission.lookAgain(rows.keySet(), clock.instant()))
        .get(120, TimeUnit.SECONDS);
    Map<String, List<String>> state = new TreeMap<>();
    for (Material person : monitor.part(Recall.class).of(rows.keySet())) {
      List<String> lines = new ArrayList<>();
      person.flags().stream().filter(Flag::active).forEach(flag -> lines.add(words(flag)));
      person.tasks().stream()
          .filter(task -> task.status().open() || task.owner() != null)
          .forEach(task -> lines.add(words(task)));
      person.attendances().forEach(row -> lines.add(" counted " + row));
      person.closures().forEach(row -> lines.add(" closure " + row));
      person.waiting().forEach(row -> lines.add(" waits " + row));
      person.spells().forEach(row -> lines.add(" spell " + row));
      Collections.sort(lines);
      state.put(
          names(person, rows).toString().replace(prefix, ""),
          lines.stream().map(line -> line.replace(prefix, "")).toList());
    }
    return state;
  }

  static TreeSet<String> names(Material person, Map<Long, String> rows) {
    TreeSet<String> names = new TreeSet<>();
    person.rows().forEach(row -> names.add(String.valueOf(rows.get(row))));
    return names;
  }

  static Map<Long, String> rows(Monitor monitor, String prefix) {
    Map<Long, String> rows = new TreeMap<>();
    new JdbcTemplate(monitor.part(Store.class).reader())
        .query(
            "SELECT id, primary_key FROM patient WHERE primary_key LIKE ?",
            row -> {
              rows.put(row.getLong(1), row.getString(2));
            },
            "%/" + prefix + "%");
    return rows;
  }

  private static String words(Flag flag) {
    return " flag " + flag.code() + " " + flag.level() + " " + flag.reasons();
  }

  /**
   * What somebody was told who has a task that has changed since depends on when she took it, and
   * when that was told.
   */
  private static String words(SupportTask task) {
    String work =
        String.join(
            " ",
            " task",
            task.kind().code(),
            task.referral(),
            task.service(),
            task.status().code(),
            String.valueOf(task.owner()),
            String.valueOf(task.closeReason()));
    if (task.recordChanged()) {
      return work + " changed";
    }
    return String.join(
        " ",
        work,
        task.rule(),
        task.priority().name(),
        task.ownerRole(),
        String.valueOf(task.due()),
        String.valueOf(task.heldUntil()),
        task.escalation().toString(),
        task.steps().stream().map(Step::toString).toList().toString(),
        task.reasons().toString(),
        task.supports().toString(),
        task.appointments().toString());
  }

  private static void assertSame(
      String seed, Map<String, List<String>> found, Map<String, List<String>> wanted) {
    assertThat(found.keySet()).as("people, " + seed).isEqualTo(wanted.keySet());
    wanted.forEach(
        (person, lines) ->
            assertThat(found.get(person)).as("state of " + person + ", " + seed).isEqualTo(lines));
  }

  private static void assertNaive(String seed, Monitor monitor, String prefix) {
    Assembly assembly =
        new Assembly(monitor.part(ServicesSettings.class).catalogue(), monitor.part(Places.class));
    for (Material person : monitor.part(Recall.class).of(rows(monitor, prefix).keySet())) {
      PersonRecord record =
          assembly.assemble(person.rows(), person.facts(), person.flags(), person.tasks());
      NaiveDerivation naive = new NaiveDerivation(record, RandomMessages.END, PAEDIATRIC, false);
      TreeSet<String> tasks = new TreeSet<>();
      record.tasks().stream()
          .filter(task -> task.status().open())
          .forEach(task -> tasks.add(NaiveDerivation.words(task)));
      assertThat(tasks).as("tasks of a person, naively, " + seed).isEqualTo(naive.tasks());
      NaiveWaits waits = new NaiveWaits(record, RandomMessages.END);
      assertThat(waits.lines(person.spells()))
          .as("waits of a person, naively, " + seed)
          .isEqualTo(waits.lines());
    }
  }
}
