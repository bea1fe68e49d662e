package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.util.Map;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.junit.jupiter.api.Test;

/** A task that nobody took closes with what has happened, never with what has not. */
class ClosedForWhatHappenedTest {
  private static final Instant NOW = at("2026-11-03T12:00");
  private final Deriving deriving =
      new Deriving(ShippedSettings.risk(), ShippedSettings.preparing());

  private static RecordBuilder adult() {
    return person(1).born("1980-05-01").livesIn("D7").phone(true);
  }

  private RecordBuilder derived(RecordBuilder record, Instant now) {
    return record.after(deriving.decide(record.build(), now));
  }

  private static SupportTask closed(RecordBuilder record, TaskKind kind) {
    SupportTask task =
        record.build().tasks().stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    assertThat(task.status().open()).isFalse();
    return task;
  }

  @Test
  void switching_a_rule_off_does_not_say_that_anybody_was_asked_reached_or_seen() {
    RecordBuilder record =
        adult()
            .need("203321000000107")
            .referred("r", "podiatry", "2026-09-01T09:00")
            .booked("a", "r", "2026-11-05T09:00")
            .booked("b", "r", "2026-10-01T09:00");
    derived(record, NOW);
    assertThat(record.build().tasks())
        .extracting(SupportTask::kind)
        .containsExactlyInAnyOrder(
            TaskKind.ASK_NEEDS,
            TaskKind.PREPARE_APPOINTMENT,
            TaskKind.REMIND,
            TaskKind.WAITING_WELL,
            TaskKind.RECORD_OUTCOME);
    Deriving off =
        new Deriving(
            ShippedSettings.risk(),
            ShippedSettings.policyWith(
                Map.of("rules.T16.enabled", false, "rules.record-outcome.enabled", false)));
    record.after(off.decide(record.build(), NOW));
    assertThat(record.build().tasks())
        .allMatch(task -> task.status() == TaskStatus.CANCELLED)
        .allMatch(task -> task.closeReason().equals("rule-switched-off"));
  }

  @Test
  void a_referral_that_was_taken_back_has_asked_nobody() {
    RecordBuilder record = adult().referred("r", "podiatry", "2026-11-02T09:00");
    SupportTask ask = derived(record, NOW).build().tasks().get(0);
    RecordBuilder without = adult().task(ask);
    assertThat(closed(derived(without, NOW), TaskKind.ASK_NEEDS).closeReason())
        .isEqualTo("corrected");
  }

  @Test
  void a_flag_that_ends_has_reached_nobody_and_lets_no_appointment_pass() {
    RecordBuilder record =
        adult()
            .need(new Code("http://snomed.info/sct", "984661000000105"), null, "2026-11-03")
            .referred("r", "podiatry", "2026-09-01T09:00")
            .booked("a", "r", "2026-11-06T09:00");
    derived(record, NOW);
    derived(record, at("2026-11-04T12:00"));
    for (TaskKind kind :
        new TaskKind[] {TaskKind.WAITING_WELL, TaskKind.PREPARE_APPOINTMENT, TaskKind.REMIND}) {
      assertThat(closed(record, kind).closeReason()).as(kind.code()).isEqualTo("corrected");
    }
  }

  @Test
  void a_contact_has_reached_somebody_and_an_appointment_that_was_kept_has_passed() {
    RecordBuilder record =
        adult()
            .need("984661000000105")
            .referred("r", "podiatry", "2026-09-01T09:00")
            .booked("a", "r", "2026-11-06T09:00");
    derived(record, NOW);
    record.contact("r", Channel.PHONE, true, "2026-11-04T10:00");
    derived(record, at("2026-11-06T12:00"));
    assertThat(closed(record, TaskKind.WAITING_WELL).closeReason()).isEqualTo("reached");
    assertThat(closed(record, TaskKind.PREPARE_APPOINTMENT).closeReason())
        .isEqualTo("appointment-passed");
    assertThat(closed(record, TaskKind.REMIND).closeReason()).isEqualTo("appointment-passed");
  }

  @Test
  void an_outcome_is_recorded_only_where_one_is() {
    RecordBuilder record = adult().referral("r", "podiatry").booked("a", "r", "2026-10-02T09:00");
    SupportTask ask = derived(record, NOW).build().tasks().get(0);
    record.corrected("a", Outcome.ATTENDED);
    assertThat(closed(derived(record, NOW), TaskKind.RECORD_OUTCOME).closeReason())
        .isEqualTo("outcome-recorded");

    RecordBuilder takenBack = adult().referral("r", "podiatry").task(ask);
    assertThat(closed(derived(takenBack, NOW), TaskKind.RECORD_OUTCOME).closeReason())
        .isEqualTo("corrected");
  }
}
