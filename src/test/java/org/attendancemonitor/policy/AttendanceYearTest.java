package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.junit.jupiter.api.Test;

/**
 * A simulated year of 20,000 patients in which everything adds up: what was opened is what people
 * and the derivation have closed and what is still open, every role was told exactly when it should
 * be, and a closure is complete if and only if a complete review came before it.
 *
 * <p>{@code -Dyear.patients=N} tries another number.
 */
class AttendanceYearTest {
  private static final int PATIENTS = Integer.getInteger("year.patients", 20_000);

  /** So many patients are one piece of work. */
  private static final int TOGETHER = 100;

  /** One in so many patients is looked at on every day. */
  private static final int LOOKED_AT_DAILY = 400;

  private static final Map<String, Integer> TOLD_AFTER =
      Map.of("team-lead", 1, "service-manager", 5, "ahp-lead", 10);

  @Test
  void everything_adds_up() {
    Deriving deriving = new Deriving(ShippedSettings.risk(), ShippedSettings.preparing());
    Books books = new Books();
    IntStream.range(0, PATIENTS / TOGETHER)
        .parallel()
        .mapToObj(part -> year(deriving, part * TOGETHER))
        .forEachOrdered(books::add);
    System.out.println(PATIENTS + " patients\n" + books);
    for (TaskKind kind : TaskKind.values()) {
      long closed = books.of("completed by people", kind) + books.of("closed by itself", kind);
      assertThat(books.of("opened", kind) + books.of("opened again", kind))
          .as("%s: all that opened is closed or open", kind.code())
          .isEqualTo(closed + books.of("still open", kind))
          .isPositive();
      assertThat(books.of("completed by people", kind))
          .as("%s: what people completed stays so", kind.code())
          .isEqualTo(books.of("ended by people", kind));
    }
    assertThat(books.of("told on the minute")).isGreaterThan(PATIENTS / 2L);
    assertThat(books.of("closures complete")).isGreaterThan(PATIENTS / 1000L);
    assertThat(books.of("closures missing")).isGreaterThan(PATIENTS / 1000L);
    assertThat(books.of("days on which every miss has an answer")).isPositive();
  }

  private static Books year(Deriving deriving, int first) {
    Books books = new Books();
    for (int patient = first; patient < first + TOGETHER; patient++) {
      Patient watcher = new Patient(books, deriving, patient % LOOKED_AT_DAILY == 0);
      ServiceYear year = new ServiceYear(patient, deriving, watcher);
      books.counts.merge("derivations", (long) year.pass(), Long::sum);
      watcher.close(year.record());
    }
    return books;
  }

  /** Counts by name. */
  private static final class Books {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(Books others) {
      others.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    void count(String what) {
      counts.merge(what, 1L, Long::sum);
    }

    void count(String what, TaskKind kind) {
      count(kind.code() + ": " + what);
    }

    long of(String what) {
      return counts.getOrDefault(what, 0L);
    }

    long of(String what, TaskKind kind) {
      return of(kind.code() + ": " + what);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      counts.forEach((what, count) -> text.append("  %7d %s%n".formatted(count, what)));
      return text.toString();
    }
  }

  /** Keeps account of one patient's year. */
  private static final class Patient implements ServiceYear.Watcher {
    private final Books books;
    private final Deriving deriving;
    private final boolean daily;
    private final Map<String, String> ended = new HashMap<>();
    private final Map<String, List<Instant>> reviewed = new HashMap<>();
    private PersonRecord last;
    private Instant lastAt;

    Patient(Books books, Deriving deriving, boolean daily) {
      this.books = books;
      this.deriving = deriving;
      this.daily = daily;
    }

    @Override
    public void completed(SupportTask task, String outcome, Instant now) {
      books.count("ended by people", task.kind());
      assertThat(ended.put(task.id(), outcome)).as("nobody ends a task twice").isNull();
      if (outcome.equals("discharge-with-evidence")) {
        reviewed.computeIfAbsent(task.referral(), id -> new ArrayList<>()).add(now);
      }
    }

    @Override
    public void derived(PersonRecord before, Decision decision, PersonRecord after, Instant now) {
      Map<String, SupportTask> stored = new HashMap<>();
      before.tasks().forEach(task -> stored.put(task.id(), task));
      for (Change change : decision.changes()) {
        if (change instanceof Change.OpenTask opened) {
          assertThat(stored).doesNotContainKey(opened.task().id());
          books.count("opened", opened.task().kind());
        } else if (change instanceof Change.AmendTask amended) {
          amended(stored.get(amended.task().id()), amended.task());
        }
      }
      oneOfAKind(after);
      after.tasks().forEach(task -> told(stored.get(task.id()), task, now));
      answered(after, decision);
      if (daily && last != null) {
        everyDay(now);
      }
      last = after;
      lastAt = now;
    }

    private void amended(SupportTask from, SupportTask to) {
      boolean byPeople = to.owner() != null;
      if (from.status().open() && !to.status().open()) {
        if (byPeople) {
          assertThat(to.closeReason()).isEqualTo(ended.get(to.id()));
        } else {
          assertThat(ended).doesNotContainKey(to.id());
          books.count("because " + to.closeReason(), to.kind());
        }
        books.count(byPeople ? "completed by people" : "closed by itself", to.kind());
      } else if (!from.status().open()) {
        assertThat(to.status().open()).as("what is closed opens again or stays").isTrue();
        assertThat(from.owner()).as("what people closed stays closed").isNull();
        books.count("opened again", to.kind());
      }
    }

    private static void oneOfAKind(PersonRecord record) {
      Set<String> open = new HashSet<>();
      for (SupportTask task : record.tasks()) {
        if (task.status().open()) {
          assertThat(open.add(task.referral() + task.kind())).as("one of a kind").isTrue();
        }
      }
    }

    /** Each role is told so many working days after the due, while the task is open and no rest. */
    private void told(SupportTask from, SupportTask to, Instant now) {
      if (!to.status().open()) {
        return;
      }
      boolean waits = waits(to);
      for (Map.Entry<String, Integer> role : TOLD_AFTER.entrySet()) {
        Instant moment = NaiveCalendar.due(to.due(), role.getValue());
        boolean told = to.escalation().contains(role.getKey());
        if (told != (waits && !moment.isAfter(now))) {
          throw new AssertionError(role + " at " + now + " of " + to);
        }
        if (told && (from == null || !from.escalation().contains(role.getKey()))) {
          boolean could =
              from != null
                  && from.status().open()
                  && waits(from)
                  && from.due().equals(to.due())
                  && moment.isAfter(lastAt);
          if (could) {
            assertThat(moment).as("told when due").isEqualTo(now);
            books.count("told on the minute");
          } else {
            books.count("told at once of what was overdue when it came up");
          }
        }
      }
    }

    private static boolean waits(SupportTask task) {
      return task.status() != TaskStatus.ON_HOLD
          && task.steps().stream().map(Step::done).anyMatch(done -> done == null);
    }

    private static void answered(PersonRecord record, Decision decision) {
      for (Appointment a : record.appointments()) {
        String answer = decision.answers().get(a.id());
        if (a.outcome().missed() && (answer == null || answer.isBlank())) {
          throw new AssertionError("a miss without an answer");
        }
      }
    }

    /** Between two derivations nothing changes, on whatever day somebody looks. */
    private void everyDay(Instant now) {
      for (Instant day = lastAt.plus(Duration.ofDays(1));
          day.isBefore(now);
          day = day.plus(Duration.ofDays(1))) {
        Decision again = deriving.decide(last, day);
        answered(last, again);
        assertThat(again.changes()).as("nothing changes between looks").isEmpty();
        books.count("days on which every miss has an answer");
      }
    }

    void close(PersonRecord record) {
      for (SupportTask task : record.tasks()) {
        if (task.status().open()) {
          books.count("still open", task.kind());
        } else if (ended.containsKey(task.id())) {
          assertThat(task.closeReason()).isEqualTo(ended.get(task.id()));
        }
      }
      Decision decision = deriving.decide(record, ServiceYear.END);
      for (ClosureRow row : decision.closures()) {
        Referral referral =
            record.referrals().stream()
                .filter(it -> it.id().equals(row.referral()))
                .findFirst()
                .orElseThrow();
        String wanted = reviewedBefore(referral, record) ? "complete" : "missing";
        assertThat(row.review()).as("closure of %s", referral).isEqualTo(wanted);
        books.count("closures " + row.review());
      }
    }

    /** A review that found everything, after the last miss and before the ending was heard of. */
    private boolean reviewedBefore(Referral referral, PersonRecord record) {
      LocalDate day = NaiveCalendar.day(referral.ending().at());
      Instant miss = Instant.MIN;
      for (Appointment a : record.appointments()) {
        if (a.outcome().missed() && !a.day().isAfter(day)) {
          miss = a.start();
        }
      }
      Instant last = miss;
      return reviewed.getOrDefault(referral.id(), List.of()).stream()
          .anyMatch(at -> at.isAfter(last) && !at.isAfter(referral.ending().received()));
    }
  }
}
