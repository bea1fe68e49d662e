package org.attendancemonitor.doctor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.NhsNumber;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** NHS numbers among a patient's identifiers. */
final class NhsNumbers {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");

  private NhsNumbers() {}

  /** The identifier has the system of NHS numbers, or an older address of it. */
  static boolean is(Identifier identifier) {
    String system = String.valueOf(identifier.getSystem()).toLowerCase(Locale.ROOT);
    return system.endsWith("/id/nhs-number") && system.contains("fhir.nhs.");
  }

  /** Another system that calls itself so; by its digits alone, one local number in eleven would. */
  static boolean looksLike(Identifier identifier) {
    String system = String.valueOf(identifier.getSystem()).toLowerCase(Locale.ROOT);
    boolean said = system.contains("nhs-number") || system.contains("nhsnumber");
    return identifier.hasValue() && said;
  }

  /** Those in use, each once. */
  static List<NhsNumber> of(Patient patient) {
    return patient.getIdentifier().stream()
        .filter(NhsNumbers::is)
        .filter(identifier -> identifier.getValue() != null)
        .filter(identifier -> !"old".equals(identifier.getUseElement().getValueAsString()))
        .map(identifier -> SEPARATORS.matcher(identifier.getValue()).replaceAll(""))
        .distinct()
        .map(digits -> new NhsNumber(digits, false))
        .toList();
  }
}
