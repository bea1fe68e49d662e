package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;

/** What is asked before an appointment, and what becomes of it when nobody acts. */
class PreparingTest {
  private static final Actor LEE = new Actor("lee", Set.of("coordinator"), null);
  private final Deriving deriving =
      new Deriving(ShippedSettings.risk(), ShippedSettings.preparing());

  private static RecordBuilder needsAnInterpreter() {
    return person(1)
        .born("1980-05-01")
        .livesIn("D7")
        .phone(true)
        .need("203321000000107")
        .referral("r", "podiatry");
  }

  private SupportTask open(RecordBuilder record, TaskKind kind, Instant now) {
    record.after(deriving.decide(record.build(), now));
    return record.build().tasks().stream()
        .filter(task -> task.kind() == kind && task.status().open())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_unmet_need_does_not_end_because_the_appointment_passes() {
    RecordBuilder record = needsAnInterpreter().booked("a", "r", "2026-11-20T09:00");
    SupportTask prepare = open(record, TaskKind.PREPARE_APPOINTMENT, at("2026-11-11T12:00"));
    record.act(
        new ActionFact(
            prepare.id(),
            Verb.COMPLETE,
            LEE,
            at("2026-11-11T13:00"),
            "cannot-meet-need",
            null,
            null,
            Map.of(),
            null));
    SupportTask unmet = open(record, TaskKind.NEED_UNMET, at("2026-11-11T14:00"));
    assertThat(unmet.due()).isEqualTo(at("2026-11-19T17:00"));
    SupportTask after = open(record, TaskKind.NEED_UNMET, at("2026-11-20T12:00"));
    assertThat(after.due()).as("it does not move").isEqualTo(unmet.due());
    record.corrected("a", Outcome.DNA).received("2026-11-20T13:00");
    SupportTask missed = open(record, TaskKind.NEED_UNMET, at("2026-11-20T14:00"));
    assertThat(missed.due()).isEqualTo(unmet.due());
    assertThat(missed.id()).isEqualTo(unmet.id());
    record.attended("b", "r", "2026-11-25T09:00");
    record.after(deriving.decide(record.build(), at("2026-11-25T12:00")));
    assertThat(record.build().tasks())
        .filteredOn(task -> task.kind() == TaskKind.NEED_UNMET)
        .noneMatch(task -> task.status().open());
  }

  @Test
  void nobody_is_late_with_a_call_about_an_appointment_that_was_booked_for_tomorrow() {
    RecordBuilder record =
        needsAnInterpreter().booked("a", "r", "2026-11-05T15:00").received("2026-11-04T10:00");
    SupportTask remind = open(record, TaskKind.REMIND, at("2026-11-04T10:00"));
    assertThat(remind.due()).isEqualTo(at("2026-11-04T17:00"));
    RecordBuilder usual = needsAnInterpreter().booked("a", "r", "2026-11-20T15:00");
    assertThat(open(usual, TaskKind.REMIND, at("2026-11-13T10:00")).due())
        .isEqualTo(at("2026-11-17T17:00"));
  }

  @Test
  void a_new_offer_is_due_from_when_nothing_was_booked_any_more() {
    RecordBuilder record =
        needsAnInterpreter()
            .appointment("a", "r", "2026-11-02T09:00", Outcome.PROVIDER_CANCELLED)
            .received("2026-10-20T10:00");
    assertThat(open(record, TaskKind.RE_OFFER, at("2026-10-20T12:00")).due())
        .isEqualTo(at("2026-10-22T17:00"));
    record.booked("b", "r", "2026-11-12T09:00").received("2026-10-21T10:00");
    record.after(deriving.decide(record.build(), at("2026-10-21T12:00")));
    record.corrected("b", Outcome.PATIENT_CANCELLED).received("2026-11-10T10:00");
    assertThat(open(record, TaskKind.RE_OFFER, at("2026-11-10T12:00")).due())
        .isEqualTo(at("2026-11-12T17:00"));
    record.corrected("b", Outcome.DNA).received("2026-11-12T12:00");
    record.after(deriving.decide(record.build(), at("2026-11-12T13:00")));
    assertThat(record.build().tasks())
        .filteredOn(task -> task.status().open())
        .extracting(SupportTask::kind)
        .as("it was offered, and missed: support, and no second offer")
        .doesNotContain(TaskKind.RE_OFFER)
        .contains(TaskKind.SUPPORT_ATTENDANCE);
  }
}
