package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.DebianChromium.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages say of a task is so, and what is not one's own to see is on none of them. */
class PagesTruthTest extends PagesInBrowser {
  private int patients;

  @BeforeEach
  void aMiss() {
    next();
  }

  private String next() {
    patient = "w" + ++patients;
    missed("Wren True " + patient + ".");
    return "Wren True " + patient + ".";
  }

  private void later(Duration time) {
    SetClock clock = (SetClock) service.monitor().part(Clock.class);
    clock.set(clock.instant().plus(time));
  }

  private List<String> rows(Page page, String query) {
    page.navigate(base + "/worklist" + query);
    return page.locator("tbody tr").allTextContents().stream()
        .map(row -> row.replaceAll("\\s+", " "))
        .toList();
  }

  @Test
  void aListIsNarrowedAndOrderedAsItSays() {
    String early = "Wren True " + patient + ".";
    String due =
        service
            .record()
            .queryForObject("SELECT due FROM support_task WHERE id = ?", String.class, task);
    try (Window window = signedIn("amina")) {
      window.page().navigate(taskPage());
      window.page().click("text=Take this on");
    }
    later(Duration.ofDays(12));
    String fresh = next();
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      List<String> all = rows(page, "");
      assertThat(all.get(all.size() - 1)).as("what is not overdue comes last").contains(fresh);
      assertThat(all.get(all.size() - 1)).doesNotContain("Overdue");
      String row = all.stream().filter(it -> it.contains(early)).findFirst().orElseThrow();
      ZonedDateTime day =
          Instant.ofEpochMilli(Long.parseLong(due)).atZone(ZoneId.of("Europe/London"));
      assertThat(row)
          .contains(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK).format(day), "Overdue");
      assertThat(rows(page, "?overdue=yes"))
          .anyMatch(it -> it.contains(early))
          .noneMatch(it -> it.contains(fresh));
      assertThat(rows(page, "?owner=me"))
          .isNotEmpty()
          .allMatch(it -> it.contains("amina"))
          .noneMatch(it -> it.contains(fresh));
      assertThat(rows(page, "?owner=nobody"))
          .anyMatch(it -> it.contains(fresh))
          .noneMatch(it -> it.contains(early));
    }
  }

  @Test
  void eachRowIsOfOnePerson() {
    List<String> names = List.of(next(), next(), next());
    try (Window window = signedIn("amina")) {
      for (String name : names) {
        List<String> theirs =
            rows(window.page(), "").stream().filter(row -> row.contains(name)).toList();
        assertThat(theirs).as(name).hasSize(1);
        window.page().click("tbody a:has-text('" + name + "')");
        assertThat(theirs.get(0))
            .as("the number of the list is that of the person's page")
            .contains(window.page().locator(".app-no-wrap").first().textContent());
      }
    }
  }

  /** As a browser sends it whose connection broke before the answer came. */
  @Test
  void aFormThatIsSentTwiceRecordsNothingTwice() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      FormData form =
          FormData.create()
              .set("channel", label(page, "Telephone").inputValue())
              .set("reached", "no");
      form.set("when", "now");
      page.locator("main input[type=hidden]").all().stream()
          .filter(field -> !field.getAttribute("name").equals("version"))
          .forEach(field -> form.set(field.getAttribute("name"), field.inputValue()));
      String shown = "";
      for (int i = 0; i < 2; i++) {
        shown =
            page.request()
                .post(taskPage() + "/contact", RequestOptions.create().setForm(form))
                .text();
      }
      assertThat(shown).contains("sent already");
      page.navigate(taskPage());
      assertThat(page.textContent(".app-timeline").split("Telephone by amina", -1)).hasSize(2);
    }
  }

  @Test
  void aFormIsWrittenDownAsTheViewItIs() {
    try (Window window = signedIn("amina")) {
      window.page().navigate(taskPage() + "/contact");
    }
    try (Window window = signedIn("ada")) {
      window.page().navigate(base + "/audit?actor=amina&kind=view&object=" + task);
      assertThat(window.page().textContent("tbody")).contains("Looked at a patient");
    }
  }

  @Test
  void aFileHoldsOnesOwnTeamAlone() throws Exception {
    String other = "feet" + patients;
    service.put(
        "Patient",
        other,
        """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "name": [{"use": "official", "text": "Femi Foot"}], "birthDate": "1980-05-04"}"""
            .formatted(other));
    service.put(
        "Appointment",
        "a-" + other,
        Fhir.appointment("a-" + other, other, "noshow", MISSED, MISSED.plusSeconds(3600))
            .replace("722140001", "310087009"));
    try (Window window = signedIn("femi")) {
      Page page = window.page();
      String csv =
          Files.readString(page.waitForDownload(() -> page.click("text=Download as CSV")).path());
      assertThat(csv).contains("Femi Foot").doesNotContain("Wren True");
      page.navigate(base + "/worklist");
      page.click("text=Print view");
      assertThat(page.textContent("main")).contains("Femi Foot").doesNotContain("Wren True");
    }
  }

  @Test
  void aReasonToLookElsewhereHoldsForHalfAnHour() {
    try (Window window = signedIn("femi")) {
      Page page = window.page();
      page.navigate(taskPage());
      page.fill("#reason", "Collapsed in our clinic, next of kin needed");
      page.click("main button[type=submit]");
      assertThat(page.textContent("h1")).contains("Wren True");
      later(Duration.ofMinutes(31));
      assertThat(page.navigate(taskPage()).status()).isEqualTo(403);
      assertThat(page.textContent("body")).doesNotContain("Wren True");
    }
  }

  @Test
  void aSensitiveRecordHasNoTelephoneOnAnyPage() {
    service.put(
        "Patient",
        patient,
        """
        {"resourceType": "Patient", "id": "%s",
         "meta": {"lastUpdated": "2026-10-02T09:00:00Z", "security":
          [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]},
         "name": [{"use": "official", "text": "Wren True"}],
         "birthDate": "1980-05-04", "telecom": [{"system": "phone", "value": "07700 900123"}]}"""
            .formatted(patient));
    try (Window window = signedIn("amina")) {
      for (String path : List.of("", "/contact", "/hold", "/finish")) {
        window.page().navigate(taskPage() + path);
        assertThat(window.page().textContent("main"))
            .as(path)
            .contains("marked as sensitive")
            .doesNotContain("900123");
      }
    }
  }
}
