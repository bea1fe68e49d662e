package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Systems show tokens of a real provider, and such as somebody made up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TokensTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A real provider's tokens are of the real day. */
  private final SetClock clock = new SetClock(Instant.now());

  private WholeMonitor service;
  private OpenIdProvider provider;
  private int providerPort;
  private HttpResponse<String> beforeTheProvider;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    providerPort = ScratchHome.freePort();
    Map<String, String> overrides = new TreeMap<>();
    overrides.put("attendance.tokens.issuer", OpenIdProvider.issuer(providerPort));
    overrides.put("attendance.tokens.audience", OpenIdProvider.AUDIENCE);
    overrides.put("attendance.tokens.nameClaim", "sub");
    overrides.put("attendance.tokens.rolesClaim", "scope");
    overrides.put("attendance.tokens.roles.attendance-feed", "feed");
    overrides.put("attendance.tokens.roles.clinical", "clinician");
    overrides.put("attendance.tokens.teamClaim", "unit");
    overrides.put("attendance.tokens.teams.Podiatry", "foot-health");
    Configuration configuration = WholeMonitor.configuration(folder.resolve("data"), overrides);
    service = WholeMonitor.start(configuration, Map.of(), clock);
    beforeTheProvider = show("GET", "/fhir/Task", "a.b.c", "");
    provider = OpenIdProvider.start(providerPort, "http://127.0.0.1:1/sign-in/back/site");
    // Not asked again at once.
    clock.set(clock.instant().plusSeconds(6));
  }

  @AfterAll
  void stop() throws Exception {
    if (provider != null) {
      provider.close();
    }
    if (service != null) {
      service.close();
    }
  }

  private HttpResponse<String> show(String method, String path, String token, String body) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.monitor().port() + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/fhir+json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(OpenIdProvider.issuer(providerPort))
        .audience(List.of("another", OpenIdProvider.AUDIENCE))
        .subject("community-feed")
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("scope", "openid attendance-feed");
  }

  private String token(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = claims();
    change.accept(claims);
    return signed(claims.build(), header("JWT"), signer(provider.key()));
  }

  private static JWSHeader header(String type) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .keyID("test")
        .type(new JOSEObjectType(type))
        .build();
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String patient(String id) {
    return """
    {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
     "name": [{"text": "Person of a token"}], "birthDate": "1980-05-04"}"""
        .formatted(id);
  }

  @Test
  void aProviderThatIsAwayIsToldWithATimeToComeAgain() {
    assertThat(beforeTheProvider.statusCode()).isEqualTo(503);
    assertThat(beforeTheProvider.headers().firstValue("Retry-After")).contains("5");
    assertThat(beforeTheProvider.body()).contains("OperationOutcome", "transient");
  }

  @Test
  void aSystemGetsATokenAtTheProviderAndSendsWithIt() throws Exception {
    clock.set(Instant.now());
    String pair = OpenIdProvider.SYSTEM + ":" + OpenIdProvider.SYSTEM_SECRET;
    HttpResponse<String> given =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(OpenIdProvider.issuer(providerPort) + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=attendance-feed"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
    String token = given.body().replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");

    assertThat(show("PUT", "/fhir/Patient/t1", token, patient("t1")).statusCode()).isEqualTo(200);
    // The same system with its password is the same sender.
    assertThat(service.put("Patient", "t1", patient("t1")).statusCode()).isEqualTo(200);
    // A feed reads no tasks, however it signs in.
    HttpResponse<String> refused = show("GET", "/fhir/Task", token, "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(it -> assertThat(it).contains("Bearer", "insufficient_scope"));
  }

  @Test
  void theNameInATokenSaysWhichFeedItIs() {
    String token = token(it -> {});
    assertThat(show("PUT", "/fhir/Patient/t2", token, patient("t2")).statusCode()).isEqualTo(200);
    assertThat(service.management("/prometheus").body())
        .containsPattern(
            "attendance_feed_events_total\\{[^}]*feed=\"community\"[^}]*result=\"accepted\"[^}]*} 1");
    String appToken = signed(claims().build(), header("at+jwt"), signer(provider.key()));
    assertThat(show("GET", "/cds-services", appToken, "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatASystemReadsIsWrittenDownUnderItsNameWithItsTeam() {
    service.user("ivy", "auditor", null);
    String token =
        token(
            it ->
                it.subject("epr-screens")
                    .claim("scope", List.of("clinical"))
                    .claim("unit", "Podiatry"));
    Instant missed = clock.instant().minusSeconds(86_400);
    service.put("Patient", "p1", patient("p1"));
    service.put(
        "Appointment",
        "a1",
        Fhir.appointment("a1", "p1", "noshow", missed, missed.plusSeconds(60))
            .replace("722140001", "310087009"));
    assertThat(show("GET", "/fhir/Task?status=requested", token, "").body())
        .contains("\"total\":1");
    assertThat(service.get("ivy", "/fhir/AuditEvent?agent-name=epr-screens").body())
        .contains("\"name\":\"epr-screens\"", "clinician");
    // Outside of every team of ours: nobody is seen, and no fault is made.
    String stranger =
        token(
            it -> it.subject("other-screens").claim("scope", "clinical").claim("unit", "Estates"));
    HttpResponse<String> none = show("GET", "/fhir/Task", stranger, "");
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(none.body()).contains("\"total\":0");
  }

  @Test
  void aTokenOpensNoPage() {
    String token = token(it -> it.subject("anna").claim("scope", "clinical"));
    assertThat(show("GET", "/worklist", token, "").statusCode()).isEqualTo(302);
  }

  @Test
  void noBadTokenOpensAnythingOrIsRepeated(CapturedOutput output) throws Exception {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("test").generate();
    byte[] publicKey = provider.key().toRSAPublicKey().getEncoded();
    Instant now = clock.instant();
    JWTClaimsSet right = claims().build();
    String good = signed(right, header("JWT"), signer(provider.key()));
    String[] parts = good.split("\\.");
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("expired", token(it -> it.expirationTime(Date.from(now.minusSeconds(120)))));
    bad.put("without an end", token(it -> it.expirationTime(null)));
    bad.put("not yet valid", token(it -> it.notBeforeTime(Date.from(now.plusSeconds(120)))));
    bad.put("for another service", token(it -> it.audience("https://elsewhere.example")));
    bad.put("for nobody", token(it -> it.audience((String) null)));
    bad.put("of another issuer", token(it -> it.issuer("https://elsewhere.example")));
    bad.put("of no issuer", token(it -> it.issuer(null)));
    bad.put("by another key of this name", signed(right, header("JWT"), signer(foreign)));
    bad.put(
        "by an unknown key",
        signed(
            right,
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(),
            signer(foreign)));
    bad.put("unsigned", new PlainJWT(right).serialize());
    bad.put(
        "signed with the public key as a secret",
        signed(
            right,
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
            new MACSigner(publicKey)));
    bad.put("another content", parts[0] + "." + parts[1].replace('a', 'b') + "." + parts[2]);
    bad.put("without its signature", parts[0] + "." + parts[1] + ".");
    bad.put("of another type", signed(right, header("logout+jwt"), signer(provider.key())));
    bad.put("no token", "abc");
    bad.put("three words", "a.b.c");
    Map<String, String> roleless = new LinkedHashMap<>();
    roleless.put("no scope", token(it -> it.claim("scope", null)));
    roleless.put("a scope of others", token(it -> it.claim("scope", "openid admin")));
    roleless.put("no name", token(it -> it.subject(null)));

    bad.forEach((what, token) -> refused(what, token, 401, "error=\"invalid_token\""));
    roleless.forEach((what, token) -> refused(what, token, 403, "error=\"insufficient_scope\""));
    assertThat(show("GET", "/fhir/Task", "spaces in it", "").statusCode()).isEqualTo(401);
    assertThat(show("GET", "/fhir/Task", "x".repeat(7_000), "").statusCode()).isEqualTo(401);

    bad.values().stream()
        .filter(token -> token.length() > 20)
        .forEach(token -> assertThat(output.getAll()).doesNotContain(token.substring(20)));
    assertThat(output.getAll()).doesNotContain("JwtException", "JOSEException", "at org.");
  }

  private void refused(String what, String token, int status, String error) {
    for (String path : List.of("/fhir/Task", "/fhir/metadata", "/cds-services")) {
      HttpResponse<String> answer = show("GET", path, token, "");
      assertThat(answer.statusCode()).as(what + " at " + path).isEqualTo(status);
      assertThat(answer.body())
          .as(what)
          .startsWith("{\"resourceType\":\"OperationOutcome\"")
          .doesNotContain("Exception", "Jwt", "elsewhere");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .as(what)
          .hasValueSatisfying(it -> assertThat(it).startsWith("Bearer ").contains(error));
    }
    assertThat(show("PUT", "/fhir/Patient/t9", token, patient("t9")).statusCode())
        .as(what)
        .isEqualTo(status);
  }

  @Test
  void withoutATokenBothWaysInAreNamed() throws Exception {
    HttpResponse<String> nobody =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + service.monitor().port() + "/fhir/Task"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().allValues("WWW-Authenticate"))
        .hasSize(2)
        .anyMatch(it -> it.startsWith("Basic "))
        .anyMatch(it -> it.startsWith("Bearer "));
  }
}
