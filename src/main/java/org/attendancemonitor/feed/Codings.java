package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.attendance.Code;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Type;

/** FHIR codings as codes, with the known mis-spellings of systems put right. */
final class Codings {
  static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

  /** UK Core: the letters of NHS Data Dictionary ETHNIC CATEGORY. */
  static final String ETHNIC_CATEGORY =
      "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";

  private static final String NHS_ID = "https://fhir.nhs.uk/Id/";

  private Codings() {}

  /** The code of a coding, or null where it has none. */
  static Code code(Coding coding) {
    return coding == null || coding.getCode() == null || coding.getCode().isBlank()
        ? null
        : new Code(system(coding.getSystem()), coding.getCode().trim());
  }

  /** Every code of the concepts, in their order. */
  static List<Code> codes(List<CodeableConcept> concepts) {
    List<Code> codes = new ArrayList<>();
    for (CodeableConcept concept : concepts) {
      add(codes, concept);
    }
    return codes;
  }

  /** Every code of one concept. */
  static List<Code> codes(CodeableConcept concept) {
    List<Code> codes = new ArrayList<>();
    add(codes, concept);
    return codes;
  }

  /** Every code carried by extensions, at any depth. */
  static List<Code> within(List<Extension> extensions) {
    List<Code> codes = new ArrayList<>();
    collect(extensions, codes);
    return codes;
  }

  /** The codes of a value: a concept, a coding, or none. */
  static List<Code> of(Type value) {
    List<Code> codes = new ArrayList<>();
    if (value instanceof CodeableConcept concept) {
      add(codes, concept);
    } else if (value instanceof Coding coding && code(coding) != null) {
      codes.add(code(coding));
    }
    return codes;
  }

  /**
   * The system as everybody else writes it. Published samples carry SNOMED with https, ODS as
   * "organisation" and "/id/", and the NHS number under its older address.
   */
  static String system(String system) {
    if (system == null) {
      return null;
    }
    String trimmed = system.trim();
    String lower = trimmed.toLowerCase(Locale.ROOT);
    if (lower.equals("https://snomed.info/sct")) {
      return "http://snomed.info/sct";
    }
    if (lower.equals("http://fhir.nhs.net/id/nhs-number")
        || lower.equals("http://fhir.nhs.uk/id/nhs-number")) {
      return NHS_NUMBER;
    }
    if (lower.startsWith("https://fhir.nhs.uk/id/ods-organi")) {
      return NHS_ID + "ods-organization-code";
    }
    return lower.startsWith("https://fhir.nhs.uk/id/")
        ? NHS_ID + trimmed.substring(NHS_ID.length())
        : trimmed;
  }

  /** Identifiers as codes, so that a place can be recognised by them. */
  static List<Code> identifiers(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> identifier.getValue() != null)
        .map(identifier -> new Code(system(identifier.getSystem()), identifier.getValue().trim()))
        .toList();
  }

  private static void add(List<Code> codes, CodeableConcept concept) {
    for (Coding coding : concept.getCoding()) {
      Code code = code(coding);
      if (code != null) {
        codes.add(code);
      }
    }
  }

  private static void collect(List<Extension> extensions, List<Code> codes) {
    for (Extension extension : extensions) {
      codes.addAll(of(extension.getValue()));
      collect(extension.getExtension(), codes);
    }
  }
}
