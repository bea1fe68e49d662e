package org.attendancemonitor.feed;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The FHIR server that notifies a feed of its events, asked for those that did not come.
 *
 * @param server its base address; https, but on this machine
 * @param token how this program gets a token there; absent: it shows none
 * @param types what is searched where the server does not give its events again; may be absent,
 *     then Patient, ServiceRequest, Appointment and Encounter
 */
public record SubscriptionSettings(
    String server, Optional<Token> token, Optional<List<String>> types) {
  private static final List<String> USUAL =
      List.of("Patient", "ServiceRequest", "Appointment", "Encounter");

  /**
   * OAuth 2.0 client credentials.
   *
   * @param issuer address under which the provider describes itself; either this or {@code
   *     endpoint}
   * @param endpoint address of the token endpoint itself
   * @param clientId this program's name there
   * @param secretFile a file that holds nothing but the secret
   * @param scope what the token is to open; may be absent
   */
  public record Token(
      Optional<String> issuer,
      Optional<String> endpoint,
      String clientId,
      Path secretFile,
      Optional<List<String>> scope) {
    public Token {
      if (issuer.isPresent() == endpoint.isPresent()) {
        throw new IllegalArgumentException(
            "token: expected either issuer or endpoint, found "
                + (issuer.isEmpty() ? "neither" : "both"));
      }
      issuer.ifPresent(address -> checkAddress("issuer", address));
      endpoint.ifPresent(address -> checkAddress("endpoint", address));
    }
  }

  public SubscriptionSettings {
    checkAddress("server", server);
    server = server.replaceAll("/+$", "");
    types.ifPresent(
        all -> {
          if (all.isEmpty() || !FactReaders.types().containsAll(all)) {
            throw new IllegalArgumentException(
                "types: expected resource types that are read, found " + all);
          }
        });
  }

  /** What is searched. */
  public List<String> searched() {
    return types.orElse(USUAL);
  }

  private static void checkAddress(String key, String address) {
    boolean good = false;
    try {
      URI uri = URI.create(address);
      boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
      good =
          uri.getHost() != null
              && uri.getQuery() == null
              && ("https".equals(uri.getScheme()) || here && "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException wrong) {
      // Told below.
    }
    if (!good) {
      throw new IllegalArgumentException(
          key + ": expected an https address without a query, found " + address);
    }
  }
}
