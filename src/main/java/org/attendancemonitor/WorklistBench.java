package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.TaskList;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.attendancemonitor.simulation.Caseload;
import org.attendancemonitor.simulation.PageVisitor;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.TestNumbers;
import org.attendancemonitor.simulation.WorkingDay;

/**
 * Measures the pages: several people work through a long list at once, while a history is loaded
 * into the same record as fast as it goes.
 */
final class WorklistBench {
  private static final long PROBE_MILLIS = 50;
  private static final SignedIn PROBE =
      new SignedIn("bench-probe", Set.of(Role.AUDITOR.word()), null, null);

  private final Monitor monitor;
  private final Configuration configuration;
  private final Caseload caseload;
  private final Plan plan;
  private final PrintWriter out;

  /**
   * What is done.
   *
   * @param people whose missed appointments are open tasks
   * @param users who work at once, each of the whole organisation
   * @param warmUp seconds before it counts
   * @param seconds that count
   * @param thinkMillis mean time a user looks at a page
   */
  record Plan(int people, int users, int warmUp, int seconds, long thinkMillis) {
    Plan {
      atLeast("tasks", people, 20);
      atLeast("users", users, 1);
      atLeast("warm-up", warmUp, 0);
      atLeast("seconds", seconds, 1);
      atLeast("think-ms", thinkMillis, 0);
    }

    private static void atLeast(String name, long found, long least) {
      if (found < least) {
        throw new IllegalArgumentException(
            name + ": expected at least " + least + ", found " + found);
      }
    }
  }

  private record Phase(List<WorkingDay.Pages> days, double seconds) {
    Stream<Long> lists() {
      return days.stream().flatMap(day -> day.lists().stream());
    }

    Stream<Long> tasks() {
      return days.stream().flatMap(day -> day.tasks().stream());
    }

    long errors() {
      return days.stream().mapToLong(WorkingDay.Pages::errors).sum();
    }
  }

  /**
   * @param monitor serves, with nothing in its record
   * @param caseload whom the tasks are about
   * @param out is told each step
   */
  WorklistBench(
      Monitor monitor, Configuration configuration, Caseload caseload, Plan plan, PrintWriter out) {
    this.monitor = monitor;
    this.configuration = configuration;
    this.caseload = caseload;
    this.plan = plan;
    this.out = out;
  }

  /** Runs it. */
  WorklistBenchReport run() throws IOException, InterruptedException, ExecutionException {
    long started = System.nanoTime();
    try (DemoHistory history = history(false)) {
      load(history, caseload.of(0, plan.people()).iterator());
    }
    long open = openTasks();
    say("%,d people with %,d open tasks in %.0f s", plan.people(), open, since(started));
    List<PageVisitor> visitors = visitors();
    ExecutorService aside = Executors.newFixedThreadPool(plan.users() + 2);
    try (DemoHistory history = history(true)) {
      Iterator<SimulatedEvent> endless =
          caseload.of(plan.people(), TestNumbers.SIZE - plan.people()).iterator();
      Interrupted interrupted = new Interrupted(endless);
      Future<?> loading =
          aside.submit(
              () -> {
                load(history, interrupted);
                return null;
              });
      Phase before = work(aside, visitors, 0, plan.warmUp());
      long recorded = interrupted.passed();
      Future<List<Long>> probing = aside.submit(this::probe);
      Phase measured = work(aside, visitors, 1, plan.seconds());
      recorded = interrupted.passed() - recorded;
      interrupted.stop();
      loading.get();
      return new WorklistBenchReport(
          BenchStore.name(configuration),
          open,
          plan.users(),
          plan.thinkMillis(),
          Percentiles.of(measured.lists().toList()),
          Percentiles.of(measured.tasks().toList()),
          (measured.lists().count() + measured.tasks().count()) / measured.seconds(),
          before.errors() + measured.errors(),
          Stream.of(before, measured)
              .mapToLong(it -> it.lists().count() + it.tasks().count())
              .sum(),
          entries("list") + entries("view"),
          recorded / measured.seconds(),
          Percentiles.of(probing.get()),
          BenchFrame.heapPeak());
    } finally {
      aside.shutdownNow();
    }
  }

  private DemoHistory history(boolean historic) {
    return new DemoHistory(
        monitor.part(FeedReader.class),
        monitor.part("fileIntake", RoutedIntake.class),
        monitor.part(Clock.class),
        historic);
  }

  private static void load(DemoHistory history, Iterator<SimulatedEvent> events)
      throws IOException, InterruptedException {
    history.load(events, Instant.MAX, seconds -> {});
    if (history.tally().someRejected()) {
      throw new IllegalStateException("of the people made up: " + history.tally().summary());
    }
  }

  private long openTasks() {
    TaskList.Question all =
        new TaskList.Question(
            true, Set.of(), null, null, false, null, false, monitor.part(Clock.class).instant());
    return new TaskList(monitor.part(Store.class)).page(all, TaskList.Order.WORK, 1, 0).total();
  }

  private List<PageVisitor> visitors() throws IOException, InterruptedException {
    String password = Passwords.generate();
    String hash = new Passwords().hash(password);
    Users users = monitor.part(Users.class);
    List<PageVisitor> visitors = new ArrayList<>();
    for (int i = 1; i <= plan.users(); i++) {
      String name = "bench-" + i;
      users.add(new User(name, hash, Set.of(Role.CLINICIAN.word()), null, null));
      PageVisitor visitor = new PageVisitor(URI.create("http://127.0.0.1:" + monitor.port()));
      visitor.signIn(name, password);
      visitors.add(visitor);
    }
    return visitors;
  }

  private Phase work(ExecutorService aside, List<PageVisitor> visitors, long phase, int seconds)
      throws InterruptedException, ExecutionException {
    long started = System.nanoTime();
    long until = started + TimeUnit.SECONDS.toNanos(seconds);
    List<WorkingDay> days = new ArrayList<>();
    for (PageVisitor visitor : visitors) {
      long seed = phase * visitors.size() + days.size();
      days.add(new WorkingDay(visitor, seed, plan.thinkMillis(), until));
    }
    List<WorkingDay.Pages> seen = new ArrayList<>();
    for (Future<WorkingDay.Pages> day : aside.invokeAll(days)) {
      seen.add(day.get());
    }
    return new Phase(seen, since(started));
  }

  /** How long somebody waits for an entry of the audit trail, again and again. */
  private List<Long> probe() throws InterruptedException {
    Audit audit = monitor.part(Audit.class);
    List<Long> waited = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.seconds());
    while (System.nanoTime() < until) {
      long asked = System.nanoTime();
      audit.looked(PROBE, "bench");
      waited.add(System.nanoTime() - asked);
      Thread.sleep(PROBE_MILLIS);
    }
    return waited;
  }

  private int entries(String kind) {
    return monitor
        .part("readTrail", AuditEntries.class)
        .count(new AuditEntries.Question(null, kind, Set.of(), null, null, null));
  }

  private static double since(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private void say(String text, Object... values) {
    out.println(text.formatted(values));
    out.flush();
  }

  /** Events until somebody says stop. */
  private static final class Interrupted implements Iterator<SimulatedEvent> {
    private final Iterator<SimulatedEvent> events;
    private volatile boolean stopped;
    private volatile long passed;

    private Interrupted(Iterator<SimulatedEvent> events) {
      this.events = events;
    }

    private void stop() {
      stopped = true;
    }

    private long passed() {
      return passed;
    }

    @Override
    public boolean hasNext() {
      return !stopped && events.hasNext();
    }

    @Override
    public SimulatedEvent next() {
      // One thread takes them; others only look.
      passed = passed + 1;
      return events.next();
    }
  }
}
