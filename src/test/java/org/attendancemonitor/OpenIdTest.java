package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People sign in at their organisation's own provider, in a real browser, at a real provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");

  private DebianChromium chromium;
  private WholeMonitor service;
  private OpenIdProvider provider;
  private String base;
  private HttpResponse<String> beforeTheProvider;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    chromium = DebianChromium.start();
    int providerPort = ScratchHome.freePort();
    int port = ScratchHome.freePort();
    base = "http://127.0.0.1:" + port;
    Path secret = Files.writeString(folder.resolve("secret"), OpenIdProvider.SECRET + "\n");
    Map<String, String> overrides = new TreeMap<>();
    overrides.put("attendance.openId.issuer", OpenIdProvider.issuer(providerPort));
    overrides.put("attendance.openId.clientId", OpenIdProvider.CLIENT);
    overrides.put("attendance.openId.clientSecretFile", secret.toString());
    overrides.put("attendance.openId.nameClaim", "preferred_username");
    overrides.put("attendance.openId.rolesClaim", "groups");
    overrides.put("attendance.openId.roles.AHP-Clinicians", "clinician");
    overrides.put("attendance.openId.teamClaim", "department");
    overrides.put("attendance.openId.teams.Podiatry", "foot-health");
    overrides.put("attendance.openId.teams.Therapies", "musculoskeletal");
    overrides.put("attendance.openId.registrationClaim", "hcpc");
    Configuration configuration = WholeMonitor.configuration(folder.resolve("data"), overrides);
    // The service starts though the provider is away.
    service = WholeMonitor.start(configuration, Map.of("server.port", port), new SetClock(NOW));
    beforeTheProvider =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(base + "/sign-in/with/site")).build(),
                HttpResponse.BodyHandlers.ofString());
    provider = OpenIdProvider.start(providerPort, base + "/sign-in/back/site");
    missed("p1", "722140001");
    missed("p2", "310087009");
  }

  private void missed(String patient, String service) {
    this.service.put(
        "Patient",
        patient,
        """
        {"resourceType": "Patient", "id": "%1$s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "name": [{"text": "Person %1$s"}], "birthDate": "1980-05-04"}"""
            .formatted(patient));
    this.service.put(
        "Appointment",
        "a-" + patient,
        Fhir.appointment("a-" + patient, patient, "noshow", MISSED, MISSED.plusSeconds(60))
            .replace("722140001", service));
  }

  @AfterAll
  void stop() throws Exception {
    if (provider != null) {
      provider.close();
    }
    if (service != null) {
      service.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private Page signIn(Window window, String name) {
    Page page = window.page();
    page.navigate(base + "/worklist");
    page.click("text=Sign in with your organisation");
    page.fill("[name=username]", name);
    page.fill("[name=password]", OpenIdProvider.PASSWORD);
    page.click("button[type=submit]");
    return page;
  }

  @Test
  void whoHasARoleThereWorksHereWithinTheirTeam() {
    List<String> asked = new ArrayList<>();
    try (Window window = chromium.window(1280, false)) {
      window.page().onRequest((Request request) -> asked.add(request.url()));
      Page page = signIn(window, "nia");

      assertThat(page.textContent("header")).contains("nia", "Sign out");
      page.navigate(base + "/worklist");
      assertThat(page.textContent("main")).contains("Person p2").doesNotContain("Person p1");
      page.click("text=Person p2");
      page.click("text=Take this on");
      assertThat(page.textContent("main")).contains("Taken on by nia");
    }
    assertThat(asked)
        .filteredOn(url -> url.contains("/oauth2/authorize"))
        .first()
        .asString()
        .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256");
    assertThat(service.record().queryForObject("SELECT body FROM change_event", String.class))
        .contains("\"actor\":\"nia\"");
  }

  @Test
  void whoHasNoRoleHereDoesNotComeIn() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "sid");
      assertThat(page.textContent("main")).contains("You have no role here");
      assertThat(page.navigate(base + "/worklist").url()).contains("/sign-in");
    }
  }

  @Test
  void whoHasNoneOfTheTeamsSeesNobody() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "noor");
      page.navigate(base + "/worklist");
      assertThat(page.textContent("main")).doesNotContain("Person p1", "Person p2");
      assertThat(page.textContent("main")).contains("Nothing is to be done here");
    }
  }

  @Test
  void anAnswerThatNobodyAskedForSignsNobodyIn() {
    try (Window window = chromium.window(1280, false)) {
      Page page = window.page();
      page.navigate(base + "/sign-in/back/site?code=forged&state=forged");
      assertThat(page.textContent("main")).contains("did not succeed");
      assertThat(page.navigate(base + "/worklist").url()).contains("/sign-in");
    }
  }

  @Test
  void whoSignsOutHereIsSignedOutThere() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "nia");
      page.click("header >> text=Sign out");
      page.waitForURL(base + "/sign-in?signed-out");
      assertThat(page.textContent("main")).contains("You have signed out");
      page.navigate(base + "/worklist");
      page.click("text=Sign in with your organisation");
      assertThat(page.url()).startsWith(provider.issuer()).contains("/login");
    }
  }

  @Test
  void whoSignsOutThereIsSignedOutHere() throws Exception {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "nia");
      RSAKey foreign = new RSAKeyGenerator(2048).keyID("test").generate();
      assertThat(tellSignOut("nia", foreign)).isEqualTo(400);
      assertThat(tellSignOut("noor", provider.key())).isEqualTo(200);
      page.navigate(base + "/worklist");
      assertThat(page.textContent("header")).contains("nia");

      assertThat(tellSignOut("nia", provider.key())).isEqualTo(200);
      page.navigate(base + "/worklist");
      assertThat(page.url()).contains("/sign-in");
    }
  }

  /** As a provider tells it: OpenID Connect Back-Channel Logout 1.0, 2.4. */
  private int tellSignOut(String subject, RSAKey key) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("test")
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(OpenIdProvider.CLIENT)
                .subject(subject)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim(
                    "events",
                    Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .build());
    token.sign(new RSASSASigner(key));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(base + "/logout/connect/back-channel/site"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token.serialize()))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void whoSignsOutInEveryBrowserIsSignedOutInTheOther() {
    try (Window one = chromium.window(1280, false);
        Window other = chromium.window(1280, false);
        Window stranger = chromium.window(1280, false)) {
      Page lost = signIn(one, "nia");
      Page noor = signIn(stranger, "noor");
      signIn(other, "nia").click("text=Sign out in every browser");
      lost.navigate(base + "/worklist");
      assertThat(lost.url()).contains("/sign-in");
      noor.navigate(base + "/worklist");
      assertThat(noor.textContent("header")).contains("noor");
    }
  }

  @Test
  void whoIsInSeveralTeamsWorksInOneAtATime() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "tove");
      assertThat(page.textContent("main"))
          .contains("Clinician, Foot health", "Clinician, Musculoskeletal therapies")
          .doesNotContain("none of the teams");
      page.check("text=Clinician, Musculoskeletal therapies");
      page.click("text=Continue");
      page.navigate(base + "/worklist");
      assertThat(page.textContent("main")).contains("Person p1").doesNotContain("Person p2");
    }
  }

  @Test
  void aProviderThatIsAwayIsToldOnTheSignInPage() {
    assertThat(beforeTheProvider.statusCode()).isEqualTo(503);
    assertThat(beforeTheProvider.body())
        .contains("Sign-in does not work at the moment")
        .doesNotContain("Exception");
  }

  @Test
  void whatWasTypedWhenTheSessionEndedIsThereAfterTheSignIn() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "nia");
      assertThat(page.url()).isEqualTo(base + "/worklist");
      page.click("text=Person p2");
      page.click("text=Record a contact");
      page.fill("[name=note]", "Rang twice, no answer");
      window.context().clearCookies();
      page.click("main button[type=submit]");
      assertThat(page.textContent("main")).contains("Nothing was recorded yet");
      page.click("text=Sign in with your organisation");
      page.fill("[name=username]", "nia");
      page.fill("[name=password]", OpenIdProvider.PASSWORD);
      page.click("button[type=submit]");
      assertThat(page.url()).endsWith("/contact");
      assertThat(page.inputValue("[name=note]")).isEqualTo("Rang twice, no answer");

      // Nobody who comes later finds it.
      window.context().clearCookies();
      page.click("main button[type=submit]");
      assertThat(page.textContent("main")).contains("Nothing was recorded yet");
      page.navigate(base + "/sign-in");
      page.click("text=Sign in with your organisation");
      page.fill("[name=username]", "nia");
      page.fill("[name=password]", OpenIdProvider.PASSWORD);
      page.click("button[type=submit]");
      assertThat(page.url()).isEqualTo(base + "/worklist");
    }
  }
}
