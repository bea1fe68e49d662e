package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.Parsed;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Structure: the rules that matter, and every name that is left unused. */
final class StructureCheck implements Check {
  private final Findings findings;
  private final Counts unused = new Counts();
  private final Counts types = new Counts();

  StructureCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void look(Look look) {
    for (Entry entry : look.message().entries()) {
      if (entry.reading() instanceof Accepted accepted) {
        accepted.ignored().forEach(unused::add);
      }
    }
    for (Parsed parsed : look.resources()) {
      types.add(parsed.resource().fhirType());
      if (!parsed.resource().getMeta().hasLastUpdatedElement()) {
        at(look, parsed).at(Rule.NO_SOURCE_TIME, "meta.lastUpdated");
      }
      if (parsed.asSent()) {
        rules(parsed, at(look, parsed));
      }
    }
  }

  private static void rules(Parsed parsed, StructureRules.Breach breach) {
    if (parsed.resource() instanceof Appointment appointment) {
      StructureRules.appointment(appointment, breach);
    } else if (parsed.resource() instanceof ServiceRequest request) {
      StructureRules.referral(request, breach);
    } else if (parsed.resource() instanceof Encounter encounter) {
      StructureRules.encounter(encounter, breach);
    } else if (parsed.resource() instanceof Patient patient) {
      StructureRules.patient(patient, breach);
    }
  }

  private StructureRules.Breach at(Look look, Parsed parsed) {
    return (rule, element) ->
        findings.add(rule, look.file(), "", look.place(parsed.place(element)));
  }

  @Override
  public void conclude() {
    findings.overall(Rule.UNUSED, "", unused.total());
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(types.figures("resources", "Used:"));
    figures.addAll(unused.figures("unused", "Not used:"));
    return figures;
  }
}
