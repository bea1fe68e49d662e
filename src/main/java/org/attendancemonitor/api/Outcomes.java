package org.attendancemonitor.api;

import java.util.List;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Answers in words: codes for machines, one sentence for people, nothing that was sent. */
final class Outcomes {
  private static final String RECORDED = "Recorded.";

  private Outcomes() {}

  static OperationOutcome of(List<Fault> faults) {
    OperationOutcome outcome = new OperationOutcome();
    for (Fault fault : faults) {
      OperationOutcomeIssueComponent issue =
          issue(
              outcome,
              IssueSeverity.ERROR,
              typeOf(fault.reason()),
              fault.reason().word,
              fault.text());
      if (fault.position() != null && !fault.position().isEmpty()) {
        issue.addExpression(fault.position());
      }
    }
    return outcome;
  }

  /** For faults that are not about the content, such as an unknown address. */
  static OperationOutcome of(IssueType type, String word, String text) {
    OperationOutcome outcome = new OperationOutcome();
    issue(outcome, IssueSeverity.ERROR, type, word, text);
    return outcome;
  }

  /** For what stands against something a person asked, one issue each. */
  static OperationOutcome of(IssueType type, List<Reason> why) {
    OperationOutcome outcome = new OperationOutcome();
    why.forEach(it -> issue(outcome, IssueSeverity.ERROR, type, it.code(), it.text()));
    return outcome;
  }

  /** Says what became of something that was taken. */
  static OperationOutcome accepted(EntryVerdict verdict) {
    OperationOutcome outcome = new OperationOutcome();
    String text =
        switch (verdict.result()) {
          case ACCEPTED -> RECORDED;
          case DUPLICATE -> "Known already; nothing changed.";
          case STALE -> "Kept as history; newer news of the same is known.";
          case CONFLICT, REJECTED -> throw new IllegalArgumentException("not accepted");
        };
    issue(
        outcome,
        IssueSeverity.INFORMATION,
        IssueType.INFORMATIONAL,
        verdict.result().label(),
        text);
    return outcome;
  }

  /** Says that what a person asked was done. */
  static OperationOutcome recorded() {
    OperationOutcome outcome = new OperationOutcome();
    issue(
        outcome,
        IssueSeverity.INFORMATION,
        IssueType.INFORMATIONAL,
        Result.ACCEPTED.label(),
        RECORDED);
    return outcome;
  }

  private static OperationOutcomeIssueComponent issue(
      OperationOutcome outcome, IssueSeverity severity, IssueType type, String word, String text) {
    OperationOutcomeIssueComponent issue =
        outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(text);
    issue.getDetails().setText(text).addCoding().setSystem(Systems.REASON).setCode(word);
    return issue;
  }

  private static IssueType typeOf(RejectReason reason) {
    return switch (reason) {
      case UNPARSABLE -> IssueType.STRUCTURE;
      case WRONG_VERSION, NOT_USED, NOT_SUPPORTED -> IssueType.NOTSUPPORTED;
      case NO_PATIENT, INCOMPLETE -> IssueType.REQUIRED;
      case IMPOSSIBLE -> IssueType.VALUE;
      case TOO_LARGE -> IssueType.TOOLONG;
      case FORBIDDEN -> IssueType.FORBIDDEN;
      case CONFLICT -> IssueType.CONFLICT;
      case FAILED -> IssueType.PROCESSING;
    };
  }
}
