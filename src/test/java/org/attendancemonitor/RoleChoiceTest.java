package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One person with several jobs, as NHS CIS2 lists them, at a real provider in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleChoiceTest {
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
    provider = OpenIdProvider.start(providerPort, base + "/sign-in/back/site");
    service =
        WholeMonitor.start(
            configured(folder, providerPort), Map.of("server.port", port), new SetClock(NOW));
    service.put(
        "Patient",
        "p1",
        """
        {"resourceType": "Patient", "id": "p1", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "name": [{"text": "Person p1"}], "birthDate": "1980-05-04"}""");
    service.put(
        "Appointment",
        "a1",
        Fhir.appointment("a1", "p1", "noshow", MISSED, MISSED.plusSeconds(60))
            .replace("722140001", "310087009"));
    service.user("ivy", "auditor", null);
  }

  private static Configuration configured(Path folder, int providerPort) throws IOException {
    Path config = Files.createDirectory(folder.resolve("config"));
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path secret = Files.writeString(folder.resolve("secret"), OpenIdProvider.SECRET);
    Files.writeString(
        config.resolve("application.yaml"),
        """

          openId:
            issuer: %s
            clientId: %s
            clientSecretFile: %s
            scope: openid profile
            nameClaim: preferred_username
            roles: {R8001: clinician, R5100: manager}
            teams: {RX1: foot-health}
            jobs:
              claim: nhsid_nrbac_roles
              roleField: role_code
              separator: ":"
              teamField: org_code
              nameField: role_name
              where: {org_code: [RX1]}
            assurance: {id_assurance_level: ["3"]}
        """
            .formatted(OpenIdProvider.issuer(providerPort), OpenIdProvider.CLIENT, secret),
        StandardOpenOption.APPEND);
    return Configuration.load(
        config,
        Map.of(),
        Map.of(
            "attendance.data",
            folder.resolve("data").toString(),
            "attendance.deprivation.folder",
            Path.of("config/reference").toString(),
            "attendance.broker.port",
            Integer.toString(ScratchHome.freePort())));
  }

  @AfterAll
  void stop() throws Exception {
    if (service != null) {
      service.close();
    }
    if (provider != null) {
      provider.close();
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

  private static final String CLINICIAN =
      "Clinician, Foot health (Clinical, Provision, Podiatrist)";
  private static final String MANAGER = "Manager, Foot health (Admin, Management, Manager)";

  @Test
  void nothingOpensUntilARoleIsChosenAndThenOnlyWhatItOpens() {
    try (Window window = chromium.window(320, false)) {
      Page page = signIn(window, "cis");
      assertThat(page.url()).isEqualTo(base + "/sign-in/role");
      assertThat(page.locator("main label").allTextContents()).containsExactly(CLINICIAN, MANAGER);
      assertThat(page.textContent("header")).doesNotContain("cis", "Worklist", "Team");
      assertThat(window.overflows()).isFalse();
      for (String shut : List.of("/", "/worklist", "/waiting-list", "/team", "/feeds", "/audit")) {
        page.navigate(base + shut);
        assertThat(page.url()).as(shut).startsWith(base + "/sign-in/role");
        assertThat(page.textContent("main")).doesNotContain("Person p1");
      }
      assertThat(entries()).doesNotContain("\"name\":\"cis\"");

      page.navigate(base + "/worklist");
      page.click("text=Continue");
      assertThat(page.title()).startsWith("Error: ");
      assertThat(page.textContent("main")).contains("Select the role you work in");
      page.check("text=" + CLINICIAN);
      page.click("text=Continue");
      assertThat(page.url()).isEqualTo(base + "/worklist");
      assertThat(page.textContent("main")).contains("Person p1");
      assertThat(page.navigate(base + "/team").status()).isEqualTo(403);
      assertThat(entries()).contains("\"name\":\"cis\"", "clinician").doesNotContain("manager");

      page.navigate(base + "/worklist");
      page.click("text=Change role");
      assertThat(page.isChecked("text=" + CLINICIAN)).isTrue();
      page.check("text=" + MANAGER);
      page.click("text=Continue");
      assertThat(page.url()).isEqualTo(base + "/team");
      assertThat(page.textContent("header")).contains("cis (Manager, Foot health)");
      assertThat(page.navigate(base + "/worklist").status()).isEqualTo(403);
      assertThat(entries()).contains("manager", "change of role");
    }
  }

  private String entries() {
    return service.get("ivy", "/fhir/AuditEvent?agent-name=cis").body();
  }

  @Test
  void aRoleThatWasNotOfferedIsNotTaken() {
    try (Window window = chromium.window(1280, true)) {
      Page page = signIn(window, "kit");
      for (String forged : List.of("2", "-1", "99999999999", "x", "")) {
        page.navigate(base + "/sign-in/role");
        page.evaluate(
            "value => { document.querySelector('[name=role]').value = value;"
                + " document.querySelector('[name=role]').checked = true; }",
            forged);
        page.click("text=Continue");
        assertThat(page.textContent("main")).as(forged).contains("Select the role you work in");
      }
      page.navigate(base + "/worklist");
      assertThat(page.url()).startsWith(base + "/sign-in/role");
    }
  }

  @Test
  void aFormThatWasOpenInAnotherRoleDoesNothing() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "kit");
      page.check("text=" + CLINICIAN);
      page.click("text=Continue");
      page.click("text=Person p1");
      // It stays open until the window goes: to close a page that is on its way to another hangs.
      Page second = window.context().newPage();
      second.navigate(base + "/sign-in/role");
      second.check("text=" + MANAGER);
      second.click("text=Continue");
      second.waitForURL(base + "/team");
      page.click("text=Take this on");
      assertThat(page.textContent("main")).contains("Nothing was recorded yet");
      assertThat(service.record().queryForObject("SELECT status FROM support_task", String.class))
          .isEqualTo("REQUESTED");
    }
  }

  @Test
  void thePageIsAccessible() {
    try (Window window = chromium.window(1280, true)) {
      Page page = signIn(window, "kit");
      assertThat(window.inaccessible()).isEmpty();
      page.click("text=Continue");
      assertThat(window.inaccessible()).isEmpty();
      page.check("text=" + CLINICIAN);
      page.click("text=Continue");
      assertThat(window.inaccessible()).isEmpty();
      page.click("text=Change role");
      assertThat(window.inaccessible()).isEmpty();
    }
  }

  @Test
  void whoseIdentityIsNotSureEnoughIsRefusedPlainly() {
    try (Window window = chromium.window(1280, false)) {
      Page page = signIn(window, "weak");
      assertThat(page.textContent("main")).contains("You need a stronger sign-in");
      page.navigate(base + "/worklist");
      assertThat(page.url()).contains("/sign-in?");
      assertThat(service.get("ivy", "/fhir/AuditEvent?agent-name=weak").body())
          .contains("\"outcome\":\"4\"");
    }
  }
}
