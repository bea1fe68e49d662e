package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;

import java.util.List;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;

/** What the gate makes of what is stated, besides what the record says. */
class GateTest {
  private final GateCase gate = new GateCase();

  private List<String> refusedFor() {
    return gate.judged() instanceof ActAnswer.Refused refused
        ? refused.why().stream().map(Reason::code).toList()
        : List.of();
  }

  @Test
  void with_all_the_evidence_a_review_may_end_so() {
    assertThat(refusedFor()).isEmpty();
  }

  @Test
  void one_letter_that_came_back_stops_it_whatever_else_arrived() {
    gate.record.contact(letter(true, "2026-10-20T10:00"));
    gate.record.contact(letter(false, "2026-10-06T10:00"));
    assertThat(refusedFor()).containsExactly("stop-not-told");
    GateCase arrived = new GateCase();
    arrived.record.contact(letter(true, "2026-10-20T10:00"));
    assertThat(arrived.judged()).isInstanceOf(ActAnswer.Allowed.class);
  }

  private static Contact letter(boolean arrived, String moment) {
    return new Contact(List.of("a"), List.of(), arrived, Channel.LETTER, at(moment));
  }

  @Test
  void a_vulnerability_that_is_stated_asks_for_a_second_reviewer() {
    gate.second.put("second-review", "disagree");
    gate.first.put("vulnerability-mental-health", "yes");
    assertThat(refusedFor()).containsExactly("gate-8-second-reviewer");
  }

  @Test
  void a_child_that_is_stated_asks_for_safeguarding_advice() {
    gate.first.put("vulnerability-child", "yes");
    assertThat(refusedFor()).containsExactly("gate-7-safeguarding");
  }

  @Test
  void a_concern_that_is_stated_stops_it() {
    gate.first.put("vulnerability-safeguarding", "yes");
    assertThat(refusedFor()).contains("stop-safeguarding");
  }

  @Test
  void missing_capacity_that_is_stated_stops_it_without_a_decision() {
    gate.first.put("vulnerability-capacity", "yes");
    assertThat(refusedFor()).containsExactly("stop-capacity");
    GateCase decided = new GateCase();
    decided.first.put("vulnerability-capacity", "yes");
    decided.first.put("best-interests-decision", "held on 18 November");
    assertThat(decided.judged()).isInstanceOf(ActAnswer.Allowed.class);
  }

  @Test
  void a_safeguarding_check_that_is_still_open_stops_it() {
    gate.record.after(gate.deriving.decide(gate.record.build(), at("2026-11-18T12:00")));
    String support =
        gate.record.build().tasks().stream()
            .filter(task -> task.kind() == TaskKind.SUPPORT_ATTENDANCE)
            .findFirst()
            .orElseThrow()
            .id();
    gate.record.act(
        new ActionFact(
            support,
            Verb.COMPLETE,
            GateCase.SAM,
            at("2026-11-18T13:00"),
            "safeguarding-concern",
            null,
            null,
            null,
            null));
    assertThat(refusedFor()).containsExactly("stop-safeguarding");
  }

  @Test
  void somebody_whom_a_clinician_has_placed_as_urgent_is_on_an_urgent_pathway() {
    gate.record.placed(
        new Placing(
            "r", Priority.URGENT, GateCase.SAM, at("2026-11-18T13:00"), "worse since October"));
    assertThat(refusedFor()).containsExactly("stop-urgent");
  }

  @Test
  void what_was_stated_before_the_last_miss_is_no_evidence() {
    SupportTask review = gate.review();
    gate.record.act(
        GateCase.recorded(review.id(), GateCase.KIM, gate.first, at("2026-10-30T09:00")));
    gate.first.clear();
    assertThat(refusedFor()).contains("gate-6-clinical", "gate-1-communicated");
  }
}
