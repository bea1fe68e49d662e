package org.attendancemonitor.feed;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Residence;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;

/** Where a patient lives, as far as deprivation needs it: old addresses do not count. */
final class Dwelling {
  private static final Pattern POSTCODE =
      Pattern.compile("([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})");
  private static final Pattern AREA = Pattern.compile("[EW]01\\d{6}");

  /** NHS postcode directory: no fixed abode. */
  private static final String NO_FIXED_ABODE = "ZZ99 3VZ";

  private Dwelling() {}

  /** The residence of the current address, or null where there is none. */
  static Residence of(Patient patient, Scope scope) {
    Address best = null;
    for (Address address : patient.getAddress()) {
      boolean usable = rank(address) < 9 && holds(address.getPeriod(), scope, "address.period");
      if (usable && (best == null || rank(address) < rank(best))) {
        best = address;
      }
    }
    String postcode = best == null ? null : postcode(best.getPostalCode());
    String area = area(patient, best);
    boolean none = NO_FIXED_ABODE.equals(postcode);
    return postcode == null && area == null ? null : new Residence(postcode, area, none);
  }

  /**
   * Whether a period goes on: it has no end, or one after the source's last change. There is no
   * other clock here: the same text must always read as the same facts.
   */
  static boolean holds(Period period, Scope scope, String element) {
    java.time.Instant end = scope.instant(period.getEndElement(), element + ".end");
    return end == null || scope.sourceTime() != null && end.isAfter(scope.sourceTime());
  }

  /** Upper case with one space, or null for what is no UK postcode. */
  static String postcode(String sent) {
    if (sent == null) {
      return null;
    }
    String bare = sent.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    java.util.regex.Matcher form = POSTCODE.matcher(bare);
    return form.matches() ? form.group(1) + " " + form.group(2) : null;
  }

  /** Home before one without a use, before a temporary one; never an old or a work address. */
  private static int rank(Address address) {
    return switch (String.valueOf(address.getUseElement().getValueAsString())) {
      case "home" -> 0;
      case "temp" -> 2;
      case "old", "work", "billing" -> 9;
      default -> 1;
    };
  }

  /** A lower-layer super output area in an extension of the address, or of the patient. */
  private static String area(Patient patient, Address address) {
    Stream<Type> values =
        Stream.concat(
            values(address == null ? List.of() : address.getExtension()),
            values(patient.getExtension()));
    return Stream.concat(
            values.map(Dwelling::text), patient.getIdentifier().stream().map(Identifier::getValue))
        .filter(text -> text != null && text.length() >= 9 && AREA.matcher(text.trim()).matches())
        .map(String::trim)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Type> values(List<Extension> extensions) {
    return extensions.stream()
        .flatMap(
            one -> Stream.concat(Stream.ofNullable(one.getValue()), values(one.getExtension())));
  }

  private static String text(Type value) {
    if (value instanceof PrimitiveType<?> plain) {
      return plain.getValueAsString();
    }
    if (value instanceof Identifier identifier) {
      return identifier.getValue();
    }
    return Codings.of(value).stream().map(code -> code.value()).findFirst().orElse(null);
  }
}
