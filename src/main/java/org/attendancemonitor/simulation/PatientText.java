package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.UK_CODES;
import static org.attendancemonitor.simulation.RecordSystem.UK_CORE;
import static org.attendancemonitor.simulation.RecordSystem.concept;

import java.time.Instant;

/** A resident as a FHIR Patient, in the UK Core extensions of the sender's generation. */
final class PatientText {
  /** The HL7 extension of an address that names its small area. */
  static final String AREA = "http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-censusTract";

  private final RecordSystem system;

  PatientText(RecordSystem system) {
    this.system = system;
  }

  /**
   * Writes one version.
   *
   * @param id logical id of the record
   * @param died when the person died, or null
   * @param replaces logical id of the record that was merged into this one, or null
   */
  String of(Resident person, String id, Instant at, int version, Instant died, String replaces) {
    Json json = system.resource("Patient", id, at, version);
    RecordSystem.narrative(json, "Synthetic patient", "Made by a seeded generator; not a person.");
    extensions(json, person);
    if (person.nhsNumber() == null) {
      identifiersWithoutNumber(json, id);
    } else {
      identifiers(json, person, id);
    }
    json.put("active", true);
    names(json, person);
    if (died != null) {
      json.put("deceasedDateTime", RecordSystem.instant(died));
    }
    address(json, person);
    language(json, person);
    json.list("generalPractitioner")
        .object()
        .put("type", "Organization")
        .object("identifier")
        .put("system", "https://fhir.nhs.uk/Id/ods-organization-code")
        .put("value", "ZZG" + (10 + person.index() % 80))
        .end()
        .end()
        .close();
    if (replaces != null) {
      link(json, "replaces", replaces);
    }
    return json.end().toString();
  }

  /** The record that is no longer used because the person is known under another. */
  String replaced(Resident person, String id, Instant at, String by) {
    Json json = system.resource("Patient", id, at, 2);
    identifiersWithoutNumber(json, id);
    json.put("active", false);
    names(json, person);
    link(json, "replaced-by", by);
    return json.end().toString();
  }

  private static void link(Json json, String type, String other) {
    json.list("link").object();
    RecordSystem.reference(json, "other", "Patient", other);
    json.put("type", type).end().close();
  }

  private void extensions(Json json, Resident person) {
    json.list("extension");
    if (person.ethnicityStated() != null) {
      String codes = system.community() ? "UKCore-EthnicCategory" : "UKCore-EthnicCategoryEngland";
      json.object().put("url", UK_CORE + "Extension-UKCore-EthnicCategory");
      concept(
          json,
          "valueCodeableConcept",
          UK_CODES + codes,
          person.ethnicityStated(),
          ethnicity(person.ethnicityStated()));
      json.end();
    }
    if (person.interpreterStated()) {
      interpreter(json, person);
    }
    json.object().put("url", UK_CORE + "Extension-UKCore-ContactPreference").list("extension");
    json.object().put("url", "PreferredContactMethod");
    concept(
        json,
        "valueCodeableConcept",
        UK_CODES + "UKCore-PreferredContactMethod",
        person.index() % 3 == 0 ? "1" : "3",
        person.index() % 3 == 0 ? "Letter" : "Telephone");
    json.end().close().end().close();
  }

  private void interpreter(Json json, Resident person) {
    if (!system.community()) {
      json.object()
          .put("url", "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired")
          .put("valueBoolean", person.interpreter())
          .end();
      return;
    }
    json.object().put("url", UK_CORE + "Extension-UKCore-NHSCommunication").list("extension");
    json.object().put("url", "language");
    concept(
        json,
        "valueCodeableConcept",
        UK_CODES + "UKCore-HumanLanguage",
        person.language(),
        "Language " + person.language());
    json.end();
    json.object()
        .put("url", "interpreterRequired")
        .put("valueBoolean", person.interpreter())
        .end()
        .close()
        .end();
  }

  private void identifiers(Json json, Resident person, String id) {
    String codes =
        system.community()
            ? "UKCore-NHSNumberVerificationStatus"
            : "UKCore-NHSNumberVerificationStatusEngland";
    json.list("identifier").object().list("extension").object();
    json.put("url", UK_CORE + "Extension-UKCore-NHSNumberVerificationStatus");
    concept(
        json,
        "valueCodeableConcept",
        UK_CODES + codes,
        system.community() ? "number-present-and-verified" : "01",
        "Number present and verified");
    json.end()
        .close()
        .put("system", "https://fhir.nhs.uk/Id/nhs-number")
        .put("value", person.nhsNumber())
        .end();
    json.object().put("system", system.system("Patient")).put("value", id).end().close();
  }

  private void identifiersWithoutNumber(Json json, String id) {
    json.list("identifier")
        .object()
        .put("system", system.system("Patient"))
        .put("value", id)
        .end()
        .close();
  }

  private static void names(Json json, Resident person) {
    json.list("name")
        .object()
        .put("use", "official")
        .put("family", person.family())
        .list("given")
        .add(person.given())
        .close()
        .end()
        .close();
    if (person.index() % 25 != 0) {
      // Ofcom keeps these ranges for drama: they reach nobody.
      json.list("telecom")
          .object()
          .put("system", "phone")
          .put("value", "07700 900" + String.format("%03d", person.index() % 1000))
          .put("use", "mobile")
          .end()
          .object()
          .put("system", "phone")
          .put("value", "01632 960" + String.format("%03d", person.index() * 7 % 1000))
          .put("use", "home")
          .end()
          .close();
    }
    json.put("gender", person.gender()).put("birthDate", person.birth().toString());
  }

  private static void address(Json json, Resident person) {
    json.list("address").object();
    if (person.area() != null) {
      json.list("extension")
          .object()
          .put("url", AREA)
          .put("valueString", person.area().code())
          .end()
          .close();
    }
    json.put("use", "home");
    if (!person.homeless()) {
      json.list("line").add((1 + person.index() % 180) + " Imaginary Avenue").close();
      json.put("city", "Exampleton");
    }
    if (person.area() != null || person.homeless()) {
      json.put("postalCode", person.postcode());
    }
    json.end().close();
  }

  private void language(Json json, Resident person) {
    json.list("communication").object();
    concept(
        json, "language", "urn:ietf:bcp:47", person.language(), "Language " + person.language());
    json.put("preferred", true).end().close();
  }

  private static String ethnicity(String letter) {
    return switch (letter) {
      case "A" -> "White - British";
      case "B" -> "White - Irish";
      case "C" -> "White - Any other White background";
      case "D", "E", "F", "G" -> "Mixed";
      case "H", "J", "K", "L" -> "Asian or Asian British";
      case "M", "N", "P" -> "Black or Black British";
      case "R", "S" -> "Other Ethnic Groups";
      case "Z" -> "Not stated";
      default -> "Not known";
    };
  }
}
