package org.attendancemonitor.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a provider says of somebody.
 *
 * @param all by name
 */
record Claims(Map<String, ?> all) {
  /** A team nobody works for: who has none of a site's teams sees nobody, not everybody. */
  static final String NO_TEAM = "none";

  /**
   * What is said under a name, or null. Where no claim has the whole name, its dots lead into what
   * claims hold, as in {@code realm_access.roles}.
   */
  Object at(String name) {
    Object whole = all.get(name);
    for (int dot = name.indexOf('.'); whole == null && dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (all.get(name.substring(0, dot)) instanceof Map<?, ?> below) {
        whole = of(below).at(name.substring(dot + 1));
      }
    }
    return whole;
  }

  static Claims of(Map<?, ?> fields) {
    Map<String, Object> named = new java.util.HashMap<>();
    fields.forEach((name, value) -> named.put(String.valueOf(name), value));
    return new Claims(named);
  }

  /** The items of a list, or the one value there is. */
  Stream<String> values(String name) {
    return at(name) instanceof Collection<?> several
        ? several.stream().map(String::valueOf)
        : Stream.ofNullable(at(name)).map(String::valueOf);
  }

  /** The first value that is not blank. */
  Optional<String> text(String name) {
    return values(name).filter(value -> !value.isBlank()).findFirst();
  }

  /** The roles that some of these values stand for. */
  static Set<Role> roles(Stream<String> values, Map<String, String> byValue) {
    Set<Role> roles = new TreeSet<>();
    values.filter(byValue::containsKey).forEach(value -> roles.add(Role.of(byValue.get(value))));
    return roles;
  }
}
