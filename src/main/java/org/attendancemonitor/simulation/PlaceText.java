package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Instant;

/** Services and places as FHIR HealthcareService and Location. */
final class PlaceText {
  private final RecordSystem system;

  PlaceText(RecordSystem system) {
    this.system = system;
  }

  String service(Clinic clinic, Instant at) {
    Json json = system.resource("HealthcareService", clinic.id(), at, 1);
    system.identifier(json, "HealthcareService", clinic.id());
    json.put("active", true);
    concepts(json, "type", RecordSystem.SNOMED, clinic.code(), clinic.display());
    return json.put("name", clinic.display()).end().toString();
  }

  String site(Site site, Instant at) {
    Json json = system.resource("Location", site.id(), at, 1);
    json.list("identifier")
        .object()
        .put("system", "https://fhir.nhs.uk/Id/ods-site-code")
        .put("value", site.odsCode())
        .end()
        .close();
    return json.put("status", "active").put("name", site.name()).end().toString();
  }
}
