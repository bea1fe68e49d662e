package org.attendancemonitor.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The FHIR server of an EPR that is told of tasks and flags.
 *
 * @param base address of the server
 * @param source the source in {@code feeds.yaml} whose patients it holds
 * @param write what is told, {@code tasks} and {@code flags}
 * @param readEvery how often it is looked there for what people did with tasks
 * @param patience how long one answer is waited for
 * @param token where a token is had; only a server of this machine may do without
 */
public record WriteBackSettings(
    String base,
    String source,
    Set<String> write,
    Duration readEvery,
    Duration patience,
    Optional<Token> token) {
  private static final Set<String> KINDS = Set.of("tasks", "flags");

  /**
   * OAuth 2.0 client credentials.
   *
   * @param issuer address under which the provider describes itself; either this or {@code
   *     endpoint}
   * @param endpoint address of the token endpoint
   * @param clientId this program's name there
   * @param clientSecretFile a file that holds nothing but the secret
   * @param scope what the token is to open, in words between blanks
   */
  public record Token(
      Optional<String> issuer,
      Optional<String> endpoint,
      String clientId,
      Path clientSecretFile,
      Optional<String> scope) {
    public Token {
      if (issuer.isPresent() == endpoint.isPresent()) {
        throw new IllegalArgumentException(
            "issuer: expected either this or endpoint, found "
                + (issuer.isPresent() ? "both" : "neither"));
      }
      issuer.ifPresent(ProviderWords::issuer);
      endpoint.ifPresent(address -> ProviderWords.secure("endpoint", address));
    }

    /** The words of {@code scope}. */
    public List<String> scopes() {
      return scope.map(words -> List.of(words.strip().split(" +"))).orElse(List.of());
    }
  }

  public WriteBackSettings {
    ProviderWords.secure("base", base);
    if (!readable(base)) {
      throw new IllegalArgumentException(
          "base: expected an address without a query, such as https://epr.example.nhs.uk/fhir,"
              + " found another");
    }
    if (write.isEmpty() || !KINDS.containsAll(write)) {
      throw new IllegalArgumentException("write: expected tasks, flags or both, found " + write);
    }
    between("readEvery", readEvery, Duration.ofSeconds(5), Duration.ofDays(1));
    between("patience", patience, Duration.ofSeconds(1), Duration.ofMinutes(2));
    if (token.isEmpty() && !ProviderWords.loopback(base)) {
      throw new IllegalArgumentException(
          "token: expected a section, because only a server of this machine may do without, found"
              + " none");
    }
  }

  /** The address without a slash at its end. */
  public URI address() {
    return URI.create(base.replaceAll("/+$", ""));
  }

  private static boolean readable(String base) {
    try {
      URI address = URI.create(base);
      return address.getHost() != null
          && address.getRawQuery() == null
          && address.getRawFragment() == null
          && address.getRawUserInfo() == null;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static void between(String component, Duration value, Duration low, Duration high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          component + ": expected a duration from " + low + " to " + high + ", found " + value);
    }
  }
}
