package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.feed.Parsed;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Identity: the quality of the numbers people are known by. Counts, never a number. */
final class IdentityCheck implements Check {
  private final Findings findings;
  private final Chart chart;
  private final Counts systems = new Counts();

  IdentityCheck(Findings findings, Chart chart) {
    this.findings = findings;
    this.chart = chart;
  }

  @Override
  public void look(Look look) {
    look.each(Patient.class, (parsed, patient) -> patient(look, parsed, patient));
  }

  private void patient(Look look, Parsed parsed, Patient patient) {
    String place = look.place(parsed.place("identifier"));
    List<NhsNumber> numbers = NhsNumbers.of(patient);
    for (NhsNumber number : numbers) {
      if (!number.trustworthy()) {
        findings.add(Rule.NHS_CHECK_DIGIT, look.file(), "", place);
      } else if (number.digits().startsWith("999")) {
        findings.add(Rule.NHS_TEST_RANGE, look.file(), "", place);
      }
    }
    if (numbers.size() > 1) {
      findings.add(Rule.NHS_SEVERAL, look.file(), "", place);
    }
    for (Identifier identifier : patient.getIdentifier()) {
      if (identifier.hasValue() && !NhsNumbers.is(identifier)) {
        systems.add(Printable.system(identifier.getSystem()));
      }
    }
  }

  @Override
  public void conclude() {
    findings.overall(Rule.NHS_NONE, "", chart.patients(one -> one.stated && !one.nhsNumber));
    findings.overall(Rule.NEVER_SENT, "", chart.patients(one -> !one.stated));
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "patients-usable-nhs-number",
            "Patients with a usable NHS number",
            chart.patients(one -> one.nhsNumber)));
    figures.addAll(systems.figures("local-numbers", "Other numbers, by system:"));
    return figures;
  }
}
