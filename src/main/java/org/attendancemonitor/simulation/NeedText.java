package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.SNOMED;
import static org.attendancemonitor.simulation.RecordSystem.concept;
import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is recorded about a resident that may bear on attending: Flag, Condition, RelatedPerson. */
final class NeedText {
  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";

  /** What nobody says of a child. */
  private static final Set<String> OF_ADULTS =
      Set.of("work-pattern", "impact-work", "impact-caring", "impact-independence");

  private static final String ENGLAND = "https://fhir.nhs.uk/England/";

  private final RecordSystem system;

  NeedText(RecordSystem system) {
    this.system = system;
  }

  /** Everything recorded about the person when the record system first heard of them. */
  List<Stated> of(Resident person, String patient, Instant at) {
    List<Stated> stated = new ArrayList<>();
    if (person.learningDisability()) {
      stated.add(condition("ld", patient, at, "984661000000105", "Mild learning disability"));
    }
    if (person.severeMentalIllness()) {
      String register = "On severe mental illness register";
      stated.add(condition("smi", patient, at, "391193001", register));
    }
    if (person.homeless()) {
      stated.add(condition("home", patient, at, "32911000", "Homeless"));
    }
    if (person.adjustment()) {
      stated.add(adjustment(patient, at));
    }
    boolean child = person.ageOn(Diary.day(at)) < 16;
    if (person.told() != null && !(child && OF_ADULTS.contains(person.told()))) {
      stated.add(told(patient, at, person.told()));
    }
    if (child) {
      stated.add(parent(patient, at));
    }
    return stated;
  }

  private Stated condition(String suffix, String patient, Instant at, String code, String display) {
    String id = "con-" + suffix + "-" + patient;
    Json json = system.resource("Condition", id, at, 1);
    system.identifier(json, "Condition", id);
    concept(json, "clinicalStatus", TERMS + "condition-clinical", "active", "Active");
    concept(json, "verificationStatus", TERMS + "condition-ver-status", "confirmed", "Confirmed");
    String category = "problem-list-item";
    concepts(json, "category", TERMS + "condition-category", category, "Problem List Item");
    concept(json, "code", SNOMED, code, display);
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.put("recordedDate", RecordSystem.instant(at));
    return new Stated("Condition", id, json.end().toString());
  }

  private Stated adjustment(String patient, Instant at) {
    String id = "flag-" + patient;
    Json json = system.resource("Flag", id, at, 1);
    system.identifier(json, "Flag", id);
    json.put("status", "active");
    concepts(
        json,
        "category",
        ENGLAND + "CodeSystem/England-FlagCategoryRA",
        "adjustments-for-providing-additional-support-to-patients",
        "Adjustments for providing additional support to patients");
    concept(json, "code", SNOMED, "1108131000000104", "Requires appointment reminders");
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.object("period").put("start", RecordSystem.instant(at)).end();
    return new Stated("Flag", id, json.end().toString());
  }

  private Stated told(String patient, Instant at, String need) {
    String id = "told-" + patient;
    Json json = system.resource("Flag", id, at, 1);
    system.identifier(json, "Flag", id);
    json.put("status", "active");
    concept(json, "code", "urn:attendance-monitor:need", need, need.replace('-', ' '));
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.object("period").put("start", RecordSystem.instant(at)).end();
    return new Stated("Flag", id, json.end().toString());
  }

  private Stated parent(String patient, Instant at) {
    String id = "rel-" + patient;
    Json json = system.resource("RelatedPerson", id, at, 1);
    system.identifier(json, "RelatedPerson", id);
    json.put("active", true);
    RecordSystem.reference(json, "patient", "Patient", patient);
    concepts(json, "relationship", TERMS + "v3-RoleCode", "PRN", "parent");
    json.list("name").object().put("family", "ZZTest-Parent").end().close();
    return new Stated("RelatedPerson", id, json.end().toString());
  }
}
