package org.attendancemonitor.simulation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An electronic patient record system that sends messages, and the parts they have in common.
 *
 * @param feed the feed it sends on
 * @param community it sends Bundles and UK Core extensions of the older generation
 */
record RecordSystem(String feed, boolean community) {
  static final String SNOMED = "http://snomed.info/sct";
  static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/";
  static final String UK_CODES = "https://fhir.hl7.org.uk/CodeSystem/";

  /** The naming system of its own identifiers for a type of resource. */
  String system(String type) {
    return "https://"
        + (community ? "community" : "acute")
        + ".epr.example.nhs.uk/Id/"
        + type.toLowerCase(java.util.Locale.ROOT);
  }

  /** A resource up to and including its meta. */
  Json resource(String type, String id, Instant at, int version) {
    Json json =
        new Json()
            .object()
            .put("resourceType", type)
            .put("id", id)
            .object("meta")
            .put("versionId", String.valueOf(version))
            .put("lastUpdated", instant(at));
    if (profiled(type)) {
      json.list("profile").add(UK_CORE + "UKCore-" + type).close();
    }
    return json.end();
  }

  /** A narrative, as record systems generate it: from codes, without a person's details. */
  static Json narrative(Json json, String title, String body) {
    return json.object("text")
        .put("status", "generated")
        .put(
            "div",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>"
                + title
                + "</b></p><p>"
                + body
                + "</p></div>")
        .end();
  }

  /** The resource's own business identifier. */
  Json identifier(Json json, String type, String value) {
    return json.list("identifier")
        .object()
        .put("use", "official")
        .put("system", system(type))
        .put("value", value)
        .end()
        .close();
  }

  /** A concept with one coding, under a key. */
  static Json concept(Json json, String key, String system, String code, String display) {
    json.object(key);
    codings(json, system, code, display);
    return json.end();
  }

  /** A concept with one coding, as the only element of a list under a key. */
  static Json concepts(Json json, String key, String system, String code, String display) {
    json.list(key).object();
    codings(json, system, code, display);
    return json.end().close();
  }

  private static void codings(Json json, String system, String code, String display) {
    json.list("coding")
        .object()
        .put("system", system)
        .put("code", code)
        .put("display", display)
        .end()
        .close();
  }

  /** A reference under a key. */
  static Json reference(Json json, String key, String type, String id) {
    return json.object(key).put("reference", type + "/" + id).put("type", type).end();
  }

  static String instant(Instant at) {
    Instant whole = at.truncatedTo(ChronoUnit.MILLIS);
    return whole.getNano() == 0
        ? whole.toString().replace("Z", ".000+00:00")
        : whole.toString().replace("Z", "+00:00");
  }

  private static boolean profiled(String type) {
    return switch (type) {
      case "Patient", "Appointment", "ServiceRequest", "RelatedPerson", "Location" -> true;
      default -> false;
    };
  }
}
