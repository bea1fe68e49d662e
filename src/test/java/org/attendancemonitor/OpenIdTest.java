package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    overrides.put("attendance.openId.registrationClaim", "hcpc");
    Configuration configuration = WholeMonitor.configuration(folder.resolve("data"), overrides);
    // The service starts though the provider is away.
    service = WholeMonitor.start(configuration, Map.of("server.port", port), new SetClock(NOW));
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

      page.click("text=Sign out");
      assertThat(page.navigate(base + "/worklist").url()).contains("/sign-in");
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
}
