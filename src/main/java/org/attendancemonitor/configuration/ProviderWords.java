package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must hold wherever somebody else's provider is named, and its claims are mapped. */
final class ProviderWords {
  private ProviderWords() {}

  /** Only TLS, or this machine: else anybody on the way could say who signs in. */
  static void issuer(String issuer) {
    secure("issuer", issuer);
  }

  /** Only TLS, or this machine. */
  static void secure(String component, String address) {
    if (!address.startsWith("https://") && !loopback(address)) {
      throw new IllegalArgumentException(
          component + ": expected https://..., found another kind of address");
    }
  }

  static boolean loopback(String address) {
    return address.startsWith("http://127.0.0.1:") || address.startsWith("http://localhost:");
  }

  static void roles(Map<String, String> roles, Set<String> known) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(
          "roles: expected at least one, because nobody could sign in, found none");
    }
    roles.forEach(
        (value, role) -> {
          if (!known.contains(role)) {
            throw new IllegalArgumentException(
                "roles: expected one of " + new TreeSet<>(known) + ", found " + role);
          }
        });
  }

  static void teams(Optional<String> claim, Optional<Map<String, String>> teams) {
    if (claim.isPresent() && teams.filter(map -> !map.isEmpty()).isEmpty()) {
      throw new IllegalArgumentException(
          "teams: expected at least one, because the claim of teams is named, found none");
    }
  }
}
