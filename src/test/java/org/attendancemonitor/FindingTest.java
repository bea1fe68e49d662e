package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.stream.Stream;
import org.attendancemonitor.DebianChromium.Window;
import org.junit.jupiter.api.Test;

/**
 * People find their way to a patient: by the order of the list, by a search, by a person's page.
 */
class FindingTest extends PagesInBrowser {
  private static final String LONG = "x".repeat(10_000);

  private void told(String id, String name, String more) {
    assertThat(
            service
                .put(
                    "Patient",
                    id,
                    """
                    {"resourceType": "Patient", "id": "%s",
                     "meta": {"lastUpdated": "2026-10-02T09:00:00Z"%s,
                     "name": [{"use": "official", "text": "%s"}], "birthDate": "1975-03-02",
                     "telecom": [{"system": "phone", "value": "07700 900555"}]}"""
                        .formatted(id, more, name))
                .statusCode())
        .isLessThan(300);
  }

  private String nhs() {
    return service
        .record()
        .queryForObject(
            "SELECT nhs FROM patient WHERE primary_key LIKE ?",
            String.class,
            "%Patient/" + patient);
  }

  private long row(String id) {
    Long row =
        service
            .record()
            .queryForObject(
                "SELECT id FROM patient WHERE primary_key LIKE ?", Long.class, "%Patient/" + id);
    return row == null ? 0 : row;
  }

  private void search(Page page, String name, String nhs, String local) {
    page.navigate(base + "/worklist/people");
    page.fill("#name", name);
    page.fill("#nhs", nhs);
    page.fill("#local", local);
    page.click("main button[type=submit]");
  }

  private static List<String> texts(Page page, String what) {
    return page.locator(what).allTextContents().stream().map(String::strip).toList();
  }

  @Test
  void theListIsSortedByItsHeadingsAndForgetsThat() {
    for (String id : List.of("sort1", "sort2", "sort3")) {
      patient = id;
      missed("Sorted " + id);
    }
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      assertThat(page.getAttribute("th:has-text('Due')", "aria-sort")).isEqualTo("none");
      assertThat(page.textContent("main")).contains("Overdue first, then the most urgent");

      page.click("th a:has-text('Open since')");
      assertThat(page.url()).isEqualTo(base + "/worklist?sort=opened");
      assertThat(page.getAttribute("th:has-text('Open since')", "aria-sort"))
          .isEqualTo("ascending");
      assertThat(page.getAttribute("th:has-text('Due')", "aria-sort")).isEqualTo("none");
      List<String> up = texts(page, "tbody a");
      assertThat(window.inaccessible()).isEmpty();
      page.click("th a:has-text('Open since')");
      assertThat(page.getAttribute("th:has-text('Open since')", "aria-sort"))
          .isEqualTo("descending");
      assertThat(texts(page, "tbody a")).hasSameElementsAs(up);

      page.navigate(base + "/worklist?sort=due&service=physiotherapy&page=1");
      page.click("th a:has-text('Due')");
      assertThat(page.url()).isEqualTo(base + "/worklist?service=physiotherapy&sort=due-latest");
      page.click("text=Back to the order of work");
      assertThat(page.url()).isEqualTo(base + "/worklist?service=physiotherapy");
      page.navigate(base + "/worklist");
      assertThat(page.getAttribute("th:has-text('Due')", "aria-sort")).isEqualTo("none");
    }
  }

  @Test
  void aPersonIsFoundByNameAndNumbersAndNoAddressSaysWhomOneSought() {
    patient = "found1";
    missed("Zo\u00EB Okonkwo-Reid");
    String spaced = nhs().replaceAll("(...)(...)(....)", " $1-$2 $3 ");
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      search(page, "okon ZOE", "", "");
      assertThat(page.url()).matches(base + "/worklist/people/found/[A-Za-z0-9_-]+");
      assertThat(page.title()).isEqualTo("People found - Attendance Monitor");
      assertThat(page.textContent("main"))
          .contains("Zo\u00EB Okonkwo-Reid", "4 May 1980", "Missed appointment, Physiotherapy");
      assertThat(page.reload().status()).isEqualTo(200);
      assertThat(page.textContent("h2")).contains("Okonkwo");

      page.click("h2 a:has-text('Okonkwo')");
      assertThat(page.url()).isEqualTo(base + "/worklist/people/am-" + row(patient));
      assertThat(page.title()).isEqualTo("One person - Attendance Monitor");
      page.goBack();
      assertThat(page.textContent("main")).contains("Okonkwo");

      search(page, "", spaced, "");
      assertThat(page.textContent("main")).contains("Okonkwo");
      page.click("a:has-text('Missed appointment, Physiotherapy')");
      assertThat(page.url()).isEqualTo(taskPage());
      page.click("text=Everything about this person");
      assertThat(page.textContent("h1")).contains("Okonkwo");
    }
    try (Window window = signedIn("ada")) {
      window.page().navigate(base + "/audit?kind=search");
      assertThat(window.page().textContent("tbody"))
          .contains("amina", "Searched for a person", "am-" + row(patient))
          .doesNotContain("Okon", "okon", nhs());
    }
  }

  @Test
  void aSearchThatCannotBeMadeIsExplainedAndKept() {
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      page.navigate(base + "/worklist/people");
      assertThat(sent(page, "main button[type=submit]").status()).isEqualTo(422);
      assertThat(page.title()).startsWith("Error: ");
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("Enter a name, an NHS number or a local number");
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();

      page.fill("#name", "a");
      page.fill("#nhs", "943 476 5918");
      page.fill("#local", "--");
      page.fill("#birth-day", "31");
      page.fill("#birth-month", "2");
      page.fill("#birth-year", "1980");
      assertThat(sent(page, "main button[type=submit]").status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("at least 2 letters", "last digit does not fit", "letters or digits")
          .contains("real date");
      assertThat(page.inputValue("#nhs")).isEqualTo("943 476 5918");
      assertThat(page.inputValue("#birth-month")).isEqualTo("2");
      assertThat(window.inaccessible()).isEmpty();

      page.navigate(base + "/worklist/people");
      page.fill("#name", LONG);
      page.fill("#nhs", LONG);
      page.fill("#local", LONG);
      assertThat(sent(page, "main button[type=submit]").status()).isEqualTo(422);
      assertThat(page.inputValue("#local")).isEqualTo(LONG);
      assertThat(window.overflows()).isFalse();
      page.navigate(base + "/worklist/people/found/none-of-mine");
      assertThat(page.url()).isEqualTo(base + "/worklist/people");
    }
  }

  @Test
  void aSearchThatCameTooLateIsTypedAlready() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(base + "/worklist/people");
      page.fill("#name", "Okonkwo <b>");
      window.context().clearCookies();
      page.click("main button[type=submit]");
      page.fill("#name", "amina");
      page.fill("#password", PASSWORD);
      page.click("main button[type=submit]");
      assertThat(page.url()).isEqualTo(base + "/worklist/people");
      assertThat(page.inputValue("#name")).isEqualTo("Okonkwo <b>");
    }
  }

  @Test
  void ofAnotherTeamsPatientNothingIsSaidButThatThereIsARecord() {
    patient = "other1";
    missed("Unreachable Quill");
    String nhs = nhs();
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "femi", PASSWORD);
      Page page = window.page();
      search(page, "quill", "", "");
      assertThat(page.textContent("main"))
          .contains("Nobody was found")
          .doesNotContain("Unreachable", "A record of another team");
      assertThat(window.inaccessible()).isEmpty();

      search(page, "", nhs, "");
      assertThat(page.textContent("main"))
          .contains("A record of another team")
          .doesNotContain("Unreachable", "1980", "Physio", "Missed");
      assertThat(page.textContent("main").replace(" ", "").replace(nhs, "")).doesNotContain("am-");
      page.click("text=Look, with a reason");
      assertThat(page.url()).isEqualTo(taskPage());
      assertThat(page.textContent("h1")).contains("in the care of another team");

      Response person = page.navigate(base + "/worklist/people/am-" + row(patient));
      assertThat(person.status()).isEqualTo(404);
      assertThat(page.textContent("body")).doesNotContain("Quill");
      assertThat(page.navigate(base + "/worklist/people/am-999999").status()).isEqualTo(404);
      assertThat(page.navigate(base + "/worklist/people/am-x").status()).isEqualTo(404);
    }
    try (Window window = signedIn("ada")) {
      window.page().navigate(base + "/audit?kind=search&actor=femi");
      assertThat(window.page().textContent("tbody")).contains(task);
    }
  }

  @Test
  void aMergedAndASensitivePersonAreOnePersonWithoutAPhone() {
    patient = "merged1";
    missed("Maiden Name");
    told(
        "merged2",
        "Married <script>document.title='owned'</script> Name",
        ", \"security\": [{\"system\":"
            + " \"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\", \"code\": \"R\"}]}, "
            + "\"link\": [{\"other\": {\"reference\": \"Patient/merged1\"}, \"type\": \"replaces\"}]");
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      for (String name : List.of("maiden", "married")) {
        search(page, name, "", "");
        assertThat(page.locator(".nhsuk-card").count()).as(name).isOne();
        assertThat(page.textContent("main")).contains("Married <script>");
      }
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();
      for (String id : List.of("merged1", "merged2")) {
        page.navigate(base + "/worklist/people/am-" + row(id));
        assertThat(page.title()).doesNotContain("owned");
        assertThat(page.textContent("main"))
            .contains("Married <script>", "marked as sensitive", "Missed an appointment")
            .doesNotContain("07700");
      }
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();
    }
    try (Window window = signedIn("femi")) {
      for (String id : List.of("merged1", "merged2")) {
        assertThat(window.page().navigate(base + "/worklist/people/am-" + row(id)).status())
            .as(id)
            .isEqualTo(404);
      }
    }
  }

  @Test
  void whoFindsTooManyIsAskedForMore() {
    for (int i = 0; i < 22; i++) {
      patient = "crowd" + i;
      missed("Crowdy Person" + i);
    }
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      search(page, "crowdy", "", "");
      assertThat(page.textContent("main")).contains("20 of 22 people are shown. Narrow it down");
      assertThat(page.locator(".nhsuk-card").count()).isEqualTo(20);
      search(page, "crowdy person21", "", "");
      assertThat(texts(page, "h2 a")).containsExactly("Crowdy Person21");
    }
  }

  @Test
  void thePageOfAPersonHoldsWhatIsOpenAndWhatHasEnded() {
    patient = "whole1";
    missed("Whole Story");
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-1");
      label(page, "Transport: cost, distance or none").check();
      page.click("button:has-text('Record the contact')");
      page.click("a:has-text('Finish')");
      label(page, "We know why, and what happens next").check();
      page.click("main button[type=submit]");
      page.click("text=Everything about this person");
      String text = page.textContent("main");
      assertThat(text)
          .contains("Nothing is open for this person", "Finished on 6 October 2026")
          .contains("Missed an appointment, Physiotherapy", "Telephone by amina: reached");
      assertThat(Stream.of("DNA", "failed to attend").filter(text::contains)).isEmpty();
    }
    try (Window window = signedIn("ada")) {
      window.page().navigate(base + "/audit?kind=view&object=am-" + row(patient));
      assertThat(window.page().textContent("tbody")).contains("amina", "Looked at a patient");
    }
  }
}
