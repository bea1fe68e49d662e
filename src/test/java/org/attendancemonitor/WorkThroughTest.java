package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.attendancemonitor.DebianChromium.Window;
import org.junit.jupiter.api.Test;

/** People work through many at once, and are asked before they do what is easily regretted. */
class WorkThroughTest extends PagesInBrowser {
  private static final Instant UNTOLD = Instant.parse("2026-09-29T08:30:00Z");

  /** Somebody whose appointment ended nobody knows how; the task that asks for it. */
  private String untold(String id, String name) {
    appointment(id, "booked", UNTOLD.minus(Duration.ofDays(7)));
    person(id, name, clock.instant());
    clock.set(clock.instant().plus(Duration.ofDays(2)));
    person(id, name, clock.instant());
    return service
        .record()
        .queryForObject(
            "SELECT id FROM support_task WHERE kind = 'record-outcome' AND body LIKE ?",
            String.class,
            "%a-" + id + "\"%");
  }

  private void appointment(String id, String status, Instant told) {
    assertThat(
            service
                .put(
                    "Appointment", "a-" + id, Fhir.appointment("a-" + id, id, status, UNTOLD, told))
                .statusCode())
        .isLessThan(300);
  }

  private void person(String id, String name, Instant told) {
    service.put(
        "Patient",
        id,
        """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "%s"},
         "name": [{"use": "official", "text": "%s"}], "birthDate": "1980-05-04"}"""
            .formatted(id, told, name));
  }

  private List<String> tasks(String appointment) {
    return service
        .record()
        .queryForList(
            "SELECT kind || ' ' || status FROM support_task WHERE body LIKE ? ORDER BY kind",
            String.class,
            "%a-" + appointment + "\"%");
  }

  private static String choice(String task, int which) {
    return "#ended-" + task + "-0-" + which;
  }

  @Test
  void manyOutcomesAreToldAtOnceAndTheRecordSystemStillHasToSayThem() {
    String missed = untold("many1", "Una Missed");
    String attended = untold("many2", "Ola Attended");
    String unknown = untold("many3", "Ida Unknown <b>");
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      page.navigate(base + "/worklist/outcomes");
      assertThat(page.textContent("main"))
          .contains("Physiotherapy, Tuesday 29 September 2026", "9:30am, Una Missed")
          .contains("Ida Unknown <b>", "it has to be entered there too");
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();
      assertThat(sent(page, "text=Keep what I chose").status()).isEqualTo(422);
      assertThat(page.textContent(".nhsuk-error-summary")).contains("at least one appointment");
      assertThat(window.inaccessible()).isEmpty();

      page.check(choice(missed, 2));
      page.check(choice(attended, 1));
      page.click("text=Keep what I chose");
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("2 outcomes are kept");
      assertThat(page.textContent("#ended-" + missed + "-0")).contains("Missed, says amina on");
      assertThat(page.textContent("#ended-" + unknown + "-0")).doesNotContain("says");
      assertThat(page.isChecked(choice(missed, 6))).as("not known yet").isTrue();
      page.navigate(base + "/worklist/tasks/" + missed);
      assertThat(page.textContent(".app-timeline"))
          .contains("amina said how it ended: Missed", "whose outcome is not recorded");
    }
    assertThat(tasks("many1"))
        .as("nobody's word is a miss")
        .containsExactly("record-outcome REQUESTED");

    appointment("many1", "noshow", clock.instant());
    appointment("many2", "fulfilled", clock.instant());
    assertThat(tasks("many1"))
        .containsExactly("record-outcome COMPLETED", "support-attendance REQUESTED");
    assertThat(tasks("many2")).containsExactly("record-outcome COMPLETED");
    assertThat(tasks("many3")).containsExactly("record-outcome REQUESTED");
  }

  @Test
  void whatIsRefusedStaysChosenWithItsReason() {
    String kept = untold("part1", "Kept");
    String refused = untold("part2", "Refused");
    service.user("bo", "clinician", "HCPC:PH9");
    try (Window amina = signedIn("amina");
        Window bo = chromium.window(1280, false)) {
      Page page = amina.page();
      page.navigate(base + "/worklist/outcomes");
      bo.signIn(base, "bo", "correct horse battery staple");
      bo.page().navigate(base + "/worklist/tasks/" + refused);
      bo.page().click("text=Take this on");

      page.check(choice(kept, 4));
      page.check(choice(refused, 3));
      assertThat(sent(page, "text=Keep what I chose").status()).isEqualTo(409);
      assertThat(page.textContent(".nhsuk-notification-banner"))
          .contains("1 outcome is kept; the others are not");
      assertThat(page.textContent("#ended-" + refused + "-0")).contains("bo claimed it on");
      assertThat(page.isChecked(choice(refused, 3))).isTrue();
      assertThat(page.isChecked(choice(kept, 4))).isFalse();
      page.click("text=Keep what I chose");
      assertThat(page.textContent("#ended-" + refused + "-0")).contains("Was not brought, says");
    }
  }

  @Test
  void ofOtherTeamsNothingIsToldAndNothingCanBeSaid() {
    String theirs = untold("team1", "Someone Else");
    try (Window window = chromium.window(1280, true)) {
      window.signIn(base, "femi", PASSWORD);
      Page page = window.page();
      page.navigate(base + "/worklist/outcomes");
      assertThat(page.textContent("main"))
          .contains("No outcome is asked for here")
          .doesNotContain("Someone");
      page.navigate(base + "/worklist/outcomes?service=physiotherapy&page=7");
      assertThat(page.textContent("main")).doesNotContain("Someone");
      page.evaluate(
          "id => { const f = document.querySelector('form[action$=\"sign-out\"]');"
              + " f.action = '/worklist/outcomes'; const i = document.createElement('input');"
              + " i.name = 'ended-' + id + '-0'; i.value = 'attended'; f.append(i); }",
          theirs);
      Response forged =
          sent(page, "form[action='/worklist/outcomes'] button.nhsuk-header__account-button");
      assertThat(forged.status()).isEqualTo(422);
      assertThat(page.textContent("main"))
          .contains("not in the care of your team")
          .doesNotContain("Someone");
    }
    assertThat(
            service
                .record()
                .queryForObject(
                    "SELECT count(*) FROM fact WHERE key_text LIKE ?",
                    Integer.class,
                    "%" + theirs + "?action%"))
        .isZero();
  }

  @Test
  void whoFinishesWithoutAnyContactIsAskedFirst() {
    patient = "pause1";
    missed("Nobody Rang");
    try (Window window = chromium.window(320, true)) {
      window.signIn(base, "amina", PASSWORD);
      Page page = window.page();
      page.navigate(taskPage() + "/finish");
      label(page, "There is a safeguarding concern").check();
      page.fill("#note", "Seen at <A&E>");
      page.click("main button[type=submit]");
      assertThat(page.textContent("h1")).contains("Nobody has been reached yet");
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();
      assertThat(state()).isEqualTo("REQUESTED -");
      assertThat(page.locator("main button").first().textContent()).contains("Go back");

      page.click("button:has-text('Go back')");
      assertThat(page.inputValue("#note")).isEqualTo("Seen at <A&E>");
      assertThat(label(page, "There is a safeguarding concern").isChecked()).isTrue();
      page.click("main button[type=submit]");
      page.click("text=Finish anyway");
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("Finished");
      assertThat(page.textContent(".app-timeline")).contains("Seen at <A&E>");
      assertThat(state()).isEqualTo("COMPLETED amina");
    }
  }

  @Test
  void whoTriedIsNotAsked() {
    patient = "pause2";
    missed("Somebody Rang");
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage() + "/contact");
      label(page, "Telephone").check();
      page.check("#reached-2");
      page.click("button:has-text('Record the contact')");
      page.click("a:has-text('Finish')");
      label(page, "There is a safeguarding concern").check();
      page.click("main button[type=submit]");
      assertThat(page.textContent(".nhsuk-notification-banner")).contains("Finished");
    }
  }

  @Test
  void whoTakesOnAPersonThatWasMergedMeanwhileLooksAgain() {
    patient = "pause3";
    missed("Before Merge");
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(taskPage());
      service.put(
          "Patient",
          "pause4",
          """
          {"resourceType": "Patient", "id": "pause4",
           "meta": {"lastUpdated": "2026-10-06T08:00:00Z"},
           "name": [{"use": "official", "text": "After Merge"}], "birthDate": "1980-05-04",
           "link": [{"other": {"reference": "Patient/pause3"}, "type": "replaces"}]}""");
      page.click("text=Take this on");
      assertThat(page.textContent("main")).contains("This may be somebody else now", "After Merge");
      assertThat(state()).isEqualTo("REQUESTED -");
      page.click("text=Look again");
      assertThat(page.url()).isEqualTo(taskPage());
      page.click("text=Take this on");
      assertThat(state()).isEqualTo("IN_PROGRESS amina");
    }
  }
}
