package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.junit.jupiter.api.Test;

class DischargeReviewTest {
  private static final Instant NOW = at("2026-11-20T12:00");
  private final Deriving deriving = new Deriving();

  private static RecordBuilder missedOnce() {
    return person(1)
        .born("1980-05-01")
        .livesIn("D7")
        .phone(true)
        .referral("r", "podiatry")
        .missed("a", "r", "2026-11-02T09:00");
  }

  private static RecordBuilder tried() {
    return missedOnce()
        .contact("r", Channel.PHONE, false, "2026-11-03T10:00")
        .contact("r", Channel.TEXT, false, "2026-11-10T10:00")
        .contact("r", Channel.PHONE, false, "2026-11-17T10:00");
  }

  private List<SupportTask> reviews(RecordBuilder record) {
    return deriving.derive(record.build(), NOW).tasks().stream()
        .filter(task -> task.kind() == TaskKind.DISCHARGE_REVIEW && task.status().open())
        .toList();
  }

  @Test
  void three_attempts_on_two_channels_over_ten_working_days_open_a_review_and_keep_the_support() {
    PersonRecord derived = deriving.derive(tried().build(), NOW);
    assertThat(derived.tasks())
        .filteredOn(task -> task.status().open())
        .extracting(SupportTask::kind)
        .containsExactlyInAnyOrder(TaskKind.SUPPORT_ATTENDANCE, TaskKind.DISCHARGE_REVIEW);
    SupportTask review = reviews(tried()).get(0);
    assertThat(review.rule()).isEqualTo("T10");
    assertThat(review.ownerRole()).isEqualTo("ahp-lead");
    assertThat(review.due()).isEqualTo(at("2026-12-01T17:00"));
    assertThat(review.reasons().get(0).text()).contains("the patient stays on the list");
    assertThat(derived.referrals().get(0).live()).isTrue();
  }

  @Test
  void too_few_attempts_channels_or_days_open_none() {
    RecordBuilder two =
        missedOnce()
            .contact("r", Channel.PHONE, false, "2026-11-03T10:00")
            .contact("r", Channel.TEXT, false, "2026-11-17T10:00");
    RecordBuilder oneChannel =
        missedOnce()
            .contact("r", Channel.PHONE, false, "2026-11-03T10:00")
            .contact("r", Channel.PHONE, false, "2026-11-10T10:00")
            .contact("r", Channel.PHONE, false, "2026-11-17T10:00");
    RecordBuilder nineDays =
        missedOnce()
            .contact("r", Channel.PHONE, false, "2026-11-03T10:00")
            .contact("r", Channel.TEXT, false, "2026-11-10T10:00")
            .contact("r", Channel.PHONE, false, "2026-11-16T10:00");
    for (RecordBuilder record : List.of(two, oneChannel, nineDays)) {
      assertThat(reviews(record)).isEmpty();
    }
  }

  @Test
  void being_reached_after_all_withdraws_it() {
    RecordBuilder record = tried();
    record.after(deriving.decide(record.build(), NOW));
    record.contact("r", Channel.LETTER, true, "2026-11-19T10:00");
    assertThat(reviews(record)).isEmpty();
    assertThat(deriving.derive(record.build(), NOW).tasks())
        .anyMatch(task -> "reached".equals(task.closeReason()));
  }

  @Test
  void a_referral_ended_after_a_miss_is_counted_and_reviewed_the_same_day() {
    RecordBuilder record = missedOnce();
    record.after(deriving.decide(record.build(), at("2026-11-03T12:00")));
    record.ended("r", "2026-11-20T10:00");
    Decision decision = deriving.decide(record.build(), NOW);
    assertThat(decision.closures())
        .containsExactly(new ClosureRow("r", "podiatry", LocalDate.of(2026, 11, 20), "missing"));
    assertThat(decision.answers()).containsEntry("a", "task:discharge-review");
    SupportTask review = reviews(record).get(0);
    assertThat(review.rule()).isEqualTo("T13");
    assertThat(review.priority()).isEqualTo(Priority.URGENT);
    assertThat(review.due()).isEqualTo(at("2026-11-20T17:00"));
    assertThat(deriving.derive(record.build(), NOW).tasks())
        .anyMatch(
            task ->
                task.kind() == TaskKind.SUPPORT_ATTENDANCE
                    && task.status() == TaskStatus.CANCELLED
                    && task.closeReason().equals("referral-ended"));
  }

  @Test
  void a_referral_ended_after_attendance_is_no_closure_unless_coded_so() {
    RecordBuilder record = missedOnce().attended("b", "r", "2026-11-10T09:00");
    record.ended("r", "2026-11-20T10:00");
    assertThat(reviews(record)).isEmpty();
    assertThat(deriving.decide(record.build(), NOW).closures()).isEmpty();
    record.ended("r", new Ending(at("2026-11-20T10:00"), at("2026-11-20T10:00"), false, true));
    assertThat(reviews(record)).hasSize(1);
  }

  @Test
  void a_cancellation_after_the_miss_does_not_undo_it() {
    RecordBuilder record =
        missedOnce().appointment("b", "r", "2026-11-10T09:00", Outcome.PROVIDER_CANCELLED);
    record.ended("r", "2026-11-20T10:00");
    assertThat(reviews(record)).hasSize(1);
  }

  @Test
  void an_ending_loaded_as_history_is_counted_and_opens_nothing() {
    RecordBuilder record = missedOnce().historic();
    record.ended("r", new Ending(at("2026-11-05T10:00"), NOW, true, false));
    assertThat(reviews(record)).isEmpty();
    assertThat(deriving.decide(record.build(), NOW).closures()).hasSize(1);
  }

  @Test
  void a_closure_is_complete_only_after_a_review_that_found_the_evidence_complete() {
    RecordBuilder unseen = missedOnce().ended("r", "2026-11-20T10:00");
    unseen
        .after(deriving.decide(unseen.build(), NOW))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "reviewed");
    assertThat(reviews(unseen)).as("the breach has been looked at").isEmpty();
    assertThat(closures(unseen)).containsExactly("missing");

    RecordBuilder reviewed = tried();
    reviewed
        .after(deriving.decide(reviewed.build(), NOW.minusSeconds(7200)))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "discharge-with-evidence")
        .ended("r", "2026-11-20T11:00");
    assertThat(closures(reviewed)).containsExactly("complete");
    assertThat(reviews(reviewed)).isEmpty();
  }

  @Test
  void a_review_of_an_earlier_course_of_care_completes_no_later_ending() {
    RecordBuilder record = tried();
    record
        .after(deriving.decide(record.build(), at("2026-11-18T10:00")))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "discharge-with-evidence")
        .missed("b", "r", "2026-11-19T09:00")
        .ended("r", "2026-11-20T11:00");
    assertThat(closures(record)).as("came back, and missed again").containsExactly("missing");
    assertThat(reviews(record)).extracting(SupportTask::rule).containsExactly("T13");
  }

  @Test
  void a_review_completes_no_ending_of_somebody_who_has_been_seen_since() {
    RecordBuilder record = tried();
    record
        .after(deriving.decide(record.build(), at("2026-11-18T10:00")))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "discharge-with-evidence")
        .attended("b", "r", "2026-11-19T09:00")
        .ended("r", new Ending(at("2026-11-20T11:00"), at("2026-11-20T11:00"), false, true));
    assertThat(closures(record)).containsExactly("missing");
  }

  @Test
  void a_review_after_the_ending_was_heard_of_does_not_undo_the_breach() {
    RecordBuilder record = tried();
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "discharge-with-evidence")
        .ended("r", "2026-11-20T11:00");
    assertThat(closures(record)).containsExactly("missing");
    assertThat(reviews(record)).extracting(SupportTask::rule).containsExactly("T13");
  }

  private List<String> closures(RecordBuilder record) {
    return deriving.decide(record.build(), NOW).closures().stream()
        .map(ClosureRow::review)
        .toList();
  }

  @Test
  void a_reopened_referral_withdraws_the_review_and_support_goes_on() {
    RecordBuilder record = missedOnce().ended("r", "2026-11-20T10:00");
    record.after(deriving.decide(record.build(), NOW)).ended("r", (Ending) null);
    PersonRecord derived = deriving.derive(record.build(), NOW);
    assertThat(derived.tasks())
        .anyMatch(task -> "referral-reopened".equals(task.closeReason()))
        .anyMatch(task -> task.kind() == TaskKind.SUPPORT_ATTENDANCE && task.status().open());
  }

  @Test
  void a_breach_that_was_reversed_leaves_the_miss_to_be_answered() {
    RecordBuilder record = missedOnce().ended("r", "2026-11-20T10:00");
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "reversed");
    assertThat(deriving.decide(record.build(), NOW).answers()).containsEntry("a", "referral-ended");
    record.ended("r", (Ending) null);
    assertThat(deriving.decide(record.build(), NOW).answers())
        .containsEntry("a", "task:support-attendance");
  }

  @Test
  void a_breach_that_was_reversed_leaves_the_review_of_somebody_not_reached_to_be_done() {
    RecordBuilder record = tried();
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.SUPPORT_ATTENDANCE, "lee", "could-not-reach")
        .ended("r", "2026-11-20T11:00");
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "reversed")
        .ended("r", (Ending) null);
    assertThat(reviews(record)).extracting(SupportTask::rule).containsExactly("T10");
  }

  @Test
  void a_breach_that_was_looked_at_leaves_the_safeguarding_check_open() {
    RecordBuilder record =
        person(1)
            .born("2015-01-01")
            .referral("r", "podiatry")
            .missed("a", "r", "2026-11-02T09:00")
            .ended("r", "2026-11-20T10:00");
    record
        .after(deriving.decide(record.build(), NOW))
        .completed(TaskKind.DISCHARGE_REVIEW, "kim", "reviewed");
    assertThat(deriving.derive(record.build(), NOW).tasks())
        .filteredOn(task -> task.status().open())
        .extracting(SupportTask::kind)
        .containsExactly(TaskKind.WAS_NOT_BROUGHT);
  }

  @Test
  void a_referral_that_ends_with_a_death_is_neither_counted_nor_reviewed() {
    RecordBuilder record = missedOnce().ended("r", "2026-11-20T10:00").died("2026-11-19");
    assertThat(reviews(record)).isEmpty();
    assertThat(deriving.decide(record.build(), NOW).closures()).isEmpty();
  }
}
