package org.attendancemonitor.risk;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How one coding of ethnic category maps to groups.
 *
 * @param systems URIs of the code systems that use it
 * @param firstLetterDecides a value of two characters is national letter and local letter, and the
 *     first decides (NHS Data Dictionary, ETHNIC CATEGORY), except for {@code 99}
 * @param groups group by code: {@code asian}, {@code black}, {@code mixed}, {@code other}, {@code
 *     white}, {@code chinese} (which {@code chineseGroup} resolves), {@code not_stated}, {@code
 *     not_known}
 */
public record EthnicCoding(
    Set<String> systems, boolean firstLetterDecides, Map<String, String> groups) {
  private static final Set<String> ALLOWED =
      Set.of("asian", "black", "mixed", "other", "white", "chinese", "not_stated", "not_known");

  public EthnicCoding {
    systems = Set.copyOf(systems);
    groups = Map.copyOf(groups);
    for (String group : groups.values()) {
      if (!ALLOWED.contains(group)) {
        throw new IllegalArgumentException(
            "groups: expected one of " + new java.util.TreeSet<>(ALLOWED) + ", found " + group);
      }
    }
  }

  /** The group of a code, or null where it has none. */
  String group(String sent) {
    String code = sent.replace(" ", "").toUpperCase(Locale.ROOT);
    String whole = groups.get(code);
    if (whole != null || !firstLetterDecides || code.length() < 2) {
      return whole;
    }
    return groups.get(code.substring(0, 1));
  }
}
