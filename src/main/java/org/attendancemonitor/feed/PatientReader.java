package org.attendancemonitor.feed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Sex;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Reads a Patient, with both generations of the UK Core extensions. */
final class PatientReader {
  private static final String UK_CORE =
      "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

  private static final Set<String> VERIFIED = Set.of("01", "number-present-and-verified");

  /** v3-Confidentiality restricted and very restricted, and what PDS has used for the same. */
  private static final Set<String> RESTRICTED = Set.of("R", "V", "S", "REDACTED");

  private static final Map<String, Sex> SEX =
      Map.of("female", Sex.FEMALE, "male", Sex.MALE, "other", Sex.OTHER);

  private final Patient patient;
  private final Scope scope;

  private PatientReader(Patient patient, Scope scope) {
    this.patient = patient;
    this.scope = scope;
  }

  static List<Notice> read(Patient patient, Scope scope) {
    return new PatientReader(patient, scope).notices();
  }

  private List<Notice> notices() {
    BirthDate birth = birthDate();
    LocalDate death = deathDate();
    if (birth != null && birth.text().length() == 10 && death != null) {
      if (death.isBefore(birth.day())) {
        scope.reject(
            RejectReason.IMPOSSIBLE, "deceasedDateTime", "The death lies before the birth.");
      }
    }
    Communicating needs = new Communicating(patient);
    PatientFact fact =
        new PatientFact(
            scope.keys(),
            nhsNumber(),
            name(),
            phones(),
            birth,
            SEX.getOrDefault(
                String.valueOf(patient.getGenderElement().getValueAsString())
                    .toLowerCase(Locale.ROOT),
                Sex.UNKNOWN),
            ethnicCategory(),
            Dwelling.of(patient, scope),
            needs.languages(),
            needs.interpreterRequired(),
            needs.codes(),
            deceased(),
            death,
            !Boolean.FALSE.equals(patient.getActiveElement().getValue()),
            links("replaced-by"),
            links("replaces"),
            patient.getMeta().getSecurity().stream()
                .anyMatch(
                    label -> label.getCode() != null && RESTRICTED.contains(label.getCode())));
    return List.of(scope.notice(scope.keys().get(0), fact));
  }

  /** A trustworthy number before another, a verified one before one that is not. */
  private NhsNumber nhsNumber() {
    return patient.getIdentifier().stream()
        .filter(identifier -> identifier.getValue() != null)
        .filter(Identity::nhsNumber)
        .filter(identifier -> !"old".equals(identifier.getUseElement().getValueAsString()))
        .map(
            identifier ->
                new NhsNumber(Identity.digits(identifier.getValue()), verified(identifier)))
        .max(
            Comparator.comparing(NhsNumber::trustworthy)
                .thenComparing(NhsNumber::verified)
                .thenComparing(NhsNumber::digits, Comparator.reverseOrder()))
        .orElse(null);
  }

  private static boolean verified(Identifier identifier) {
    return Codings.within(identifier.getExtensionsByUrl(UK_CORE + "NHSNumberVerificationStatus"))
        .stream()
        .anyMatch(code -> VERIFIED.contains(code.value()));
  }

  private String name() {
    HumanName best = null;
    for (HumanName name : patient.getName()) {
      if (best == null || rank(name) < rank(best)) {
        best = name;
      }
    }
    if (best == null) {
      return null;
    }
    String parts =
        (best.getGivenAsSingleString() + " " + Objects.toString(best.getFamily(), "")).trim();
    String name = best.getText() != null && parts.isEmpty() ? best.getText().trim() : parts;
    return name.isEmpty() ? null : name;
  }

  private static int rank(HumanName name) {
    return switch (String.valueOf(name.getUseElement().getValueAsString())) {
      case "official" -> 0;
      case "usual" -> 1;
      case "old" -> 9;
      default -> 2;
    };
  }

  private List<String> phones() {
    List<ContactPoint> points =
        patient.getTelecom().stream()
            .filter(point -> point.getValue() != null)
            .filter(
                point -> {
                  String system = point.getSystemElement().getValueAsString();
                  return "phone".equals(system) || "sms".equals(system);
                })
            .filter(point -> !"old".equals(point.getUseElement().getValueAsString()))
            .filter(point -> Dwelling.holds(point.getPeriod(), scope, "telecom.period"))
            .toList();
    return points.stream().map(point -> point.getValue().trim()).distinct().toList();
  }

  /** Only the date of a birth date that carries a time, which R4 forbids and senders send. */
  private BirthDate birthDate() {
    String sent = patient.getBirthDateElement().getValueAsString();
    Times.Days days = scope.days(patient.getBirthDateElement(), "birthDate");
    if (days == null) {
      return null;
    }
    String text = sent.trim();
    return new BirthDate(text.length() > 10 ? days.first().toString() : text);
  }

  private LocalDate deathDate() {
    return patient.getDeceased() instanceof BaseDateTimeType time
        ? scope.day(time, "deceasedDateTime")
        : null;
  }

  /** The death notification counts where deceased[x] is absent; its code U takes it back. */
  private boolean deceased() {
    if (patient.getDeceased() instanceof BooleanType said) {
      return Boolean.TRUE.equals(said.getValue());
    }
    return patient.hasDeceased()
        || Codings.within(patient.getExtensionsByUrl(UK_CORE + "DeathNotificationStatus")).stream()
            .anyMatch(code -> code.value().equals("1") || code.value().equals("2"));
  }

  private Code ethnicCategory() {
    return Codings.within(patient.getExtensionsByUrl(UK_CORE + "EthnicCategory")).stream()
        .map(scope::ethnicity)
        .map(code -> new Code(code.system(), code.value().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  private List<Key> links(String type) {
    List<Key> keys = new ArrayList<>();
    patient.getLink().stream()
        .filter(link -> type.equals(link.getTypeElement().getValueAsString()))
        .map(link -> scope.references().key(link.getOther(), "Patient"))
        .filter(Objects::nonNull)
        .forEach(keys::add);
    return List.copyOf(keys);
  }
}
