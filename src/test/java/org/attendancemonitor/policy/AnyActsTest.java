package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;

/** What holds for any history and whatever people do. */
class AnyActsTest {
  private static final int PEOPLE = 150;
  private static final Instant END = RandomRecords.NOW;
  private static final Set<TaskKind> CLINICAL =
      Set.of(TaskKind.WAS_NOT_BROUGHT, TaskKind.DISCHARGE_REVIEW, TaskKind.DISCHARGE_LETTER);
  private static final Pattern RECOMMENDED =
      Pattern.compile(
          "discharg|(remove|take|strike)\\w* .{0,20}(off|from) the list|clos\\w+ the referral"
              + "|end the (referral|care)|should (be|have been) ended|did not attend|\\bDNA\\b"
              + "|failed to",
          Pattern.CASE_INSENSITIVE);
  private final Deriving deriving =
      new Deriving(ShippedSettings.risk(), ShippedSettings.preparing());
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Set<String> texts = new TreeSet<>();

  @Test
  void every_miss_is_answered_nothing_recommends_an_ending_and_refusals_change_nothing() {
    for (long seed = 0; seed < PEOPLE; seed++) {
      live(new Random(seed));
    }
    System.out.println("any acts: " + seen);
    assertThat(texts).isNotEmpty().noneMatch(text -> RECOMMENDED.matcher(text).find());
    assertThat(seen.keySet())
        .as("the test tells something of each")
        .contains(
            "task:support-attendance",
            "task:support-plan",
            "task:was-not-brought",
            "task:discharge-review",
            "answered-by-finished-task",
            "attended-since",
            "contacted-and-rebooked",
            "deceased",
            "historic",
            "not-booked",
            "referral-ended",
            "twice CLAIM",
            "twice RELEASE",
            "twice STEP",
            "twice COMPLETE",
            "closed by people",
            "closed by itself",
            "wrong role",
            "old version",
            "refused act");
  }

  @Test
  void no_task_can_end_in_a_discharge_but_a_review_and_that_is_never_the_first_choice() {
    for (TaskKind kind : TaskKind.values()) {
      List<String> outcomes = Outcomes.of(kind);
      if (kind == TaskKind.DISCHARGE_REVIEW) {
        assertThat(outcomes).containsOnlyOnce("discharge-with-evidence");
        assertThat(outcomes.get(0)).isEqualTo("keep-waiting");
      } else {
        assertThat(outcomes).noneMatch(outcome -> outcome.contains("discharge"));
      }
    }
  }

  private void live(Random random) {
    List<RandomHistory.News> news =
        new RandomHistory(random, END.minus(Duration.ofDays(400)), END).all();
    Course course = new Course(deriving, RecordBuilder.person(1));
    Staff staff = new Staff(random);
    Instant last = Instant.EPOCH;
    for (int days = 364; days >= 0; days -= 14) {
      Instant now = END.minus(Duration.ofDays(days));
      for (RandomHistory.News it : news) {
        if (it.received().isAfter(last) && !it.received().isAfter(now)) {
          it.change().accept(course.facts);
        }
      }
      last = now;
      derived(course, now);
      for (int act = random.nextInt(6); act > 0 && !course.open().isEmpty(); act--) {
        now = now.plusSeconds(60);
        SupportTask task = course.open().get(random.nextInt(course.open().size()));
        acted(course, staff.next(task, now), now);
      }
      outOfPlace(course, random, now);
    }
  }

  private void derived(Course course, Instant now) {
    Decision decision = course.derive(now);
    PersonRecord record = course.record();
    NaiveWork work = new NaiveWork(record, now);
    for (Appointment miss : record.appointments()) {
      if (miss.outcome().missed()) {
        answered(miss, decision.answers().get(miss.id()), record, work, now);
      }
    }
    Set<String> live = new TreeSet<>();
    record.referrals().stream().filter(Referral::live).forEach(it -> live.add(it.id()));
    assertThat(decision.closures()).noneMatch(closure -> live.contains(closure.referral()));
    for (Change change : decision.changes()) {
      if (change instanceof Change.SetFlag set) {
        read(set.flag().reasons());
      } else {
        SupportTask task =
            change instanceof Change.OpenTask opened
                ? opened.task()
                : ((Change.AmendTask) change).task();
        read(task.reasons());
        read(task.cautions());
      }
    }
    for (Referral referral : record.referrals()) {
      DischargeCheck check = deriving.dischargeCheck(record, referral.id(), now);
      Stream.of(check.missing(), check.stops(), check.notYetOffered(), check.needs())
          .forEach(this::read);
    }
  }

  private void read(List<Reason> reasons) {
    reasons.forEach(reason -> texts.add(reason.text()));
  }

  /** On a live referral a miss has an open task, or has been answered in truth. */
  private void answered(
      Appointment miss, String answer, PersonRecord record, NaiveWork work, Instant now) {
    assertThat(answer).as("answer to %s", miss).isNotBlank();
    seen.merge(answer, 1, Integer::sum);
    boolean live =
        record.referrals().stream().anyMatch(it -> it.id().equals(miss.referral()) && it.live());
    boolean finished =
        work
            .listing(
                miss.id(),
                "support-attendance",
                "support-plan",
                "was-not-brought",
                "discharge-review")
            .stream()
            .anyMatch(it -> !it.outcome().equals("safeguarding-concern"));
    boolean told =
        switch (answer) {
          case "not-booked" -> !miss.booked();
          case "deceased" -> record.person().deceased();
          case "historic" -> miss.historic();
          case "answered-by-finished-task" -> finished;
          case "referral-ended" -> !live;
          case "attended-since" -> attendedAfter(miss, record);
          case "contacted-and-rebooked" -> reachedAndRebooked(miss, record, now);
          default -> answer.startsWith("task:") && task(miss, answer.substring(5), record);
        };
    assertThat(told).as("%s is %s", miss, answer).isTrue();
  }

  private static boolean task(Appointment miss, String kind, PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open() && task.kind().code().equals(kind))
        .filter(task -> task.referral().equals(miss.referral()))
        .anyMatch(task -> task.appointments().contains(miss.id()) || task.recordChanged());
  }

  private static boolean attendedAfter(Appointment miss, PersonRecord record) {
    return record.appointments().stream()
        .filter(a -> a.referral().equals(miss.referral()) && a.outcome() == Outcome.ATTENDED)
        .anyMatch(a -> a.start().isAfter(miss.start()));
  }

  private static boolean reachedAndRebooked(Appointment miss, PersonRecord record, Instant now) {
    return record.contacts().stream()
            .filter(it -> it.about(miss.id(), miss.referral()) && it.reached())
            .map(Contact::at)
            .anyMatch(at -> at.isAfter(miss.start()) && !at.isAfter(now))
        && record.appointments().stream()
            .filter(a -> a.referral().equals(miss.referral()) && a.booked())
            .filter(a -> a.outcome() == Outcome.NOT_RECORDED)
            .anyMatch(a -> a.start().isAfter(miss.start()));
  }

  private void acted(Course course, Act act, Instant now) {
    if (course.act(act, now) instanceof ActAnswer.Allowed) {
      derived(course, now);
      if (Set.of(Verb.CLAIM, Verb.RELEASE, Verb.STEP, Verb.COMPLETE).contains(act.verb())) {
        refused(course, act, ActAnswer.Kind.CONFLICT, "twice " + act.verb(), now);
      }
    } else {
      refused(course, act, null, "refused act", now);
    }
  }

  /** Acts on what is closed, by people who may not, on an old copy, on nothing. */
  private void outOfPlace(Course course, Random random, Instant now) {
    for (SupportTask task : course.tasks()) {
      Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
      if (!task.status().open()) {
        String how = task.owner() == null ? "closed by itself" : "closed by people";
        refused(course, filled(task, verb, Staff.KIM), ActAnswer.Kind.CONFLICT, how, now);
        continue;
      }
      Actor other = Staff.OTHERS.get(random.nextInt(Staff.OTHERS.size()));
      refused(course, filled(task, verb, other), ActAnswer.Kind.FORBIDDEN, "wrong role", now);
      if (CLINICAL.contains(task.kind())) {
        refused(course, filled(task, verb, Staff.LEE), ActAnswer.Kind.FORBIDDEN, "wrong role", now);
      }
      Act old =
          new Act(
              task.id(),
              task.version() - 1,
              Verb.CLAIM,
              Staff.KIM,
              null,
              null,
              null,
              Map.of(),
              null,
              null);
      refused(course, old, ActAnswer.Kind.CONFLICT, "old version", now);
      Act nowhere = new Act("none", null, verb, Staff.KIM, null, null, null, null, null, null);
      refused(course, nowhere, ActAnswer.Kind.UNUSABLE, "no such task", now);
    }
  }

  private static Act filled(SupportTask task, Verb verb, Actor actor) {
    return new Act(
        task.id(),
        null,
        verb,
        actor,
        Outcomes.of(task.kind()).get(0),
        task.steps().get(0).code(),
        null,
        Map.of(),
        null,
        null);
  }

  private void refused(Course course, Act act, ActAnswer.Kind kind, String what, Instant now) {
    PersonRecord before = course.record();
    ActAnswer answer = course.act(act, now);
    assertThat(answer).as("%s: %s", what, act).isInstanceOf(ActAnswer.Refused.class);
    ActAnswer.Refused refused = (ActAnswer.Refused) answer;
    assertThat(refused.why()).as("says why").isNotEmpty().allMatch(it -> !it.text().isBlank());
    if (kind != null) {
      assertThat(refused.kind()).as("%s: %s: %s", what, act, refused.why()).isEqualTo(kind);
    }
    assertThat(course.record()).as("changes nothing").isEqualTo(before);
    assertThat(deriving.decide(before, now).changes()).isEmpty();
    seen.merge(what, 1, Integer::sum);
    List<Reason> why = new ArrayList<>(refused.why());
    why.removeIf(reason -> reason.code().equals("outcome") || reason.code().equals("task-closed"));
    read(why);
  }
}
