package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a whole service in a real browser, with people who sign in and patients who missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagesInBrowser {
  static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  static final String PASSWORD = "a long enough password";

  final SetClock clock = new SetClock(NOW);
  WholeMonitor service;
  DebianChromium chromium;
  String base;
  String patient;
  String task;
  private int people;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    chromium = DebianChromium.start();
    service = WholeMonitor.start(folder.resolve("data"), Map.of(), clock);
    base = "http://127.0.0.1:" + service.monitor().port();
    Users users = service.monitor().part(Users.class);
    String hash = new Passwords().hash(PASSWORD);
    users.add(new User("amina", hash, Set.of("clinician"), "musculoskeletal", "HCPC:PH1"));
    users.add(new User("femi", hash, Set.of("clinician"), "foot-health", "HCPC:CH2"));
    users.add(new User("mia", hash, Set.of("manager"), null, null));
    users.add(new User("otto", hash, Set.of("operator"), null, null));
    users.add(new User("ada", hash, Set.of("auditor"), null, null));
  }

  @AfterAll
  void stop() throws Exception {
    if (service != null) {
      service.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** The patient {@link #patient} missed an appointment in physiotherapy: {@link #task} opens. */
  void missed(String name) {
    service.put(
        "Patient",
        patient,
        """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}],
         "name": [{"use": "official", "text": "%s"}],
         "birthDate": "1980-05-04", "gender": "female",
         "telecom": [{"system": "phone", "value": "07700 900123"}]}"""
            .formatted(patient, nhsNumber(people++), name));
    String id = "a-" + patient;
    HttpResponse<String> taken =
        service.put(
            "Appointment",
            id,
            Fhir.appointment(id, patient, "noshow", MISSED, MISSED.plusSeconds(3600)));
    assertThat(taken.statusCode()).as(taken.body()).isLessThan(300);
    task =
        service
            .record()
            .queryForObject(
                "SELECT id FROM support_task WHERE body LIKE ?",
                String.class,
                "%a-" + patient + "\"%");
  }

  /** In the range for tests, with its check digit. */
  static String nhsNumber(int person) {
    for (int i = person * 3; ; i++) {
      String nine = "999%06d".formatted(i);
      int sum = 0;
      for (int place = 0; place < 9; place++) {
        sum += (nine.charAt(place) - '0') * (10 - place);
      }
      int check = (11 - sum % 11) % 11;
      if (check != 10) {
        return nine + check;
      }
    }
  }

  /** Status and owner of {@link #task}. */
  String state() {
    return service
        .record()
        .queryForObject(
            "SELECT status || ' ' || coalesce(owner, '-') FROM support_task WHERE id = ?",
            String.class,
            task);
  }

  String taskPage() {
    return base + "/worklist/tasks/" + task;
  }

  static Locator label(Page page, String text) {
    return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
  }

  /** What a form is answered with. */
  static Response sent(Page page, String button) {
    return page.waitForResponse(
        response -> response.request().method().equals("POST"), () -> page.click(button));
  }

  Window signedIn(String user) {
    Window window = chromium.window(1280, false);
    window.signIn(base, user, PASSWORD);
    return window;
  }
}
