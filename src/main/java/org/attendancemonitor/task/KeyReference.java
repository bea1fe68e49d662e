package org.attendancemonitor.task;

import org.attendancemonitor.attendance.Key;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * Keys of the record as logical references: by identifier, because the resource itself lies with
 * its source and not on this server.
 */
public final class KeyReference {
  private KeyReference() {}

  /**
   * The key that a reference given out here names.
   *
   * @param type FHIR resource type
   * @param system of its identifier
   * @param value of its identifier
   */
  public static Key key(String type, String system, String value) {
    return system.startsWith(Systems.SOURCE)
        ? Key.ofId(system.substring(Systems.SOURCE.length()), type, value)
        : Key.shared(type, system, value);
  }

  /**
   * A reference to what a key names.
   *
   * @param type FHIR resource type
   * @param key {@code source|Type/id} or {@code source|Type?system|value}
   * @return null where the key has neither form, as for an implicit referral
   */
  public static Reference of(String type, String key) {
    int bar = key.indexOf('|');
    String name = key.substring(bar + 1);
    if (bar < 0 || !name.startsWith(type) || name.length() <= type.length() + 1) {
      return null;
    }
    String rest = name.substring(type.length() + 1);
    Identifier identifier = new Identifier();
    if (name.charAt(type.length()) == '/') {
      identifier.setSystem(Systems.SOURCE + key.substring(0, bar)).setValue(rest);
    } else {
      int cut = rest.lastIndexOf('|');
      if (cut > 0) {
        identifier.setSystem(rest.substring(0, cut));
      }
      identifier.setValue(rest.substring(cut + 1));
    }
    return new Reference().setType(type).setIdentifier(identifier);
  }
}
