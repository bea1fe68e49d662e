package org.attendancemonitor.doctor;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * A report as one FHIR OperationOutcome: each finding is an issue; files, figures and what to paste
 * are extensions.
 */
public final class ReportJson {
  /** The system of the rules' words, and the stem of the extensions. */
  public static final String SYSTEM = "urn:attendance-monitor:check-feed";

  private ReportJson() {}

  /** The text of the document. */
  public static String of(Report report) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setPrettyPrint(true)
        .encodeResourceToString(outcome(report));
  }

  private static OperationOutcome outcome(Report report) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.getMeta().setLastUpdated(Date.from(report.at()));
    outcome.addExtension(SYSTEM + ":feed", new StringType(report.feed()));
    for (FileCount file : report.files()) {
      Extension one = outcome.addExtension().setUrl(SYSTEM + ":file");
      one.addExtension("name", new StringType(file.file()));
      one.addExtension("messages", number(file.messages()));
      one.addExtension("rejected", number(file.rejected()));
      one.addExtension("facts", number(file.facts()));
    }
    for (Section section : report.sections()) {
      section.findings().forEach(finding -> issue(outcome, section, finding));
      for (Figure figure : section.figures()) {
        Extension one = outcome.addExtension().setUrl(SYSTEM + ":figure");
        one.addExtension("section", new StringType(section.word()));
        one.addExtension("code", new StringType(figure.code()));
        one.addExtension("label", new StringType(figure.label().strip()));
        one.addExtension("value", number(figure.value()));
        if (!figure.note().isEmpty()) {
          one.addExtension("note", new StringType(figure.note()));
        }
      }
      for (Snippet snippet : section.snippets()) {
        Extension one = outcome.addExtension().setUrl(SYSTEM + ":paste");
        one.addExtension("file", new StringType(snippet.file()));
        one.addExtension("yaml", new StringType(snippet.yaml()));
      }
    }
    if (!outcome.hasIssue()) {
      // FHIR asks for one at least.
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDiagnostics("Nothing was found that the sender should change.");
    }
    return outcome;
  }

  private static void issue(OperationOutcome outcome, Section section, Finding finding) {
    OperationOutcomeIssueComponent issue = outcome.addIssue();
    Rule rule = finding.rule();
    issue.setSeverity(
        switch (rule.weight) {
          case ERROR -> IssueSeverity.ERROR;
          case WARNING -> IssueSeverity.WARNING;
          case NOTE -> IssueSeverity.INFORMATION;
        });
    issue.setCode(type(rule));
    issue.getDetails().addCoding().setSystem(SYSTEM).setCode(rule.word());
    issue.getDetails().setText(finding.says());
    issue.setDiagnostics(rule.change);
    finding.places().forEach(issue::addExpression);
    issue.addExtension(SYSTEM + ":section", new StringType(section.word()));
    issue.addExtension(SYSTEM + ":count", number(finding.count()));
  }

  private static IssueType type(Rule rule) {
    if (rule.weight == Weight.NOTE) {
      return IssueType.INFORMATIONAL;
    }
    return switch (rule) {
      case UNPARSABLE, NOT_UTF8, WRONG_VERSION -> IssueType.STRUCTURE;
      case NOT_USED, NOT_SUPPORTED -> IssueType.NOTSUPPORTED;
      case INCOMPLETE, NO_PATIENT -> IssueType.REQUIRED;
      case IMPOSSIBLE -> IssueType.VALUE;
      case TOO_LARGE -> IssueType.TOOLONG;
      case FAILED -> IssueType.EXCEPTION;
      case CONFLICT, OTHER_CONTENT -> IssueType.CONFLICT;
      default -> rule.area == Area.CODES ? IssueType.CODEINVALID : IssueType.BUSINESSRULE;
    };
  }

  /** An integer where it fits; FHIR's has 31 bits. */
  private static org.hl7.fhir.r4.model.Type number(long value) {
    return value <= Integer.MAX_VALUE
        ? new IntegerType((int) value)
        : new DecimalType(java.math.BigDecimal.valueOf(value));
  }
}
