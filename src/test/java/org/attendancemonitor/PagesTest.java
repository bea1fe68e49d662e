package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People work from the pages, in a real browser. */
class PagesTest extends PagesInBrowser {
  private int patients;

  @BeforeEach
  void aMiss() {
    patient = "p" + ++patients;
    missed("Vella Ogundipe " + patient);
  }

  @Test
  void aClinicianFindsAPersonTakesThemOnRecordsTheContactAndFinishes() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      assertThat(page.url()).isEqualTo(base + "/worklist");
      page.click("text=Vella Ogundipe " + patient);
      assertThat(page.textContent("main"))
          .contains("999 000 ", "07700 900123", "4 May 1980 (46 years)")
          .contains("Missed an appointment");

      page.click("text=Take this on");
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("You have taken this on");
      assertThat(state()).isEqualTo("IN_PROGRESS amina");

      page.click("text=Record a contact");
      label(page, "Telephone").check();
      page.check("#reached-1");
      label(page, "Transport: cost, distance or none").check();
      label(page, "Yes, they were asked").check();
      page.fill("#note", "Prefers mornings");
      page.click("button:has-text('Record the contact')");
      assertThat(page.textContent(".nhsuk-notification-banner"))
          .contains("The contact is recorded");
      assertThat(page.textContent(".app-timeline"))
          .contains("Telephone by amina: reached", "Transport: cost", "Prefers mornings");

      page.click("a:has-text('Finish')");
      label(page, "We know why, and what happens next").check();
      page.click("main button[type=submit]");
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("Finished");
      assertThat(state()).isEqualTo("COMPLETED amina");
    }
  }

  @Test
  void whatIsNotSoCannotBeFinishedAndNothingTypedIsLost() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/finish");
      label(page, "Could not reach the person").check();
      page.fill("#note", "Rang once");
      Response refused = sent(page, "main button[type=submit]");

      assertThat(refused.status()).isEqualTo(422);
      assertThat(page.title()).startsWith("Error: ");
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("There is a problem", "attempt");
      assertThat(page.inputValue("#note")).isEqualTo("Rang once");
      assertThat(label(page, "Could not reach the person").isChecked()).isTrue();
      assertThat(state()).isEqualTo("REQUESTED -");
    }
  }

  @Test
  void aFormThatIsLeftOutIsNamedAtTheField() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/hold");
      page.fill("#until-day", "31");
      page.fill("#until-month", "2");
      page.fill("#until-year", "2027");
      page.click("main button[type=submit]");

      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("Enter a real date", "Enter what is waited for");
      page.click(".nhsuk-error-summary a:has-text('real date')");
      assertThat(page.url()).endsWith("#until");
      assertThat(page.inputValue("#until-month")).isEqualTo("2");
    }
  }

  @Test
  void ofTwoWhoTakeItOnTheSecondIsToldWhoDid() {
    service.user("bo", "clinician", "HCPC:PH9");
    try (Window amina = signedIn("amina");
        Window bo = chromium.window(1280, false)) {
      bo.signIn(base, "bo", "correct horse battery staple");
      amina.page().navigate(taskPage());
      bo.page().navigate(taskPage());
      amina.page().click("text=Take this on");
      Response refused = sent(bo.page(), "text=Take this on");

      assertThat(refused.status()).isEqualTo(409);
      assertThat(bo.page().textContent(".nhsuk-error-summary"))
          .contains("amina claimed it on 6 October 2026");
      assertThat(state()).isEqualTo("IN_PROGRESS amina");
    }
  }

  @Test
  void whoeverWasSignedOutMidFormGetsWhatTheyTypedBack() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/hand-back");
      page.fill("#note", "Needs a Polish <b>interpreter</b> & a lift");
      window.context().clearCookies();
      page.click("main button[type=submit]");

      assertThat(page.textContent("main")).contains("You were signed out");
      page.fill("#name", "amina");
      page.fill("#password", PASSWORD);
      page.click("main button[type=submit]");
      assertThat(page.url()).isEqualTo(taskPage() + "/hand-back");
      assertThat(page.textContent("main")).contains("Nothing was recorded yet");
      assertThat(page.inputValue("#note")).isEqualTo("Needs a Polish <b>interpreter</b> & a lift");
    }
  }

  @Test
  void pressingTwiceDoesNothingTwice() {
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-2");
      page.dblclick("button:has-text('Record the contact')");
      page.waitForURL(taskPage());

      page.navigate(taskPage());
      assertThat(occurrences(page.textContent(".app-timeline"), "Telephone by amina")).isOne();
    }
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @Test
  void anotherTeamsPatientIsNotThere() {
    try (Window window = signedIn("femi")) {
      Page page = window.page();
      assertThat(page.textContent("main")).doesNotContain("Vella Ogundipe");
      for (String path : List.of("", "/contact", "/finish")) {
        Response answer = page.navigate(taskPage() + path);
        assertThat(answer.status()).as(path).isEqualTo(path.isEmpty() ? 403 : 404);
        assertThat(page.textContent("body")).doesNotContain("Vella");
      }
      assertThat(state()).isEqualTo("REQUESTED -");
    }
  }

  @Test
  void whoeverLooksAtAnotherTeamsPatientSaysWhyAndChangesNothing() {
    try (Window window = signedIn("femi")) {
      Page page = window.page();
      page.navigate(taskPage());
      page.fill("#reason", "why");
      page.click("main button[type=submit]");
      assertThat(page.textContent(".nhsuk-error-summary")).contains("Enter why you need");
      assertThat(page.inputValue("#reason")).isEqualTo("why");

      page.fill("#reason", "Collapsed in our clinic, next of kin needed");
      page.click("main button[type=submit]");
      assertThat(page.textContent("h1")).contains("Vella Ogundipe " + patient);
      assertThat(page.textContent("main")).doesNotContain("Take this on");
      assertThat(page.navigate(taskPage() + "/finish").status()).isEqualTo(404);
    }
    try (Window window = signedIn("ada")) {
      window.page().navigate(base + "/audit?kind=break-glass&object=" + task);
      assertThat(window.page().textContent("tbody"))
          .contains("femi", "Collapsed in our clinic, next of kin needed");
    }
  }

  @Test
  void aListIsPrintedAndTakenOutAndThatIsWrittenDown() throws Exception {
    patient = "formula" + patients;
    missed("=HYPERLINK(evil)");
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.click("text=Print view");
      assertThat(page.textContent("main")).contains("Printed by amina on", "=HYPERLINK(evil)");
      assertThat(page.pdf()).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      page.navigate(base + "/worklist");
      Download file = page.waitForDownload(() -> page.click("text=Download as CSV"));
      String csv = Files.readString(file.path());
      assertThat(csv).startsWith("\uFEFF\"Patient\"").contains("\"'=HYPERLINK(evil)\"");
    }
    try (Window window = signedIn("ada")) {
      Page page = window.page();
      page.navigate(base + "/audit?actor=amina&kind=export");
      assertThat(page.textContent("tbody")).contains("Took a list out", task);
      page.navigate(base + "/audit?actor=amina&kind=print");
      assertThat(page.textContent("tbody")).contains("Printed", task);
    }
  }

  @Test
  void aLongListHasPagesAndLosesNobody() {
    for (int i = 0; i < 60; i++) {
      patient = "long" + i;
      missed("Person of a long list " + i);
    }
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      List<String> links = new ArrayList<>();
      while (true) {
        links.addAll(
            page.locator("tbody a").all().stream().map(it -> it.getAttribute("href")).toList());
        assertThat(window.inaccessible()).isEmpty();
        if (page.locator(".nhsuk-pagination__next").count() == 0) {
          break;
        }
        page.click(".nhsuk-pagination__next");
      }
      assertThat(page.title()).contains("(page ");
      assertThat(links).doesNotHaveDuplicates().hasSizeGreaterThan(60);
      assertThat(page.textContent("main")).contains(links.size() + " tasks");
      page.navigate(base + "/worklist?page=99");
      assertThat(page.url()).as("a page that is gone").isEqualTo(base + "/worklist");
    }
  }

  @Test
  void scriptInANameIsText() {
    patient = "evil" + patients;
    missed("<script>document.title='owned'</script><img src=x onerror=alert(1)>");
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      page.navigate(taskPage());
      assertThat(page.title()).doesNotContain("owned");
      assertThat(page.textContent("h1")).contains("<script>document.title='owned'</script>");
    }
  }

  @Test
  void everyPageIsAccessibleAndFitsANarrowWindow() {
    String letter = Long.toString(unread());
    Map<String, List<String>> pages =
        Map.of(
            "amina",
            List.of(
                "/worklist",
                "/worklist?overdue=yes&service=physiotherapy",
                "/worklist/tasks/" + task,
                "/worklist/tasks/" + task + "/contact",
                "/worklist/tasks/" + task + "/hold",
                "/worklist/tasks/" + task + "/hand-back",
                "/worklist/tasks/" + task + "/finish",
                "/worklist/tasks/none",
                "/waiting-list"),
            "mia",
            List.of("/team", "/worklist"),
            "otto",
            List.of(
                "/feeds",
                "/feeds/dead-letters",
                "/feeds/dead-letters?state=repaired",
                "/feeds/dead-letters/" + letter,
                "/feeds/dead-letters/replay?letter=" + letter,
                "/feeds/dead-letters/replay?feed=default&reason=incomplete"),
            "ada",
            List.of("/audit"));
    for (int width : new int[] {1280, 320}) {
      try (Window nobody = chromium.window(width, true)) {
        nobody.page().navigate(base + "/sign-in");
        assertThat(nobody.inaccessible()).as("sign-in at %d", width).isEmpty();
      }
      pages.forEach(
          (user, paths) -> {
            try (Window window = chromium.window(width, true)) {
              window.signIn(base, user, PASSWORD);
              for (String path : paths) {
                window.page().navigate(base + path);
                assertThat(window.inaccessible()).as("%s at %d", path, width).isEmpty();
                assertThat(window.overflows()).as("%s is wider than %d", path, width).isFalse();
              }
            }
          });
    }
  }

  /** A message about {@link #patient} that could not be read. */
  private long unread() {
    String text =
        Fhir.appointment("unread-" + patient, patient, "noshow", MISSED, MISSED)
            .replaceAll("\"start\": [^,]*, ", "");
    Long row =
        service
            .record()
            .queryForObject(
                "SELECT patient FROM patient_key WHERE key_text = ?",
                Long.class,
                "epr|Patient/" + patient);
    return service
        .monitor()
        .part(DeadLetters.class)
        .keep(
            DeadLetter.received(
                "default", "epr", "queue", MISSED, "incomplete", "Appointment.start", "No start."),
            text.getBytes(StandardCharsets.UTF_8),
            List.of(row));
  }

  @Test
  void anOperatorLooksAtWhatAReplayWouldDoReplaysAndGivesUp() {
    long letter = unread();
    try (Window clinician = signedIn("amina")) {
      clinician.page().navigate(taskPage());
      assertThat(clinician.page().textContent(".nhsuk-warning-callout"))
          .contains("This history is incomplete", "5 October 2026", "feed default");
    }
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "otto", PASSWORD);
      Page page = window.page();
      page.navigate(base + "/feeds");
      page.click("text=Look at each message");
      page.click("a:text-is('Message " + letter + "')");
      assertThat(page.textContent("main"))
          .contains("Appointment.start", "No start.", "feeds.yaml", "The queue")
          .doesNotContain("Ogundipe", patient);
      page.click("text=See what a replay would do");
      assertThat(page.textContent("main")).contains("Cannot be read", "Appointment.start");
      page.click("text=Replay now");
      assertThat(page.textContent(".nhsuk-notification-banner"))
          .contains("Replayed: cannot be read: 1");
      page.navigate(base + "/feeds/dead-letters/" + letter);
      assertThat(page.textContent("main")).contains("2, the last on");

      page.fill("#note", "no");
      page.click("button:has-text('Give it up')");
      assertThat(page.title()).startsWith("Error: ");
      assertThat(page.inputValue("#note")).isEqualTo("no");
      assertThat(window.inaccessible()).isEmpty();
      page.fill("#note", "It was sent again");
      page.click("button:has-text('Give it up')");
      assertThat(page.textContent("main")).contains("Given up: It was sent again");
    }
    try (Window window = signedIn("ada")) {
      Page page = window.page();
      page.navigate(base + "/audit?actor=otto&object=dead-letters");
      assertThat(page.textContent("tbody"))
          .contains("Replayed rejected messages", "Gave a rejected message up", "sent again");
    }
    try (Window clinician = signedIn("amina")) {
      clinician.page().navigate(taskPage());
      assertThat(clinician.page().textContent("main")).doesNotContain("history is incomplete");
    }
  }

  @Test
  void errorsAreAccessibleToo() {
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "amina", PASSWORD);
      for (String form : List.of("contact", "hold", "hand-back", "finish")) {
        window.page().navigate(taskPage() + "/" + form);
        window.page().click("main button[type=submit]");
        assertThat(window.page().title()).as(form).startsWith("Error: ");
        assertThat(window.inaccessible()).as(form).isEmpty();
        assertThat(window.overflows()).as(form).isFalse();
      }
    }
  }

  @Test
  void whatIsLookedAtIsWrittenDown() {
    try (Window window = signedIn("amina")) {
      window.page().navigate(taskPage());
      window.page().click("text=Take this on");
    }
    try (Window window = signedIn("ada")) {
      Page page = window.page();
      page.navigate(base + "/audit?actor=amina&object=" + task);
      assertThat(page.textContent("tbody"))
          .contains("Looked at a patient", "Changed something", "claim");
      page.navigate(base + "/audit?actor=amina&kind=list");
      assertThat(page.textContent("tbody")).contains("Looked at a list", "worklist");
      page.navigate(base + "/audit?kind=audit");
      assertThat(page.textContent("tbody")).contains("ada (auditor)");
    }
  }
}
