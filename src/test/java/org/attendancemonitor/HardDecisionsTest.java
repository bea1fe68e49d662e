package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The decisions that are not taken on the way, in a real browser: a review before care ends, a look
 * at safety after somebody was not brought, and a place on a waiting list.
 */
class HardDecisionsTest extends PagesInBrowser {
  private static final String FINISH = "main button[type=submit]";
  private static final List<String> CIRCUMSTANCES =
      List.of(
          "safeguarding",
          "capacity",
          "child",
          "learning-disability",
          "mental-health",
          "dementia",
          "communication",
          "inclusion-health",
          "digital",
          "carer",
          "pregnancy",
          "frailty");

  private int patients;

  @BeforeAll
  void people() {
    Users users = service.monitor().part(Users.class);
    String hash = new Passwords().hash(PASSWORD);
    users.add(new User("bo", hash, Set.of("clinician"), "musculoskeletal", "HCPC:PH9"));
    users.add(new User("una", hash, Set.of("clinician"), "musculoskeletal", null));
    users.add(new User("cleo", hash, Set.of("coordinator"), "musculoskeletal", null));
    users.add(new User("kit", hash, Set.of("clinician"), "children", "HCPC:PH3"));
  }

  @BeforeEach
  void nextPatient() {
    patient = "h" + ++patients;
  }

  private void referred(String status, String priority, String code) {
    put(
        "ServiceRequest",
        "r-" + patient,
        """
        {"resourceType": "ServiceRequest", "id": "r-%1$s", "status": "%2$s", "intent": "order",
         "priority": "%3$s", "meta": {"lastUpdated": "%5$s"},
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "%4$s"}]},
         "subject": {"reference": "Patient/%1$s"}, "authoredOn": "2026-08-03"}"""
            .formatted(
                patient,
                status,
                priority,
                code,
                status.equals("active") ? "2026-09-01T09:00:00Z" : "2026-10-06T08:00:00Z"));
  }

  private void put(String type, String id, String json) {
    HttpResponse<String> taken = service.put(type, id, json);
    assertThat(taken.statusCode()).as(taken.body()).isLessThan(300);
  }

  private String taskOf(String kind) {
    return service
        .record()
        .queryForObject(
            "SELECT id FROM support_task WHERE body LIKE ? AND kind = ? AND is_open = 1",
            String.class,
            "%a-" + patient + "\"%",
            kind);
  }

  /** Somebody was reached and says that it is not needed any more: a review opens. */
  private void review(Window window) {
    missed("Vella Ogundipe " + patient);
    Page page = window.page();
    page.navigate(taskPage() + "/contact");
    label(page, "Telephone").check();
    page.check("#reached-1");
    label(page, "Transport: cost, distance or none").check();
    label(page, "Yes, they were asked").check();
    press(page);
    page.navigate(taskPage() + "/finish");
    label(page, "The person says it is no longer needed").check();
    press(page);
    task = taskOf("discharge-review");
  }

  /** Time goes on between one thing that is done and the next. */
  private void press(Page page) {
    page.click(FINISH);
    SetClock clock = (SetClock) service.monitor().part(java.time.Clock.class);
    clock.set(clock.instant().plusSeconds(1));
  }

  private static void clean(Window window, String what) {
    int width = window.page().viewportSize().width;
    assertThat(window.inaccessible()).as("%s at %d", what, width).isEmpty();
    assertThat(window.overflows()).as("%s is wider than %d", what, width).isFalse();
  }

  private Window scripted(String user, int width) {
    Window window = chromium.window(width, true);
    window.signIn(base, user, PASSWORD);
    return window;
  }

  @Test
  void aReviewSaysWhyCareMayNotEndAndOffersSupportFirst() {
    try (Window window = signedIn("amina")) {
      review(window);
      Page page = window.page();
      page.navigate(taskPage());
      page.click("text=Open the review");

      String text = page.textContent("main");
      assertThat(text)
          .contains("First: support that was not offered yet")
          .contains("No. Care may not be ended for a missed appointment now, because:")
          .contains("Telephone by amina: reached")
          .contains("The appointment on Monday 5 October 2026")
          .contains("A registered clinician has not stated why")
          .doesNotContain("DNA");
      assertThat(text.indexOf("First: support")).isLessThan(text.indexOf("May care end"));

      page.click("text=Decide and finish");
      assertThat(page.locator("input[type=radio]").all()).hasSize(4);
      assertThat(page.locator("input[type=radio]:checked").count()).isZero();
      assertThat(page.textContent("form[action*=decide]")).doesNotContain("End care");
      Response refused = sent(page, FINISH);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary")).contains("Select how the review ends");
    }
  }

  @Test
  void whoeverSendsAnEndingThatTheGateForbidsIsToldWhatIsMissing() {
    try (Window window = scripted("amina", 1280)) {
      review(window);
      Page page = window.page();
      page.navigate(taskPage() + "/decide");
      page.evaluate("() => document.querySelector('#outcome-1').value = 'discharge-with-evidence'");
      page.check("#outcome-1");
      page.fill("#note", "All is well");
      Response refused = sent(page, FINISH);

      assertThat(refused.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("How the appointment was communicated is not recorded.");
      assertThat(page.inputValue("#note")).isEqualTo("All is well");
      clean(window, "the refusal");
      assertThat(state()).isEqualTo("REQUESTED -");
    }
  }

  @Test
  void everyHonestEndingOfAReviewFinishesIt() {
    Map<String, String> endings =
        Map.of(
            "Keep the place on the list", "keep-waiting",
            "Follow up actively", "active-follow-up",
            "Patient-initiated follow-up", "patient-initiated-follow-up",
            "Refer to another service that fits better", "refer-elsewhere");
    try (Window window = signedIn("amina")) {
      endings.forEach(
          (words, code) -> {
            patient = "h" + ++patients;
            review(window);
            Page page = window.page();
            page.navigate(taskPage() + "/finish");
            assertThat(page.url()).endsWith("/decide");
            label(page, words).check();
            press(page);
            assertThat(page.textContent(".nhsuk-notification-banner"))
                .contains("The review is finished");
            assertThat(ending()).isEqualTo("COMPLETED " + code);
            page.navigate(taskPage() + "/review");
            assertThat(page.textContent("main")).contains("amina finished it on", words);
            assertThat(page.locator("main form").count()).isZero();
          });
    }
  }

  private String ending() {
    return service
        .record()
        .queryForObject(
            "SELECT status, body FROM support_task WHERE id = ?",
            (row, number) ->
                row.getString(1)
                    + " "
                    + row.getString(2).replaceAll("(?s).*\"closeReason\":\"([^\"]+)\".*", "$1"),
            task);
  }

  @Test
  void anEndingOfCareCanBeChosenOnlyOnceEverythingIsThere() {
    try (Window window = signedIn("amina")) {
      review(window);
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-1");
      label(page, "Yes, they were asked").check();
      page.locator("select[name^=support-]").first().selectOption("tried");
      press(page);
      assertThat(page.url()).as("back at the review").endsWith("/review");

      page.click("a:has-text('How the appointment was communicated')");
      page.fill("#communicated-channel", "Letter");
      page.fill("#communicated-on-day", "7");
      page.fill("#communicated-on-month", "9");
      page.fill("#communicated-on-year", "2026");
      page.check("#delivered input[value=yes]");
      page.check("#address-checked input[value=yes]");
      page.check("#format-met input[value=not-needed]");
      press(page);
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("recorded");

      page.click("a:has-text(\"The patient's circumstances\")");
      for (String item : CIRCUMSTANCES) {
        page.check("#vulnerability-" + item + " input[value=no]");
      }
      press(page);
      page.click("a:has-text('The clinical view')");
      page.fill("#best-interests", "She is well and can come back at any time");
      page.fill("#condition", "Knee pain, better");
      page.fill("#red-flags", "None found");
      page.fill("#function", "Walks well");
      page.fill("#impact", "None on work or caring");
      press(page);
      assertThat(page.textContent("main")).contains("Knee pain, better (amina, 6 October 2026");
      page.navigate(taskPage() + "/decide");
      assertThat(page.textContent("main")).doesNotContain("End care");

      page.navigate(taskPage() + "/evidence-told");
      for (String item : List.of("told-patient", "told-referrer", "told-gp", "way-back")) {
        page.check("#" + item + " input[value=yes]");
      }
      page.check("#told-format input[value=yes]");
      press(page);
      assertThat(page.textContent("main"))
          .contains("Nothing is missing and nothing forbids it. That is no recommendation");

      page.navigate(taskPage() + "/decide");
      assertThat(page.locator("input[type=radio]").all()).hasSize(5);
      assertThat(page.locator("input[type=radio]:checked").count()).isZero();
      label(page, "End care, with all the evidence of the review").check();
      press(page);
      assertThat(ending()).isEqualTo("COMPLETED discharge-with-evidence");
    }
  }

  @Test
  void theSecondClinicianIsAnother() {
    try (Window window = signedIn("amina");
        Window other = signedIn("bo");
        Window unregistered = signedIn("una")) {
      review(window);
      Page page = window.page();
      page.navigate(taskPage() + "/evidence-clinical");
      page.fill("#best-interests", "She is well and can come back at any time");
      press(page);
      page.navigate(taskPage() + "/evidence-second-review");
      assertThat(page.textContent("main")).contains("another registered clinician answers this");
      assertThat(page.locator("main form").count()).isZero();

      unregistered.page().navigate(taskPage() + "/evidence-second-review");
      assertThat(unregistered.page().textContent("main")).contains("you have none here");
      unregistered.page().navigate(taskPage() + "/decide");
      assertThat(unregistered.page().textContent("main"))
          .contains("You cannot finish this now", "professional registration");

      other.page().navigate(taskPage() + "/evidence-second-review");
      other.page().check("#second-review input[value=agree]");
      press(other.page());
      assertThat(other.page().textContent("main")).contains("Agrees (bo, 6 October 2026");
    }
  }

  @Test
  void anAnswerThatCannotBeReadIsNamedAtItsQuestion() {
    try (Window window = scripted("amina", 320)) {
      review(window);
      Page page = window.page();
      page.navigate(taskPage() + "/evidence-communication");
      page.fill("#communicated-channel", "x");
      page.fill("#communicated-on-day", "31");
      page.fill("#communicated-on-month", "9");
      page.fill("#communicated-on-year", "2026");
      Response refused = sent(page, FINISH);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("Enter at least 3 characters", "Enter a real date");
      assertThat(page.inputValue("#communicated-channel")).isEqualTo("x");
      assertThat(page.inputValue("#communicated-on-day")).isEqualTo("31");
      clean(window, "answers that cannot be read");

      page.navigate(taskPage() + "/evidence-clinical");
      page.fill("#condition", "x".repeat(10_000));
      sent(page, FINISH);
      assertThat(page.textContent(".nhsuk-error-summary")).contains("2,000 characters or less");
      assertThat(page.inputValue("#condition")).hasSize(10_000);
      clean(window, "too long an answer");
    }
  }

  @Test
  void anEndingWithoutAReviewIsReviewedOrReversed() {
    for (String words : List.of("Reviewed: the ending stands", "Reversed: care goes on")) {
      patient = "h" + ++patients;
      referred("active", "routine", "722140001");
      missedOn("r-" + patient, "1980-05-04", "722140001");
      referred("revoked", "routine", "722140001");
      task = taskOf("discharge-review");
      try (Window window = scripted("amina", 1280)) {
        Page page = window.page();
        page.navigate(taskPage() + "/review");
        assertThat(page.textContent("main"))
            .contains("Care was ended after a missed appointment without a complete review");
        clean(window, "a breach");
        page.click("text=Decide and finish");
        assertThat(page.locator("input[type=radio]").all()).hasSize(2);
        assertThat(page.textContent("main")).doesNotContain("End care");
        label(page, words).check();
        press(page);
        assertThat(ending()).startsWith("COMPLETED rev");
      }
    }
  }

  private void missedOn(String referral, String born, String code) {
    person(born, "\"telecom\": [{\"system\": \"phone\", \"value\": \"07700 900123\"}]");
    put(
        "Appointment",
        "a-" + patient,
        """
        {"resourceType": "Appointment", "id": "a-%1$s", "meta": {"lastUpdated": "2026-10-05T12:00:00Z"},
         "status": "noshow", "basedOn": [{"reference": "ServiceRequest/%2$s"}],
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "%3$s"}]}],
         "start": "%4$s", "end": "%5$s",
         "participant": [{"actor": {"reference": "Patient/%1$s"}, "status": "accepted"}]}"""
            .formatted(patient, referral, code, MISSED, MISSED.plusSeconds(1800)));
  }

  private void person(String born, String more) {
    put(
        "Patient",
        patient,
        """
        {"resourceType": "Patient", "id": "%s",
         "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}],
         "name": [{"text": "Sami Okafor %s"}], "birthDate": "%s", %s}"""
            .formatted(patient, nhsNumber(2_000 + patients), patient, born, more));
  }

  private void child() {
    referred("active", "routine", "310099002");
    missedOn("r-" + patient, "2020-02-02", "310099002");
    task = taskOf("was-not-brought");
  }

  @Test
  void aCheckIsFinishedOnlyOnceItsStepsAreDoneAndTheChildIsSafe() {
    child();
    try (Window window = signedIn("kit")) {
      Page page = window.page();
      page.navigate(taskPage());
      page.click("text=Open the steps");
      assertThat(page.textContent("main"))
          .contains("A child depends on others to be brought")
          .contains("You cannot finish this yet:", "Look at the record for safeguarding")
          .contains("Safeguarding team", "Named person for the family", "Nobody has tried")
          .contains("RCGP child safeguarding toolkit")
          .doesNotContain("failed to", "DNA");
      assertThat(page.locator("text=State and finish").count()).isZero();
      page.navigate(taskPage() + "/finish");
      assertThat(page.url()).endsWith("/settle");
      assertThat(page.locator("main form").count()).isZero();
      assertThat(page.textContent("main")).contains("You cannot finish this yet:");

      page.navigate(taskPage() + "/check");
      page.click("a:has-text('Record a contact')");
      label(page, "Telephone").check();
      page.check("#reached-1");
      press(page);
      assertThat(page.url()).as("back at the steps").endsWith("/check");
      for (int i = 0; i < 3; i++) {
        page.locator("button:has-text('Done')").first().click();
        assertThat(page.url()).endsWith("/check");
      }
      assertThat(page.textContent("main"))
          .contains("Done on 6 October 2026 by kit", "Telephone by kit: reached");

      page.click("text=State and finish");
      Response empty = sent(page, FINISH);
      assertThat(empty.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("Select whether the person is safe", "Select whether the need for care is met")
          .contains("Enter what your statement rests on", "Select what came of the check");
      label(page, "Checked: no safeguarding concern").check();
      page.check("#safe input[value=no]");
      page.check("#need-met input[value=yes]");
      page.fill("#note", "Spoke with her mother and her teacher");
      Response unsafe = sent(page, FINISH);
      assertThat(unsafe.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("State that the person is safe");
      assertThat(page.inputValue("#note")).contains("her teacher");
      page.check("#safe input[value=yes]");
      press(page);
      assertThat(ending()).isEqualTo("COMPLETED no-concern-recorded");
      page.navigate(taskPage() + "/check");
      assertThat(page.textContent("main")).contains("kit finished it on");
    }
  }

  @Test
  void aPlaceIsChangedWithAWordAndTheSecondIsToldWhoWasThere() {
    referred("active", "routine", "722140001");
    person("1980-05-04", "\"gender\": \"female\"");
    String name = "Sami Okafor " + patient;
    try (Window amina = signedIn("amina");
        Window bo = signedIn("bo")) {
      Page page = amina.page();
      page.navigate(base + "/waiting-list?service=physiotherapy");
      page.click("a:has-text('Change the place of " + name + "')");
      String address = page.url();
      assertThat(address).doesNotContain("r-" + patient).doesNotContain(patient);
      bo.page().navigate(address);
      Response empty = sent(page, FINISH);
      assertThat(empty.status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary"))
          .contains("Select how urgent it is", "Enter why");

      label(page, "Urgent").check();
      page.fill("#note", "Pain at night, losing weight");
      press(page);
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("The place is changed");
      assertThat(page.textContent("tbody tr:first-child"))
          .contains(name, "Urgent", "Placed as urgent by amina", "Pain at night, losing weight");

      label(bo.page(), "Routine").check();
      bo.page().fill("#note", "Better on the phone");
      Response late = sent(bo.page(), FINISH);
      assertThat(late.status()).isEqualTo(409);
      assertThat(bo.page().textContent(".nhsuk-error-summary"))
          .contains("amina placed it as urgent on 6 October 2026", "Pain at night");
      assertThat(bo.page().inputValue("#note")).isEqualTo("Better on the phone");
      press(bo.page());
      assertThat(bo.page().textContent(".nhsuk-notification-banner")).contains("changed");
    }
    try (Window ada = signedIn("ada")) {
      ada.page().navigate(base + "/audit?actor=bo&kind=change");
      assertThat(ada.page().textContent("tbody")).contains("place", "Refused");
    }
  }

  @Test
  void aPlaceIsChangedByRegisteredCliniciansOfTheTeamAlone() {
    referred("active", "routine", "722140001");
    person("1980-05-04", "\"gender\": \"female\"");
    String address;
    try (Window amina = signedIn("amina");
        Window una = scripted("una", 320);
        Window femi = signedIn("femi");
        Window cleo = signedIn("cleo")) {
      amina.page().navigate(base + "/waiting-list?service=physiotherapy");
      amina.page().click("a:has-text('Change the place of Sami Okafor " + patient + "')");
      address = amina.page().url();
      una.page().navigate(address);
      assertThat(una.page().textContent("main"))
          .contains("Only a clinician with a registration changes the order of a list");
      assertThat(una.page().locator("main form").count()).isZero();
      clean(una, "no registration");

      assertThat(femi.page().navigate(address).status()).as("another team").isEqualTo(404);
      assertThat(femi.page().textContent("body")).doesNotContain("Okafor");
      assertThat(cleo.page().navigate(address).status()).as("a coordinator").isEqualTo(403);
      cleo.page().navigate(base + "/waiting-list?service=physiotherapy");
      assertThat(cleo.page().textContent("main"))
          .contains("Sami Okafor " + patient)
          .doesNotContain("Change the place");
      for (String forged :
          List.of("1-x", "x", "1", "99999999999999999999-a", "0-" + "0".repeat(24))) {
        assertThat(amina.page().navigate(base + "/waiting-list/places/" + forged).status())
            .as(forged)
            .isEqualTo(404);
      }
      referred("revoked", "routine", "722140001");
      assertThat(amina.page().navigate(address).status()).as("waits no more").isEqualTo(404);
    }
  }

  @Test
  void aSensitiveRecordShowsNeitherAddressNorTelephone() {
    sensitive(true);
    try (Window window = scripted("amina", 320)) {
      for (String path : List.of("", "/contact", "/finish")) {
        window.page().navigate(taskPage() + path);
        assertThat(window.page().content()).as(path).doesNotContain("900123").doesNotContain("XX1");
        assertThat(window.page().textContent("main")).contains("Withheld", "marked as sensitive");
        clean(window, path);
      }
    }
    nextPatient();
    sensitive(false);
    try (Window window = signedIn("amina")) {
      window.page().navigate(taskPage());
      assertThat(window.page().textContent("main"))
          .contains("07700 900123", "Postcode XX1 1AA", "Language: Polish")
          .doesNotContain("Withheld");
    }
  }

  private void sensitive(boolean marked) {
    person(
        "1980-05-04",
        (marked
                ? "\"meta\": {\"security\": [{\"system\":"
                    + " \"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\","
                    + " \"code\": \"R\"}]},"
                : "")
            + """
            "telecom": [{"system": "phone", "value": "07700 900123"}],
            "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47",
              "code": "pl"}]}, "preferred": true}],
            "address": [{"use": "home", "line": ["1 Test Street"], "postalCode": "XX1 1AA"}]
            """);
    String id = "a-" + patient;
    put("Appointment", id, Fhir.appointment(id, patient, "noshow", MISSED, MISSED.plusSeconds(60)));
    task = taskOf("support-attendance");
  }

  @Test
  void deathAndMovingAndJoinedRecordsAreSaidPlainly() {
    missed("Vella Ogundipe " + patient);
    String first = patient;
    String firstTask = task;
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage());
      page.click("text=Take this on");
      patient = first + "old";
      put(
          "Patient",
          patient,
          """
          {"resourceType": "Patient", "id": "%s", "active": false, "birthDate": "1980-05-04",
           "meta": {"lastUpdated": "2026-10-06T08:00:00Z"},
           "link": [{"other": {"reference": "Patient/%s"}, "type": "replaced-by"}]}"""
              .formatted(patient, first));
      page.navigate(taskPage());
      assertThat(page.textContent("main")).contains("2 records are joined as this person");

      put(
          "Patient",
          first,
          """
          {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-06T08:30:00Z"},
           "name": [{"text": "Vella Ogundipe"}], "birthDate": "1980-05-04",
           "deceasedDateTime": "2026-10-04"}"""
              .formatted(first));
      task = firstTask;
      page.navigate(taskPage());
      assertThat(page.textContent("main"))
          .contains("has died, on 4 October 2026", "Do not call or write");
    }
    nextPatient();
    missed("Vella Ogundipe " + patient);
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-1");
      press(page);
      page.navigate(taskPage() + "/finish");
      label(page, "Moved away").check();
      press(page);
      assertThat(page.textContent("main")).contains("that this person has moved away");
    }
  }

  @Test
  void afterTwoAttemptsAnotherWayIsAskedForAndNothingElse() {
    missed("Vella Ogundipe " + patient);
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage());
      assertThat(page.textContent("main")).contains("Nobody has tried to reach the patient yet");
      for (int i = 1; i <= 2; i++) {
        page.navigate(taskPage() + "/contact");
        label(page, "Telephone").check();
        page.check("#reached-2");
        press(page);
        assertThat(page.textContent(".app-tried")).contains("Last attempt", "not reached");
        assertThat(page.textContent("main").contains("The last 2 attempts reached nobody"))
            .isEqualTo(i == 2);
      }
      assertThat(page.textContent("main"))
          .contains("Not tried yet: text message, letter, visit or in person")
          .doesNotContainIgnoringCase("discharge " + "the patient")
          .doesNotContainIgnoringCase("end care");
    }
  }

  @Test
  void anotherTeamsDecisionsAreNotThere() {
    child();
    String check = task;
    nextPatient();
    try (Window window = signedIn("amina")) {
      review(window);
      assertThat(window.page().navigate(base + "/worklist/tasks/" + check + "/check").status())
          .isEqualTo(404);
    }
    try (Window window = signedIn("femi")) {
      for (String path : List.of("/review", "/decide", "/evidence-clinical", "/settle")) {
        assertThat(window.page().navigate(taskPage() + path).status()).as(path).isEqualTo(404);
        assertThat(window.page().textContent("body")).doesNotContain("Vella");
      }
    }
    try (Window window = signedIn("amina")) {
      window.page().navigate(taskPage() + "/check");
      assertThat(window.page().url()).as("a review is no check").isEqualTo(taskPage());
    }
  }

  @Test
  void everyPageOfADecisionIsAccessibleAndFitsANarrowWindow() {
    child();
    String check = task;
    nextPatient();
    referred("active", "routine", "722140001");
    try (Window window = signedIn("amina")) {
      review(window);
    }
    List<String> parts =
        List.of(
            "communication", "circumstances", "clinical", "safeguarding", "second-review", "told");
    for (int width : new int[] {1280, 320}) {
      try (Window window = scripted("amina", width)) {
        Page page = window.page();
        page.navigate(taskPage());
        clean(window, "task");
        page.navigate(taskPage() + "/review");
        clean(window, "review");
        new Keyboard(page).walk("review");
        for (String part : parts) {
          page.navigate(taskPage() + "/evidence-" + part);
          clean(window, part);
          new Keyboard(page).walk(part);
          press(page);
          assertThat(page.title()).as(part).startsWith("Error: ");
          clean(window, part + ", empty");
        }
        page.navigate(taskPage() + "/decide");
        clean(window, "decide");
        new Keyboard(page).walk("decide");
        press(page);
        clean(window, "decide, empty");
        page.navigate(base + "/waiting-list?service=physiotherapy");
        clean(window, "waiting list");
        page.locator("tbody a").first().click();
        clean(window, "place");
        new Keyboard(page).walk("place");
        press(page);
        assertThat(page.title()).startsWith("Error: ");
        clean(window, "place, empty");
      }
      try (Window window = scripted("kit", width)) {
        for (String path : List.of("", "/check", "/settle")) {
          window.page().navigate(base + "/worklist/tasks/" + check + path);
          clean(window, "check" + path);
          new Keyboard(window.page()).walk("check" + path);
        }
      }
    }
  }
}
