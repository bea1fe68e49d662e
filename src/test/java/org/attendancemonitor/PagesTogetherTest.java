package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several people, and the feed, have a hand in one task at once: no entry is lost, and it says so.
 */
class PagesTogetherTest extends PagesInBrowser {
  private static final String FINISH = "main button[type=submit]";
  private int patients;

  @BeforeAll
  void aColleague() {
    String hash = new Passwords().hash(PASSWORD);
    service
        .monitor()
        .part(Users.class)
        .add(new User("bashir", hash, Set.of("clinician"), "musculoskeletal", "HCPC:PH2"));
  }

  @BeforeEach
  void aMiss() {
    patient = "t" + ++patients;
    missed("Tessa Both " + patient);
  }

  /** The other open task of the patient, of a kind. */
  private void turnTo(String kind) {
    task =
        service
            .record()
            .queryForObject(
                "SELECT t.id FROM support_task t JOIN support_task m ON m.patient = t.patient"
                    + " WHERE m.id = ? AND t.kind = ? AND t.is_open = 1",
                String.class,
                task,
                kind);
  }

  private void put(String type, String id, String json) {
    assertThat(service.put(type, id, json).statusCode()).as(json).isLessThan(300);
  }

  @Test
  void ofTwoWhoFinishTheSecondIsToldWhoDidAndKeepsTheirNote() {
    try (Window amina = signedIn("amina");
        Window bashir = signedIn("bashir")) {
      for (Window window : List.of(amina, bashir)) {
        window.page().navigate(taskPage() + "/contact");
        label(window.page(), "Telephone").check();
        window.page().check("#reached-1");
        label(window.page(), "Transport: cost, distance or none").check();
        label(window.page(), "Yes, they were asked").check();
        window.page().fill("#note", "Spoke at noon, " + window.hashCode());
        window.page().click("button:has-text('Record the contact')");
      }
      for (Window window : List.of(amina, bashir)) {
        window.page().navigate(taskPage() + "/finish");
        label(window.page(), "We know why, and what happens next").check();
        window.page().fill("#note", "A lift from now on");
      }
      amina.page().click(FINISH);
      assertThat(state()).startsWith("COMPLETED");
      Response refused = sent(bashir.page(), FINISH);

      assertThat(refused.status()).isEqualTo(409);
      assertThat(bashir.page().textContent(".nhsuk-error-summary"))
          .contains("amina completed it", "6 October 2026");
      assertThat(bashir.page().inputValue("#note")).isEqualTo("A lift from now on");
      bashir.page().navigate(taskPage());
      assertThat(bashir.page().textContent(".app-timeline"))
          .as("both contacts are kept")
          .contains("Spoke at noon, " + amina.hashCode(), "Spoke at noon, " + bashir.hashCode());
    }
  }

  @Test
  void ofTwoWhoTakeItOnAtTheSameMomentOneDoes() {
    try (Window amina = signedIn("amina");
        Window bashir = signedIn("bashir")) {
      amina.page().navigate(taskPage());
      bashir.page().navigate(taskPage());
      amina.page().click("text=Take this on");
      Response refused = sent(bashir.page(), "text=Take this on");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(bashir.page().textContent("main"))
          .contains("amina claimed it on 6 October 2026", "Taken on by amina.");
      assertThat(state()).isEqualTo("IN_PROGRESS amina");
    }
  }

  @Test
  void aRecordThatIsMergedWhileItsPageIsOpenKeepsWhatIsSent() {
    String old = patient;
    String oldTask = task;
    patient = "t" + ++patients;
    missed("Tessa Both " + patient);
    String kept = patient;
    task = oldTask;
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-2");
      page.fill("#note", "No answer before the merge");
      put(
          "Patient",
          old,
          """
          {"resourceType": "Patient", "id": "%s", "active": false,
           "meta": {"lastUpdated": "2026-10-06T08:00:00Z"},
           "link": [{"other": {"reference": "Patient/%s"}, "type": "replaced-by"}]}"""
              .formatted(old, kept));
      Response answer = sent(page, "button:has-text('Record the contact')");
      assertThat(answer.status()).isBetween(300, 499);
      if (answer.status() < 400) {
        assertThat(page.textContent(".app-timeline")).contains("No answer before the merge");
      } else {
        assertThat(page.textContent(".nhsuk-error-summary")).contains("There is a problem");
        assertThat(page.inputValue("#note")).isEqualTo("No answer before the merge");
      }
      page.navigate(taskPage());
      assertThat(page.textContent("h1")).contains("Tessa Both " + kept);
    }
  }

  @Test
  void aSessionThatEndsMidReviewGivesBackWhatWasTyped() {
    endedAfterTheMiss();
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/finish");
      page.check("#outcome-1");
      page.fill("#note", "Reviewed & kept; \"third\" line");
      String chosen = page.inputValue("#outcome-1");
      window.context().clearCookies();
      page.click(FINISH);
      assertThat(page.textContent("main")).contains("You were signed out");
      assertThat(page.url()).doesNotContain("Reviewed");
      page.fill("#name", "amina");
      page.fill("#password", PASSWORD);
      page.click(FINISH);
      assertThat(page.inputValue("#note")).isEqualTo("Reviewed & kept; \"third\" line");
      assertThat(page.isChecked("input[name=outcome][value=" + chosen + "]")).isTrue();
    }
  }

  /** The referral is ended while the miss is unanswered: {@link #task} is its review. */
  private void endedAfterTheMiss() {
    String referral = "r-" + patient;
    String json =
        """
        {"resourceType": "ServiceRequest", "id": "%s", "meta": {"lastUpdated": "%s"},
         "status": "%s", "intent": "order", "authoredOn": "2026-09-01T09:00:00Z",
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]},
         "subject": {"reference": "Patient/%s"}}""";
    put(
        "ServiceRequest",
        referral,
        json.formatted(referral, "2026-09-01T09:00:00Z", "active", patient));
    Instant later = MISSED.plusSeconds(7_200);
    put(
        "Appointment",
        "a-" + patient,
        Fhir.appointment("a-" + patient, patient, "noshow", MISSED, later)
            .replace(
                "\"participant\"",
                "\"basedOn\": [{\"reference\": \"ServiceRequest/"
                    + referral
                    + "\"}], \"participant\""));
    put(
        "ServiceRequest",
        referral,
        json.formatted(referral, later.plusSeconds(60), "revoked", patient));
    turnTo("discharge-review");
  }
}
