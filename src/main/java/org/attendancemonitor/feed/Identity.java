package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * The keys of a resource: its logical id first, then its identifiers, and its place in the Bundle
 * only where it has nothing else.
 */
final class Identity {
  private static final Pattern LSOA = Pattern.compile("[EW]01\\d{6}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]+");
  private static final Pattern SEARCH =
      Pattern.compile("(?:[A-Za-z]+)?\\??(?:.*&)?identifier=([^&]*)(?:&.*)?");

  private Identity() {}

  /** Every key of a resource, the one it is filed under first; empty where it has none. */
  static List<Key> keys(String source, Resource resource, Part.Request request) {
    String type = resource.fhirType();
    List<Key> keys = new ArrayList<>();
    String id = logicalId(resource, request);
    if (id != null) {
      keys.add(Key.ofId(source, type, id));
    }
    List<Identifier> identifiers = identifiers(resource);
    if (type.equals("Patient")) {
      // The NHS number first: who refers to a patient by identifier uses it.
      identifiers.stream()
          .filter(Identity::trustworthyNhsNumber)
          .forEach(identifier -> add(keys, key(source, type, identifier)));
    }
    identifiers.stream()
        .filter(identifier -> !type.equals("Patient") || !nhsNumber(identifier))
        .forEach(identifier -> add(keys, key(source, type, identifier)));
    add(keys, searched(source, type, request.ifNoneExist()));
    add(keys, searched(source, type, request.url()));
    if (keys.isEmpty()) {
      identifiers.forEach(identifier -> add(keys, key(source, type, identifier)));
    }
    if (keys.isEmpty() && request.fullUrl() != null && !request.fullUrl().isBlank()) {
      keys.add(Key.ofId(source, type, request.fullUrl()));
    }
    return List.copyOf(keys);
  }

  /** The key an identifier gives a resource of a type, or null where it has no value. */
  static Key key(String source, String type, Identifier identifier) {
    if (identifier.getValue() == null || identifier.getValue().isBlank()) {
      return null;
    }
    String system = Codings.system(identifier.getSystem());
    String value = identifier.getValue().trim();
    return key(source, type, system, value);
  }

  private static Key key(String source, String type, String system, String value) {
    if (type.equals("Patient")) {
      boolean nhs = Codings.NHS_NUMBER.equals(system);
      return Key.ofIdentifier(source, type, system, nhs ? digits(value) : value);
    }
    return system == null || system.isEmpty()
        ? Key.ofIdentifier(source, type, null, value)
        : Key.shared(type, system, value);
  }

  /** The key of a search such as {@code Patient?identifier=system|value}, or null. */
  static Key searched(String source, String type, String search) {
    Matcher form = SEARCH.matcher(search);
    if (!search.contains("identifier=") || !form.matches() || form.group(1).isBlank()) {
      return null;
    }
    String token = form.group(1).replace("%7C", "|").replace("%7c", "|").replace("%3A", ":");
    token = token.replace("%2F", "/").replace("%3a", ":").replace("%2f", "/");
    int bar = token.lastIndexOf('|');
    String system = bar <= 0 ? null : Codings.system(token.substring(0, bar));
    return key(source, type, system, token.substring(bar + 1));
  }

  /** The identifiers of any resource that has them, without areas and empty ones. */
  static List<Identifier> identifiers(Base resource) {
    List<Identifier> identifiers = new ArrayList<>();
    org.hl7.fhir.r4.model.Property property = resource.getNamedProperty("identifier");
    if (property != null) {
      for (Base value : property.getValues()) {
        // An area code is shared by 1,500 people; as a key it would make them one.
        if (value instanceof Identifier identifier
            && identifier.getValue() != null
            && !LSOA.matcher(identifier.getValue().trim()).matches()) {
          identifiers.add(identifier);
        }
      }
    }
    return identifiers;
  }

  static boolean nhsNumber(Identifier identifier) {
    return Codings.NHS_NUMBER.equals(Codings.system(identifier.getSystem()));
  }

  static boolean trustworthyNhsNumber(Identifier identifier) {
    return nhsNumber(identifier)
        && new NhsNumber(digits(identifier.getValue()), false).trustworthy();
  }

  /** An NHS number without the spaces and dashes it is printed with. */
  static String digits(String value) {
    return SEPARATORS.matcher(value).replaceAll("");
  }

  private static String logicalId(Resource resource, Part.Request request) {
    String id = resource.getIdElement().getIdPart();
    // HAPI's Bundle parser gives an entry without an id its fullUrl as one.
    if (id != null && !id.isBlank() && !id.equals(request.fullUrl())) {
      return id;
    }
    if (request.method().equals("PUT") && !request.url().contains("?")) {
      return new IdType(request.url()).getIdPart();
    }
    IdType address = new IdType(request.fullUrl());
    return resource.fhirType().equals(address.getResourceType()) ? address.getIdPart() : null;
  }

  private static void add(List<Key> keys, Key key) {
    if (key != null && !keys.contains(key)) {
      keys.add(key);
    }
  }
}
