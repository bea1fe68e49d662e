package org.attendancemonitor.attendance;

import java.util.List;

/**
 * Something appointments refer to that is no person: a HealthcareService, a Location, an
 * Organization.
 *
 * @param keys every key it is known by
 * @param name or null
 * @param codes its type codes, most specific first, and its own identifiers as {@code system|value}
 */
public record PlaceFact(List<Key> keys, String name, List<Code> codes) implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.PLACE;
  }
}
