package org.attendancemonitor.feed;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Key;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Turns the references of one message into keys. */
final class References {
  private static final Map<String, String> TYPE_OF_SYSTEM =
      Map.of(
          Codings.NHS_NUMBER,
          "Patient",
          "https://fhir.nhs.uk/Id/ods-site-code",
          "Location",
          "https://fhir.nhs.uk/Id/ods-organization-code",
          "Organization",
          "https://fhir.nhs.uk/Id/dos-service-id",
          "HealthcareService");

  private final String source;
  private final Map<String, Target> entries = new HashMap<>();

  private Key onlyPatient;
  private int patients;

  References(String source) {
    this.source = source;
  }

  /**
   * The one patient of a message about nobody else, or null. Published BaRS messages carry
   * Observations without a subject beside their only Patient.
   */
  Key onlyPatient() {
    return patients == 1 ? onlyPatient : null;
  }

  /** Makes a patient of a message known that stands or falls as a whole. */
  void about(Key patient) {
    onlyPatient = patient;
    patients++;
  }

  private record Target(String type, Key key) {}

  /** Makes an entry known by its address in the Bundle. */
  void know(String fullUrl, String type, List<Key> keys) {
    if (fullUrl != null && !keys.isEmpty()) {
      entries.put(fullUrl, new Target(type, keys.get(0)));
    }
  }

  /**
   * The type a reference points to, or null where it cannot be told.
   *
   * @param reference as sent
   */
  String type(Reference reference) {
    Target entry = entries.get(reference.getReference());
    if (entry != null) {
      return entry.type();
    }
    if (contained(reference) != null) {
      return contained(reference).fhirType();
    }
    if (reference.getType() != null) {
      // Also sent as an address, and once as "serviceRequest".
      String type = reference.getType().substring(reference.getType().lastIndexOf('/') + 1);
      return type.isEmpty() ? null : Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
    String addressed = new IdType(reference.getReference()).getResourceType();
    if (addressed != null || reference.getReference() != null || !reference.hasIdentifier()) {
      return addressed;
    }
    return TYPE_OF_SYSTEM.get(
        String.valueOf(Codings.system(reference.getIdentifier().getSystem())));
  }

  /**
   * The key of what a reference points to, or null where it names nothing.
   *
   * @param reference as sent
   * @param expected the type taken where the reference does not tell it
   */
  Key key(Reference reference, String expected) {
    String told = type(reference);
    return keyOf(reference, told == null ? expected : told);
  }

  private Key keyOf(Reference reference, String type) {
    Target entry = entries.get(reference.getReference());
    if (entry != null) {
      return entry.key();
    }
    String address = reference.getReference();
    if (address != null && address.startsWith("#")) {
      Resource contained = contained(reference);
      return contained == null ? null : identifierKey(type, Identity.identifiers(contained));
    }
    if (address != null && !address.isBlank()) {
      if (address.contains("?")) {
        return Identity.searched(source, type, address);
      }
      String id = new IdType(address).getIdPart();
      return id == null || id.isBlank() ? null : Key.ofId(source, type, id);
    }
    return reference.hasIdentifier() ? Identity.key(source, type, reference.getIdentifier()) : null;
  }

  /** Keys of the references of a type, or of any type where it is not told. */
  List<Key> keys(List<Reference> references, String expected) {
    Set<Key> keys = new LinkedHashSet<>();
    for (Reference reference : references) {
      // Asked once: taking an address apart is what costs most here.
      String told = type(reference);
      Key key = told == null || told.equals(expected) ? keyOf(reference, expected) : null;
      if (key != null) {
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }

  /** A reference by a name that only an entry of the same Bundle could explain, and none does. */
  boolean unresolved(Reference reference) {
    String address = reference.getReference();
    return address != null && address.startsWith("urn:") && !entries.containsKey(address);
  }

  private Key identifierKey(String type, List<Identifier> identifiers) {
    Key found = null;
    for (Identifier identifier : identifiers) {
      Key key = Identity.key(source, type, identifier);
      if (key != null && (found == null || Identity.trustworthyNhsNumber(identifier))) {
        found = key;
      }
    }
    return found;
  }

  private static Resource contained(Reference reference) {
    return reference.getReference() != null
            && reference.getReference().startsWith("#")
            && reference.getResource() instanceof Resource resource
        ? resource
        : null;
  }
}
