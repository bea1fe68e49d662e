package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.Visit;

/**
 * A year of one patient in an ordinary service: a referral, appointments one after another, now and
 * then missed or cancelled, and staff who get round to the tasks some days later, or not at all.
 */
final class ServiceYear {
  static final Instant START = RecordBuilder.at("2026-01-05T08:00");
  static final Instant END = RecordBuilder.at("2027-01-05T08:00");

  /** Who sees every derivation, and every task that somebody has ended. */
  interface Watcher {
    void derived(PersonRecord before, Decision decision, PersonRecord after, Instant now);

    void completed(SupportTask task, String outcome, Instant now);
  }

  private record Event(Instant at, long number, Consumer<Instant> what) {}

  private final Random random;
  private final Watcher watcher;
  private final Course course;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private final Set<String> seen = new HashSet<>();
  private long number;
  private int appointments;
  private Referral referral;

  /** Somebody for whom a review had found the evidence complete, and who is seen after all. */
  private boolean cameBack;

  ServiceYear(long seed, Deriving deriving, Watcher watcher) {
    random = new Random(seed);
    this.watcher = watcher;
    course = new Course(deriving, RecordBuilder.person(1));
  }

  /** Lets the year pass; how many derivations it took. */
  int pass() {
    arrive();
    int derivations = 0;
    while (true) {
      Instant next = events.isEmpty() ? END : events.peek().at();
      Instant look = course.look() == null ? END : course.look();
      Instant now = look.isBefore(next) ? look : next;
      if (!now.isBefore(END)) {
        derive(END);
        return derivations + 1;
      }
      while (!events.isEmpty() && events.peek().at().equals(now)) {
        events.poll().what().accept(now);
      }
      derive(now);
      derivations++;
    }
  }

  PersonRecord record() {
    return course.record();
  }

  private void derive(Instant now) {
    PersonRecord before = course.record();
    Decision decision = course.deriving.decide(before, now);
    course.keep(before, decision);
    watcher.derived(before, decision, course.record(), now);
    for (SupportTask task : course.open()) {
      if (seen.add(task.id() + " " + task.appointments())) {
        visitLater(task.id(), now, 4);
      }
    }
  }

  private void at(Instant moment, Consumer<Instant> what) {
    events.add(new Event(moment, number++, what));
  }

  private Instant days(Instant from, double days) {
    return from.plusSeconds((long) (days * 86_400) + random.nextInt(7200));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void arrive() {
    RecordBuilder facts = course.facts.sex(Sex.FEMALE).phone(!chance(3));
    String born =
        chance(14)
            ? (2010 + random.nextInt(14)) + "-03-01"
            : "19" + (40 + random.nextInt(60)) + "-05-01";
    facts.born(born).livesIn("D" + (1 + random.nextInt(10)));
    if (chance(8)) {
      facts.need(pick(List.of("203321000000107", "984661000000105", "766561000000109")));
    }
    Instant referred = days(START, random.nextInt(250));
    String service = pick(RandomHistory.SERVICES);
    referral =
        new Referral(
            "r",
            false,
            service,
            chance(5) ? Priority.URGENT : Priority.ROUTINE,
            NaiveCalendar.day(referred).minusDays(random.nextInt(20)),
            null,
            referred,
            false);
    at(
        referred,
        now -> {
          course.facts.referral(referral);
          book(days(now, 3 + random.nextInt(40)));
        });
  }

  private void book(Instant booked) {
    at(
        booked,
        now -> {
          if (!live() || appointments > 6) {
            return;
          }
          String id = "a" + appointments++;
          LocalDate day = NaiveCalendar.day(now).plusDays(10 + random.nextInt(40));
          while (!NaiveCalendar.works(day)) {
            day = day.plusDays(1);
          }
          Instant start =
              day.atTime(9 + random.nextInt(8), 0).atZone(NaiveCalendar.LONDON).toInstant();
          course.facts.appointment(stated(id, start, Outcome.NOT_RECORDED, now));
          ends(id, start, now);
        });
  }

  private Appointment stated(String id, Instant start, Outcome outcome, Instant heard) {
    return new Appointment(
        id,
        referral.id(),
        referral.service(),
        true,
        NaiveCalendar.day(heard.isBefore(start) ? heard : start),
        start,
        NaiveCalendar.day(start),
        outcome,
        heard,
        false,
        false,
        Mode.IN_PERSON,
        Visit.UNKNOWN,
        null,
        "");
  }

  private void ends(String id, Instant start, Instant booked) {
    int what = random.nextInt(100);
    if (what < 3) {
      return;
    }
    Outcome outcome =
        what < 62
            ? Outcome.ATTENDED
            : what < 84
                ? Outcome.DNA
                : what < 94 ? Outcome.PATIENT_CANCELLED : Outcome.PROVIDER_CANCELLED;
    Instant heard =
        outcome.cancelled()
            ? booked.plusSeconds(
                random.nextLong(Math.max(1, Duration.between(booked, start).toSeconds())))
            : start.plusSeconds(3600L * (1 + random.nextInt(60)));
    at(
        heard,
        now -> {
          if (outcome.cancelled() && !live()) {
            return;
          }
          course.facts.appointment(stated(id, start, outcome, now));
          follows(outcome, now);
        });
  }

  private void follows(Outcome outcome, Instant now) {
    if (outcome == Outcome.ATTENDED && chance(40)) {
      end(now, days(now, random.nextInt(20)), false);
    } else if (outcome == Outcome.DNA && chance(cameBack ? 70 : 6)) {
      end(now, days(now, random.nextInt(15)), chance(30));
    } else if (outcome != Outcome.DNA || chance(30)) {
      book(days(now, 1 + random.nextInt(20)));
    }
    if (outcome == Outcome.DNA && chance(4)) {
      at(
          days(now, 1 + random.nextInt(10)),
          later -> {
            Appointment miss =
                course.facts.build().appointments().stream()
                    .filter(a -> a.outcome() == Outcome.DNA)
                    .findFirst()
                    .orElseThrow();
            course.facts.appointment(stated(miss.id(), miss.start(), Outcome.ATTENDED, later));
          });
    }
  }

  private boolean live() {
    return course.facts.build().referrals().stream().allMatch(Referral::live);
  }

  private void end(Instant at, Instant heard, boolean forNonAttendance) {
    at(
        heard,
        now -> {
          if (live()) {
            course.facts.ended("r", new Ending(at, now, false, forNonAttendance));
          }
        });
  }

  /** Somebody gets round to a task, most of the time. */
  private void visitLater(String task, Instant now, int meanDays) {
    if (chance(88)) {
      double delay = -Math.log(1 - random.nextDouble()) * meanDays;
      LocalDate day = NaiveCalendar.day(days(now, delay));
      while (!NaiveCalendar.works(day)) {
        day = day.plusDays(1);
      }
      Instant hour =
          day.atTime(9, 0)
              .plusSeconds(random.nextInt(27_000))
              .atZone(NaiveCalendar.LONDON)
              .toInstant();
      at(hour.isAfter(now) ? hour : now.plusSeconds(600), moment -> visit(task, moment));
    }
  }

  private void visit(String id, Instant now) {
    SupportTask task =
        course.open().stream().filter(it -> it.id().equals(id)).findFirst().orElse(null);
    if (task == null) {
      return;
    }
    Actor actor = task.owner() != null && task.owner().equals("lee") ? Staff.LEE : worker(task);
    if (task.owner() == null && chance(60)) {
      act(task, Staff.act(task, Verb.CLAIM, actor), now);
    }
    if (chance(8)) {
      Instant until = days(now, 1 + random.nextInt(14));
      act(task, new Act(id, null, Verb.HOLD, actor, null, null, until, Map.of(), null, null), now);
      visitLater(id, until, 1);
      return;
    }
    boolean ended =
        switch (task.kind()) {
          case SUPPORT_ATTENDANCE, SUPPORT_PLAN, RE_OFFER, WAITING_WELL, ASK_NEEDS ->
              spoken(task, actor, now);
          case WAS_NOT_BROUGHT -> looked(task, now);
          case DISCHARGE_REVIEW -> reviewed(task, now);
          case DISCHARGE_LETTER -> written(task, now);
          case RECORD_OUTCOME -> recorded(task, now);
          case NEED_UNMET -> complete(task, actor, chance(80) ? "met" : "escalated", now);
          case PREPARE_APPOINTMENT ->
              complete(task, actor, chance(90) ? "prepared" : "cannot-meet-need", now);
          case REMIND -> complete(task, actor, chance(70) ? "confirmed" : "no-answer", now);
        };
    if (!ended) {
      visitLater(id, now, 4);
    }
  }

  private static Actor worker(SupportTask task) {
    return switch (task.kind()) {
      case WAS_NOT_BROUGHT, DISCHARGE_REVIEW, DISCHARGE_LETTER -> Staff.KIM;
      default -> task.owner() == null || task.owner().equals("lee") ? Staff.LEE : Staff.KIM;
    };
  }

  private boolean act(SupportTask task, Act act, Instant now) {
    boolean allowed = course.act(act, now) instanceof ActAnswer.Allowed;
    if (allowed && act.verb() == Verb.COMPLETE) {
      watcher.completed(task, act.outcome(), now);
    }
    return allowed;
  }

  private boolean complete(SupportTask task, Actor actor, String outcome, Instant now) {
    return act(task, Staff.complete(task, actor, outcome), now);
  }

  private boolean spoken(SupportTask task, Actor actor, Instant now) {
    boolean reached = chance(45);
    List<Offered> offered =
        List.of(new Offered(pick(List.of("S06", "S08", "S10", "S14", "S15")), "accepted"));
    Attempt attempt =
        new Attempt(
            pick(List.of(Channel.PHONE, Channel.PHONE, Channel.LETTER)),
            reached,
            now,
            reached ? List.of(pick(List.of("R01", "R07", "R09", "R19"))) : List.of(),
            offered,
            reached,
            List.of());
    act(task, Staff.contact(task, actor, attempt), now);
    List<String> ways =
        switch (task.kind()) {
          case SUPPORT_PLAN -> List.of("plan-agreed", "plan-agreed", "declined-support");
          case RE_OFFER -> List.of("declined-support", "no-longer-needed");
          case WAITING_WELL ->
              List.of("unchanged", "unchanged", "worse", "needs-changed", "no-longer-needed");
          case ASK_NEEDS -> List.of("needs-recorded");
          default ->
              List.of("reason-known", "reason-known", "no-longer-needed", "safeguarding-concern");
        };
    if (task.steps().stream().anyMatch(step -> step.code().equals("clinical-review"))) {
      return complete(task, Staff.KIM, "clinically-reviewed", now);
    }
    return reached
        ? chance(85) && complete(task, actor, pick(ways), now)
        : chance(30) && complete(task, actor, "could-not-reach", now);
  }

  private boolean looked(SupportTask task, Instant now) {
    List<String> open =
        task.steps().stream().filter(step -> step.done() == null).map(Step::code).toList();
    for (String step : open) {
      if (!step.equals("contact") && (!step.equals("referrer-acknowledged") || chance(40))) {
        act(task, Staff.step(task, Staff.KIM, step), now);
      }
    }
    return open.size() <= 2
        && complete(task, Staff.KIM, pick(List.of("no-concern-recorded", "advice-taken")), now);
  }

  private boolean reviewed(SupportTask task, Instant now) {
    if (task.rule().equals("T13")) {
      boolean reversed = chance(30);
      boolean ended = complete(task, Staff.KIM, reversed ? "reversed" : "reviewed", now);
      if (ended && reversed) {
        at(days(now, random.nextInt(5)), later -> course.facts.ended("r", (Ending) null));
      }
      return ended;
    }
    act(task, Staff.recorded(task, Staff.SAM, Map.of("second-review", "agree")), now);
    if (chance(70) && complete(task, Staff.KIM, "discharge-with-evidence", now)) {
      if (chance(75)) {
        end(now, days(now, random.nextInt(6)), chance(30));
      } else {
        cameBack = true;
        book(days(now, 1 + random.nextInt(10)));
      }
      return true;
    }
    return chance(60)
        && complete(task, Staff.KIM, pick(List.of("keep-waiting", "active-follow-up")), now);
  }

  private boolean written(SupportTask task, Instant now) {
    List<String> open = new ArrayList<>();
    task.steps().forEach(step -> open.add(step.code()));
    open.forEach(step -> act(task, Staff.step(task, Staff.KIM, step), now));
    derive(now);
    return complete(task, Staff.KIM, "sent", now);
  }

  /** The outcome is found, or cannot be. */
  private boolean recorded(SupportTask task, Instant now) {
    if (chance(40)) {
      return complete(task, Staff.LEE, "not-obtainable", now);
    }
    PersonRecord known = course.facts.build();
    known.appointments().stream()
        .filter(a -> task.appointments().contains(a.id()))
        .forEach(
            a ->
                course.facts.appointment(
                    stated(a.id(), a.start(), chance(60) ? Outcome.ATTENDED : Outcome.DNA, now)));
    return true;
  }
}
