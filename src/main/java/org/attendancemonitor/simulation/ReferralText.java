package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.SNOMED;
import static org.attendancemonitor.simulation.RecordSystem.concept;
import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Instant;

/** A referral as a FHIR ServiceRequest. */
final class ReferralText {
  private final RecordSystem system;

  ReferralText(RecordSystem system) {
    this.system = system;
  }

  /** As it was made. */
  String made(Course course, String patient) {
    return text(course, patient, course.referred(), 1, "active");
  }

  /** As it was changed, for example in its priority. */
  String amended(Course course, String patient, Instant at, int version) {
    return text(course, patient, at, version, "active");
  }

  /** As it ended. */
  String ended(Course course, String patient) {
    return text(course, patient, course.ended(), 2, course.revoked() ? "revoked" : "completed");
  }

  private String text(Course course, String patient, Instant at, int version, String status) {
    Clinic clinic = course.clinic();
    Json json = system.resource("ServiceRequest", course.id(), at, version);
    RecordSystem.narrative(
        json,
        "Referral: " + clinic.display(),
        "Referral of a synthetic patient to an allied health profession. The referrer asks for"
            + " assessment and treatment as the service finds right, and for a letter with its"
            + " outcome. Made by a seeded generator.");
    system.identifier(json, "ServiceRequest", course.id());
    json.put("status", status).put("intent", "order");
    concepts(json, "category", SNOMED, "3457005", "Patient referral");
    json.put("priority", course.urgent() ? "urgent" : "routine");
    concept(json, "code", SNOMED, clinic.code(), clinic.display());
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.put("authoredOn", RecordSystem.instant(course.referred()));
    json.object("requester")
        .put("type", "Organization")
        .object("identifier")
        .put("system", "https://fhir.nhs.uk/Id/ods-organization-code")
        .put("value", "ZZG" + (10 + course.id().length()))
        .end()
        .put("display", "Invented Medical Practice")
        .end();
    json.list("performer").object();
    json.put("reference", "HealthcareService/" + clinic.id())
        .put("type", "HealthcareService")
        .put("display", clinic.display())
        .end()
        .close();
    json.list("locationReference").object();
    json.put("reference", "Location/" + clinic.sites().get(0).id())
        .put("display", clinic.sites().get(0).name())
        .end()
        .close();
    json.list("note").object();
    json.put("authorString", "Invented Medical Practice")
        .put("time", RecordSystem.instant(course.referred()))
        .put("text", "Prefers mornings. Please ask what would help the person to come.")
        .end()
        .close();
    boolean ended = !status.equals("active");
    if (ended && course.forNonAttendance()) {
      concepts(json, "reasonCode", SNOMED, "281399006", "Did not attend");
    }
    return json.end().toString();
  }
}
