package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Code;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;

/**
 * How one communicates with a person: Patient.communication and the current extensions, and the
 * retired NHSCommunication that PDS still sends.
 */
final class Communicating {
  private static final String UK_CORE =
      "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
  private static final String INTERPRETER =
      "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
  private static final String SNOMED = "http://snomed.info/sct";

  private final List<String> languages = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private Boolean interpreterRequired;

  Communicating(Patient patient) {
    for (PatientCommunicationComponent one : patient.getCommunication()) {
      language(one.getLanguage(), Boolean.TRUE.equals(one.getPreferredElement().getValue()));
      interpreter(one.getExtensionsByUrl(INTERPRETER));
    }
    interpreter(patient.getExtensionsByUrl(INTERPRETER));
    for (Extension old : patient.getExtensionsByUrl(UK_CORE + "NHSCommunication")) {
      boolean preferred = old.getExtensionsByUrl("preferred").stream().anyMatch(Communicating::yes);
      for (Extension language : old.getExtensionsByUrl("language")) {
        if (language.getValue() instanceof CodeableConcept concept) {
          language(concept, preferred);
        }
      }
      interpreter(old.getExtensionsByUrl("interpreterRequired"));
      codes.addAll(Codings.within(old.getExtensionsByUrl("modeOfCommunication")));
    }
    for (Extension preference : patient.getExtensionsByUrl(UK_CORE + "ContactPreference")) {
      codes.addAll(Codings.within(preference.getExtension()));
    }
  }

  /** Languages, the preferred first. */
  List<String> languages() {
    return List.copyOf(languages);
  }

  /** Codes for format, mode of communication and preferred contact. */
  List<Code> codes() {
    return codes.stream().distinct().toList();
  }

  /** Null where nothing is said; a "yes" anywhere wins over a "no". */
  Boolean interpreterRequired() {
    return interpreterRequired;
  }

  /** A SNOMED term beside the language, such as Makaton, is a way of communicating. */
  private void language(CodeableConcept concept, boolean preferred) {
    for (Coding coding : concept.getCoding()) {
      Code code = Codings.code(coding);
      if (code != null && code.system().equals(SNOMED)) {
        codes.add(code);
      } else if (code != null && !languages.contains(code.value())) {
        languages.add(preferred ? 0 : languages.size(), code.value());
      }
    }
  }

  private void interpreter(List<Extension> said) {
    for (Extension one : said) {
      if (yes(one)) {
        interpreterRequired = true;
      } else if (interpreterRequired == null && one.getValue() instanceof BooleanType) {
        interpreterRequired = false;
      }
    }
  }

  private static boolean yes(Extension extension) {
    return extension.getValue() instanceof BooleanType said && Boolean.TRUE.equals(said.getValue());
  }
}
