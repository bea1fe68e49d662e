package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;

/** What people may end tasks with, and what that answers. */
class ActsTest {
  private static final Instant NOW = at("2026-11-03T12:00");
  private static final Actor LEE = new Actor("lee", Set.of("coordinator"), null);
  private static final Actor KIM = new Actor("kim", Set.of("clinician"), "HCPC:PH1");
  private final Deriving deriving = new Deriving();

  private static RecordBuilder adult() {
    return person(1).born("1980-05-01").livesIn("D7").phone(true).referral("r", "podiatry");
  }

  private static RecordBuilder child() {
    return person(1).born("2015-01-01").referral("r", "podiatry");
  }

  private SupportTask open(RecordBuilder record, TaskKind kind, Instant now) {
    record.after(deriving.decide(record.build(), now));
    return record.build().tasks().stream()
        .filter(task -> task.kind() == kind && task.status().open())
        .findFirst()
        .orElseThrow();
  }

  private List<TaskKind> openKinds(RecordBuilder record, Instant now) {
    return deriving.derive(record.build(), now).tasks().stream()
        .filter(task -> task.status().open())
        .map(SupportTask::kind)
        .toList();
  }

  private static Act complete(SupportTask task, Actor actor, String outcome) {
    return new Act(
        task.id(), null, Verb.COMPLETE, actor, outcome, null, null, Map.of(), null, null);
  }

  private List<String> refusedFor(RecordBuilder record, Act act, Instant now) {
    return deriving.judge(record.build(), act, now) instanceof ActAnswer.Refused refused
        ? refused.why().stream().map(Reason::code).toList()
        : List.of();
  }

  private static ActionFact done(Act act, Instant at) {
    return new ActionFact(
        act.task(), act.verb(), act.actor(), at, act.outcome(), null, null, act.said(), null);
  }

  private static Contact called(String appointment, String by, boolean reached, String moment) {
    return new Contact(
        List.of(appointment),
        List.of("r"),
        reached,
        Channel.PHONE,
        at(moment),
        List.of(),
        List.of(),
        false,
        by);
  }

  @Test
  void a_safeguarding_check_is_answered_by_no_other_work_on_the_miss() {
    RecordBuilder record =
        person(1).phone(true).referral("r", "podiatry").missed("a", "r", "2026-11-02T09:00");
    SupportTask support = open(record, TaskKind.SUPPORT_ATTENDANCE, NOW);
    record.act(ActionFact.of(support.id(), Verb.CLAIM, LEE, NOW)).born("2015-01-01");
    assertThat(openKinds(record, NOW))
        .containsExactlyInAnyOrder(TaskKind.SUPPORT_ATTENDANCE, TaskKind.WAS_NOT_BROUGHT);

    record.contact(called("a", "lee", true, "2026-11-03T11:00"));
    Act declined = complete(support, LEE, "declined-support");
    assertThat(openKinds(record.act(done(declined, NOW)), NOW))
        .as("even where it was completed before the age was known")
        .containsExactly(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void whoever_could_not_be_reached_and_is_after_all_gets_support_again() {
    RecordBuilder record =
        adult()
            .missed("a", "r", "2026-10-05T09:00")
            .contact("r", Channel.PHONE, false, "2026-10-06T10:00")
            .contact("r", Channel.TEXT, false, "2026-10-13T10:00")
            .contact("r", Channel.PHONE, false, "2026-10-27T10:00");
    SupportTask support = open(record, TaskKind.SUPPORT_ATTENDANCE, NOW);
    record.act(done(complete(support, LEE, "could-not-reach"), NOW));
    assertThat(openKinds(record, NOW)).containsExactly(TaskKind.DISCHARGE_REVIEW);

    Instant later = NOW.plus(java.time.Duration.ofDays(1));
    record.contact(
        new Contact(List.of("a"), List.of("r"), true, Channel.PHONE, later.minusSeconds(60)));
    assertThat(openKinds(record, later)).containsExactly(TaskKind.SUPPORT_ATTENDANCE);
  }

  @Test
  void a_safeguarding_check_does_not_rest_before_it_is_made() {
    RecordBuilder record = child().missed("a", "r", "2026-11-02T09:00");
    SupportTask check = open(record, TaskKind.WAS_NOT_BROUGHT, NOW);
    Instant until = NOW.plus(java.time.Duration.ofDays(2));
    Act hold = new Act(check.id(), null, Verb.HOLD, KIM, null, null, until, Map.of(), null, null);
    assertThat(refusedFor(record, hold, NOW)).containsExactly("hold");
    record.act(
        new ActionFact(
            check.id(), Verb.STEP, KIM, NOW, null, "safeguarding-check", null, Map.of(), null));
    open(record, TaskKind.WAS_NOT_BROUGHT, NOW);
    assertThat(refusedFor(record, hold, NOW)).isEmpty();
  }

  @Test
  void a_review_answers_no_safeguarding_check() {
    RecordBuilder record =
        child()
            .missed("a", "r", "2026-10-05T09:00")
            .contact("r", Channel.PHONE, false, "2026-10-06T10:00")
            .contact("r", Channel.TEXT, false, "2026-10-13T10:00")
            .contact("r", Channel.PHONE, false, "2026-10-27T10:00");
    SupportTask review = open(record, TaskKind.DISCHARGE_REVIEW, NOW);
    record.act(done(complete(review, KIM, "keep-waiting"), NOW));
    assertThat(openKinds(record, NOW)).containsExactly(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void support_beside_an_open_safeguarding_check_is_handed_back() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    SupportTask support = open(record, TaskKind.SUPPORT_ATTENDANCE, NOW);
    record
        .act(ActionFact.of(support.id(), Verb.CLAIM, LEE, NOW))
        .contact(called("a", "lee", true, "2026-11-03T11:00"));
    Act declined = complete(support, LEE, "declined-support");
    assertThat(refusedFor(record, declined, NOW)).isEmpty();
    open(record.need("766561000000109"), TaskKind.WAS_NOT_BROUGHT, NOW);
    assertThat(refusedFor(record, declined, NOW)).containsExactly("safeguarding-check");
    record.act(ActionFact.of(support.id(), Verb.RELEASE, LEE, NOW.plusSeconds(1)));
    assertThat(openKinds(record, NOW.plusSeconds(1))).containsExactly(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void a_concern_is_told_also_by_somebody_who_has_reached_nobody() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    SupportTask support = open(record, TaskKind.SUPPORT_ATTENDANCE, NOW);
    Act concern = complete(support, LEE, "safeguarding-concern");
    assertThat(refusedFor(record, concern, NOW)).isEmpty();
    assertThat(openKinds(record.act(done(concern, NOW)), NOW))
        .containsExactly(TaskKind.WAS_NOT_BROUGHT);
    assertThat(refusedFor(record, complete(support, LEE, "declined-support"), NOW)).isNotEmpty();
  }

  @Test
  void what_a_patient_says_after_cancelling_counts_before_the_day_of_the_appointment() {
    RecordBuilder record =
        adult()
            .appointment("a", "r", "2026-12-20T09:00", Outcome.PATIENT_CANCELLED)
            .received("2026-11-01T10:00")
            .appointment("b", "r", "2026-12-21T09:00", Outcome.PATIENT_CANCELLED)
            .received("2026-11-02T10:00");
    SupportTask offer = open(record, TaskKind.RE_OFFER, NOW);
    Act declined = complete(offer, LEE, "declined-support");
    record.contact(called("a", "lee", true, "2026-11-02T09:00"));
    assertThat(refusedFor(record, declined, NOW))
        .as("spoken with before the last was cancelled")
        .containsExactly("contact");
    record.contact(called("b", "lee", true, "2026-11-03T09:00"));
    assertThat(refusedFor(record, declined, NOW)).isEmpty();
  }

  @Test
  void what_was_said_in_an_earlier_contact_ends_no_later_round_of_waiting_well() {
    RecordBuilder record =
        person(1).born("1980-05-01").phone(true).referred("r", "podiatry", "2026-06-01T09:00");
    open(record, TaskKind.WAITING_WELL, at("2026-08-24T12:00"));
    record.contact("r", Channel.PHONE, true, "2026-08-25T10:00");
    record.after(deriving.decide(record.build(), at("2026-08-25T12:00")));
    Instant later = at("2026-11-17T12:00");
    SupportTask again = open(record, TaskKind.WAITING_WELL, later);
    Act unchanged = complete(again, LEE, "unchanged");
    assertThat(refusedFor(record, unchanged, later)).containsExactly("contact");
    record.contact(
        new Contact(
            List.of(),
            List.of("r"),
            true,
            Channel.PHONE,
            at("2026-11-17T11:00"),
            List.of(),
            List.of(),
            false,
            "lee"));
    assertThat(refusedFor(record, unchanged, later)).isEmpty();
  }

  @Test
  void evidence_is_recorded_as_such_and_not_along_with_anything_else() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    SupportTask support = open(record, TaskKind.SUPPORT_ATTENDANCE, NOW);
    Act claim =
        new Act(
            support.id(),
            null,
            Verb.CLAIM,
            KIM,
            null,
            null,
            null,
            Map.of("best-interests", "anything"),
            null,
            null);
    ActAnswer answer = deriving.judge(record.build(), claim, NOW);
    assertThat(((ActAnswer.Allowed) answer).action().said()).isEmpty();
  }

  private static ActionFact step(SupportTask task, String step, Instant at) {
    return new ActionFact(task.id(), Verb.STEP, KIM, at, null, step, null, Map.of(), null);
  }

  private static Instant checked(SupportTask task) {
    return task.steps().stream()
        .filter(step -> step.code().equals("safeguarding-check"))
        .findFirst()
        .orElseThrow()
        .done();
  }

  @Test
  void a_check_of_an_earlier_miss_is_no_check_of_a_later_one() {
    RecordBuilder record = child().missed("a", "r", "2026-09-01T09:00");
    Instant then = at("2026-09-02T12:00");
    SupportTask first = open(record, TaskKind.WAS_NOT_BROUGHT, then);
    record.act(step(first, "safeguarding-check", then)).corrected("a", Outcome.ATTENDED);
    assertThat(openKinds(record, then)).isEmpty();
    record.after(deriving.decide(record.build(), then)).missed("b", "r", "2026-11-02T09:00");
    SupportTask again = open(record, TaskKind.WAS_NOT_BROUGHT, NOW);
    assertThat(checked(again)).isNull();
    assertThat(deriving.decide(record.build(), NOW).changes()).as("nor at a second look").isEmpty();
  }

  @Test
  void a_step_that_was_done_is_done_at_once_when_the_same_miss_calls_again() {
    RecordBuilder record = child().missed("a", "r", "2026-11-02T09:00");
    SupportTask task = open(record, TaskKind.WAS_NOT_BROUGHT, NOW);
    record.act(step(task, "safeguarding-check", NOW)).corrected("a", Outcome.ATTENDED);
    record.after(deriving.decide(record.build(), NOW)).corrected("a", Outcome.DNA);
    assertThat(checked(open(record, TaskKind.WAS_NOT_BROUGHT, NOW))).isEqualTo(NOW);
  }

  @Test
  void nobody_ticks_off_a_plan_or_a_review_and_leaves_it_open_unseen() {
    RecordBuilder record =
        adult().missed("a", "r", "2026-08-03T09:00").missed("b", "r", "2026-11-02T09:00");
    SupportTask plan = open(record, TaskKind.SUPPORT_PLAN, NOW);
    Act tick = new Act(plan.id(), null, Verb.STEP, KIM, null, "plan", null, Map.of(), null, null);
    assertThat(refusedFor(record, tick, NOW)).containsExactly("step");
  }
}
