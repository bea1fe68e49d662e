package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.junit.jupiter.api.Test;

/** Monday 2 November 2026 is the day of the miss, unless said otherwise. */
class SupportRulesTest {
  private static final java.time.Instant NOW = at("2026-11-03T12:00");
  private final Deriving deriving = new Deriving();

  private static RecordBuilder adult() {
    return person(1).born("1980-05-01").livesIn("D7").phone(true).referral("r", "podiatry");
  }

  private SupportTask onlyOpen(PersonRecord record) {
    List<SupportTask> open = record.tasks().stream().filter(task -> task.status().open()).toList();
    assertThat(open).hasSize(1);
    return open.get(0);
  }

  private SupportTask opened(RecordBuilder record) {
    return onlyOpen(deriving.derive(record.build(), NOW));
  }

  private Map<String, String> answers(RecordBuilder record) {
    return deriving.decide(record.build(), NOW).answers();
  }

  @Test
  void a_first_miss_opens_support_by_the_booking_team_within_two_and_five_working_days() {
    SupportTask task = opened(adult().missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.kind()).isEqualTo(TaskKind.SUPPORT_ATTENDANCE);
    assertThat(task.rule()).isEqualTo("T4");
    assertThat(task.ownerRole()).isEqualTo("booking-team");
    assertThat(task.priority()).isEqualTo(Priority.ROUTINE);
    assertThat(task.steps())
        .containsExactly(
            new Step("contact", at("2026-11-04T17:00"), null),
            new Step("re-offer", at("2026-11-09T17:00"), null));
    assertThat(task.due()).isEqualTo(at("2026-11-04T17:00"));
    assertThat(task.reasons())
        .containsExactly(new Reason("T4", "Missed the podiatry appointment on 2 November 2026."));
    assertThat(task.supports()).containsExactly("S01", "S10");
    assertThat(task.appointments()).containsExactly("a");
  }

  @Test
  void an_appointment_that_was_attended_opens_nothing() {
    PersonRecord derived =
        deriving.derive(adult().attended("a", "r", "2026-11-02T09:00").build(), NOW);
    assertThat(derived.tasks()).isEmpty();
  }

  @Test
  void an_outcome_that_nobody_recorded_is_asked_for_and_is_no_miss() {
    RecordBuilder record = adult().booked("a", "r", "2026-10-30T09:00");
    assertThat(deriving.derive(record.build(), at("2026-11-02T23:59")).tasks()).isEmpty();
    assertThat(opened(record).kind()).isEqualTo(TaskKind.RECORD_OUTCOME);
    assertThat(answers(record)).isEmpty();
  }

  @Test
  void a_provider_cancellation_is_no_miss() {
    RecordBuilder record =
        adult().appointment("a", "r", "2026-11-02T09:00", Outcome.PROVIDER_CANCELLED);
    assertThat(deriving.derive(record.build(), NOW).tasks()).isEmpty();
    assertThat(answers(record)).isEmpty();
  }

  @Test
  void a_flag_lifts_the_miss_to_the_clinical_team_within_one_and_three_working_days() {
    SupportTask task =
        opened(
            adult()
                .need("203321000000107")
                .attended("x", "r", "2026-03-10T09:00")
                .missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.rule()).isEqualTo("T5");
    assertThat(task.ownerRole()).isEqualTo("key-worker");
    assertThat(task.steps())
        .containsExactly(
            new Step("contact", at("2026-11-03T17:00"), null),
            new Step("re-offer", at("2026-11-05T17:00"), null));
    assertThat(task.reasons().get(0).text())
        .isEqualTo(
            "Missed 1 of 2 podiatry appointments since March 2026; needs a Bengali interpreter.");
    assertThat(task.supports()).contains("S07", "S08", "S03");
  }

  @Test
  void a_person_of_whom_nothing_is_known_is_asked_and_not_lifted() {
    SupportTask task =
        opened(person(1).referral("r", "podiatry").missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.rule()).isEqualTo("T4");
    assertThat(task.reasons().get(0).text())
        .endsWith("; nothing is known about this person's needs: please ask.");
  }

  @Test
  void dues_count_from_the_receipt_of_the_outcome() {
    SupportTask task =
        opened(adult().missed("a", "r", "2026-10-19T09:00").received("2026-10-23T18:00"));
    assertThat(task.due()).isEqualTo(at("2026-10-27T17:00"));
  }

  @Test
  void a_second_miss_in_the_service_within_a_year_calls_for_a_plan_and_replaces_the_open_task() {
    RecordBuilder record = adult().missed("a", "r", "2026-08-03T09:00");
    record.after(deriving.decide(record.build(), at("2026-08-04T09:00")));
    record.missed("b", "r", "2026-11-02T09:00");
    PersonRecord derived = deriving.derive(record.build(), NOW);
    SupportTask plan = onlyOpen(derived);
    assertThat(plan.kind()).isEqualTo(TaskKind.SUPPORT_PLAN);
    assertThat(plan.ownerRole()).isEqualTo("team-lead");
    assertThat(plan.due()).isEqualTo(at("2026-11-09T17:00"));
    assertThat(plan.appointments()).containsExactly("a", "b");
    assertThat(plan.supports()).contains("S10", "S14", "S26");
    assertThat(derived.tasks())
        .anySatisfy(
            task -> {
              assertThat(task.kind()).isEqualTo(TaskKind.SUPPORT_ATTENDANCE);
              assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
              assertThat(task.closeReason()).isEqualTo("replaced-by-support-plan");
            });
  }

  @Test
  void the_plan_is_due_from_when_both_misses_were_known_whichever_came_first() {
    SupportTask plan =
        opened(
            adult()
                .missed("a", "r", "2026-08-03T09:00")
                .received("2026-11-02T10:00")
                .missed("b", "r", "2026-10-26T09:00")
                .received("2026-10-26T10:00"));
    assertThat(plan.due()).isEqualTo(at("2026-11-09T17:00"));
  }

  @Test
  void a_miss_in_another_service_makes_no_plan_but_a_flag() {
    RecordBuilder record =
        adult()
            .referral("q", "physiotherapy")
            .missed("x", "q", "2026-10-05T09:00")
            .historic()
            .missed("a", "r", "2026-11-02T09:00");
    PersonRecord derived = deriving.derive(record.build(), NOW);
    assertThat(onlyOpen(derived).rule()).isEqualTo("T5");
    assertThat(Deriving.flags(derived)).containsExactly("repeat-non-attendance raised");
  }

  @Test
  void a_historic_miss_opens_nothing_and_makes_the_next_one_a_repeat() {
    RecordBuilder record = adult().missed("a", "r", "2026-08-03T09:00").historic();
    assertThat(deriving.derive(record.build(), NOW).tasks()).isEmpty();
    assertThat(answers(record)).containsEntry("a", "historic");
    SupportTask plan = opened(record.missed("b", "r", "2026-11-02T09:00"));
    assertThat(plan.kind()).isEqualTo(TaskKind.SUPPORT_PLAN);
    assertThat(plan.appointments()).containsExactly("b");
  }

  @Test
  void a_miss_more_than_a_year_before_makes_no_repeat() {
    SupportTask task =
        opened(
            adult()
                .missed("a", "r", "2025-11-02T09:00")
                .historic()
                .missed("b", "r", "2026-11-02T09:00"));
    assertThat(task.kind()).isEqualTo(TaskKind.SUPPORT_ATTENDANCE);
  }

  @Test
  void a_child_was_not_brought_and_safeguarding_is_looked_at_the_same_day() {
    SupportTask task =
        opened(
            person(1)
                .born("2010-11-03")
                .referral("r", "podiatry")
                .missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.kind()).isEqualTo(TaskKind.WAS_NOT_BROUGHT);
    assertThat(task.rule()).isEqualTo("T8");
    assertThat(task.ownerRoles()).containsExactly("key-worker", "safeguarding-lead");
    assertThat(task.steps())
        .containsExactly(
            new Step("contact", at("2026-11-02T17:00"), null),
            new Step("safeguarding-check", at("2026-11-02T17:00"), null),
            new Step("tell-referrer", at("2026-11-04T17:00"), null),
            new Step("referrer-acknowledged", at("2026-11-16T17:00"), null));
    assertThat(task.reasons().get(0).text())
        .startsWith("Was not brought to the podiatry appointment on 2 November 2026");
  }

  @Test
  void sixteen_at_the_appointment_is_no_child_except_in_a_service_for_children() {
    RecordBuilder record = person(1).born("2010-11-02").referral("r", "podiatry");
    assertThat(opened(record.missed("a", "r", "2026-11-02T09:00")).kind())
        .isEqualTo(TaskKind.SUPPORT_ATTENDANCE);
    RecordBuilder paediatric = person(1).born("2010-11-02").referral("r", "paediatrics");
    assertThat(opened(paediatric.missed("a", "r", "2026-11-02T09:00")).kind())
        .isEqualTo(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void an_adult_was_not_brought_when_the_sender_a_carer_a_concern_or_a_closed_door_says_so() {
    String day = "2026-11-02T09:00";
    for (RecordBuilder record :
        List.of(
            adult().missed("a", "r", day).notBrought(),
            adult().missed("a", "r", day).mode(Mode.HOME_VISIT),
            adult().need("1108151000000106").missed("a", "r", day),
            adult().need("766561000000109").missed("a", "r", day))) {
      assertThat(opened(record).kind()).isEqualTo(TaskKind.WAS_NOT_BROUGHT);
    }
  }

  @Test
  void a_concern_is_never_told_in_a_reason() {
    SupportTask task =
        opened(
            adult()
                .need(new Code("urn:attendance-monitor:need", "domestic-abuse"), null, null)
                .missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.reasons().toString()).contains("check record").doesNotContain("abuse");
  }

  @Test
  void neither_attendance_nor_rebooking_nor_an_ending_closes_a_safeguarding_check() {
    RecordBuilder record =
        person(1)
            .born("2015-01-01")
            .referral("r", "podiatry")
            .missed("a", "r", "2026-11-02T09:00")
            .attended("b", "r", "2026-11-03T09:00");
    assertThat(opened(record).kind()).isEqualTo(TaskKind.WAS_NOT_BROUGHT);
    record.ended("r", "2026-11-03T10:00");
    assertThat(opened(record).kind()).isEqualTo(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void rebooking_does_only_its_own_step() {
    SupportTask task =
        opened(
            adult()
                .missed("a", "r", "2026-11-02T09:00")
                .booked("b", "r", "2026-11-20T09:00")
                .received("2026-11-02T11:00"));
    assertThat(task.status()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(task.steps())
        .containsExactly(
            new Step("contact", at("2026-11-04T17:00"), null),
            new Step("re-offer", at("2026-11-09T17:00"), at("2026-11-02T11:00")));
  }

  @Test
  void an_appointment_that_was_booked_before_the_miss_is_no_new_offer() {
    SupportTask task =
        opened(
            adult()
                .missed("a", "r", "2026-11-02T09:00")
                .booked("b", "r", "2026-11-20T09:00")
                .received("2026-10-01T11:00"));
    assertThat(task.steps()).allMatch(step -> step.done() == null);
  }

  @Test
  void reached_and_rebooked_completes_the_task_and_a_cancelled_booking_opens_it_again() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    record.after(deriving.decide(record.build(), NOW));
    String id = onlyOpen(record.build()).id();
    record
        .contact("r", Channel.PHONE, true, "2026-11-03T10:00")
        .booked("b", "r", "2026-11-20T09:00")
        .received("2026-11-03T10:05");
    record.after(deriving.decide(record.build(), NOW));
    SupportTask done = record.build().tasks().get(0);
    assertThat(done.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(done.closeReason()).isEqualTo("contacted-and-rebooked");
    assertThat(answers(record)).containsEntry("a", "contacted-and-rebooked");
    record.corrected("b", Outcome.PROVIDER_CANCELLED);
    assertThat(opened(record).id()).isEqualTo(id);
  }

  @Test
  void attendance_completes_support() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    record.after(deriving.decide(record.build(), NOW)).attended("b", "r", "2026-11-03T09:00");
    record.after(deriving.decide(record.build(), NOW));
    SupportTask closed = record.build().tasks().get(0);
    assertThat(closed.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(closed.closeReason()).isEqualTo("attended");
    assertThat(answers(record)).containsEntry("a", "attended-since");
  }

  @Test
  void a_correction_a_death_and_an_ending_cancel_what_nobody_has_taken() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    record.after(deriving.decide(record.build(), NOW));
    assertThat(closeReason(record.corrected("a", Outcome.ATTENDED))).isEqualTo("corrected");
    assertThat(closeReason(record.corrected("a", Outcome.DNA).died("2026-11-03")))
        .isEqualTo("deceased");
    assertThat(answers(record)).containsEntry("a", "deceased");
  }

  private String closeReason(RecordBuilder record) {
    PersonRecord derived = deriving.derive(record.build(), NOW);
    assertThat(derived.tasks()).noneMatch(task -> task.status().open());
    assertThat(derived.tasks().get(0).status()).isEqualTo(TaskStatus.CANCELLED);
    return derived.tasks().get(0).closeReason();
  }

  @Test
  void what_someone_has_taken_is_only_marked() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    record.after(deriving.decide(record.build(), NOW)).claimed(TaskKind.SUPPORT_ATTENDANCE, "kim");
    SupportTask before = onlyOpen(record.build());
    SupportTask after = opened(record.corrected("a", Outcome.ATTENDED));
    assertThat(after.recordChanged()).isTrue();
    assertThat(after.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(after.owner()).isEqualTo("kim");
    assertThat(after.steps()).isEqualTo(before.steps());
  }

  @Test
  void a_repeat_opens_the_plan_beside_a_task_that_someone_has_taken() {
    RecordBuilder record = adult().missed("a", "r", "2026-10-05T09:00");
    record.after(deriving.decide(record.build(), NOW)).claimed(TaskKind.SUPPORT_ATTENDANCE, "kim");
    record.missed("b", "r", "2026-11-02T09:00");
    PersonRecord derived = deriving.derive(record.build(), NOW);
    assertThat(derived.tasks())
        .extracting(SupportTask::kind, SupportTask::recordChanged)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(TaskKind.SUPPORT_ATTENDANCE, true),
            org.assertj.core.groups.Tuple.tuple(TaskKind.SUPPORT_PLAN, false));
  }

  @Test
  void a_task_that_someone_finished_answers_the_misses_it_lists_and_no_others() {
    RecordBuilder record = adult().missed("a", "r", "2026-10-05T09:00");
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.SUPPORT_ATTENDANCE, "kim", "rebooked-with-support");
    assertThat(answers(record)).containsEntry("a", "answered-by-finished-task");
    SupportTask plan = opened(record.missed("b", "r", "2026-11-02T09:00"));
    assertThat(plan.kind()).isEqualTo(TaskKind.SUPPORT_PLAN);
    assertThat(plan.appointments()).containsExactly("b");
  }

  @Test
  void late_and_not_seen_is_answered_as_a_miss() {
    RecordBuilder record = adult().appointment("a", "r", "2026-11-02T09:00", Outcome.LATE_NOT_SEEN);
    assertThat(opened(record).rule()).isEqualTo("T4");
  }

  @Test
  void digital_exclusion_suggests_a_call_and_no_text() {
    SupportTask task =
        opened(
            adult()
                .need(new Code("urn:attendance-monitor:need", "digital-exclusion"), null, null)
                .missed("a", "r", "2026-11-02T09:00"));
    assertThat(task.supports()).contains("S03").doesNotContain("S01");
  }

  @Test
  void a_measured_gap_adds_a_reason_and_a_suggestion_and_nothing_else() {
    Deriving withGap =
        new Deriving(DerivationPropertyTest.withGapFor("asian"), ShippedSettings.policy());
    RecordBuilder record = adult().ethnic("K").missed("a", "r", "2026-11-02T09:00");
    SupportTask task = onlyOpen(withGap.derive(record.build(), NOW));
    assertThat(task.rule()).isEqualTo("T4");
    assertThat(task.reasons()).extracting(Reason::code).containsExactly("T4", "ethnic-group");
    assertThat(task.supports()).containsExactly("S01", "S10", "S26");
  }

  @Test
  void a_task_is_filed_with_what_it_is_about_and_not_with_the_first_of_two_linked_records() {
    RecordBuilder record = adult().missed("a", "r", "2026-11-02T09:00");
    assertThat(opened(record).patient()).isEqualTo(1);
    assertThat(opened(record.filed("a", 7)).patient()).isEqualTo(7);
    assertThat(opened(record.filed("r", 8)).patient()).isEqualTo(8);
  }
}
