package org.attendancemonitor.worklist;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.policy.EvidenceItem;

/** The parts of a review, in the order in which a reviewer goes through them. */
enum ReviewPart {
  REACHED(
      "attempts",
      "Reaching the patient, why it was missed, and support offered",
      "The contacts that are recorded",
      "gate-2-attempts",
      "gate-3-reason",
      "gate-4-support"),
  COMMUNICATED(
      "communication",
      "How the appointment was communicated",
      "Whoever looks it up",
      "gate-1-communicated"),
  CIRCUMSTANCES(
      "circumstances", "The patient's circumstances", "The reviewer", "gate-5-vulnerability"),
  CLINICAL("clinical", "The clinical view", "A registered clinician", "gate-6-clinical"),
  SAFEGUARDING(
      "safeguarding",
      "Safeguarding and capacity",
      "The reviewer, with the safeguarding lead",
      "gate-7-safeguarding",
      "stop-lead-agrees",
      "stop-capacity"),
  SECOND(
      "second-review",
      "A second clinician",
      "Another registered clinician than the first",
      "gate-8-second-reviewer"),
  TOLD("told", "Who was told, and the way back", "The reviewer", "gate-9-told");

  private final String slug;
  private final String title;
  private final String answeredBy;
  private final Set<String> codes;

  ReviewPart(String slug, String title, String answeredBy, String... codes) {
    this.slug = slug;
    this.title = title;
    this.answeredBy = answeredBy;
    this.codes = Set.of(codes);
  }

  /** Last part of the address of its questions. */
  String slug() {
    return slug;
  }

  String title() {
    return title;
  }

  /** Who is to answer. */
  String answeredBy() {
    return answeredBy;
  }

  /** Those of the gate's reasons that belong here. */
  List<String> of(List<Reason> reasons) {
    return reasons.stream()
        .filter(reason -> codes.contains(reason.code()))
        .map(Reason::text)
        .toList();
  }

  List<EvidenceItem> items(List<EvidenceItem> all) {
    return all.stream().filter(item -> codes.contains(item.part())).toList();
  }

  /** The part a reason of the gate belongs to; none for what forbids whatever is stated. */
  static Optional<ReviewPart> of(Reason reason) {
    return Arrays.stream(values()).filter(part -> part.codes.contains(reason.code())).findFirst();
  }
}
