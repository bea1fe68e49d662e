package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.DebianChromium.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is done with a keyboard alone, no script running; nothing is lost at 400 % zoom. */
class KeyboardOnlyTest extends PagesInBrowser {
  private int patients;

  @BeforeEach
  void aMiss() {
    patient = "k" + ++patients;
    missed("Nadia Keyes " + patient);
  }

  private Map<String, List<String>> pages() {
    return Map.of(
        "amina",
        List.of(
            "/worklist",
            "/worklist/tasks/" + task,
            "/worklist/tasks/" + task + "/contact",
            "/worklist/tasks/" + task + "/hold",
            "/worklist/tasks/" + task + "/hand-back",
            "/worklist/tasks/" + task + "/finish",
            "/worklist/tasks/none",
            "/worklist/people",
            "/worklist/outcomes",
            "/waiting-list"),
        "femi",
        List.of("/worklist/tasks/" + task),
        "mia",
        List.of("/team", "/worklist", "/audit"),
        "otto",
        List.of("/feeds", "/feeds/dead-letters"),
        "ada",
        List.of("/audit"));
  }

  @Test
  void aWholeDaysWorkNeedsNoMouse() {
    try (Window window = chromium.window(1280, false)) {
      Page page = window.page();
      Keyboard keys = new Keyboard(page);
      page.navigate(base + "/sign-in");
      keys.press("Tab");
      assertThat(keys.focus().text()).isEqualTo("Skip to main content");
      keys.press("Enter");
      keys.press("Tab");
      assertThat(keys.focus().id()).as("the skip link leads to the form").isEqualTo("name");
      keys.type("amina");
      keys.press("Tab");
      keys.type("not the password");
      keys.enter();
      keys.to("The name or the password");
      keys.press("Enter");
      assertThat(keys.focus().id()).isEqualTo("name");
      keys.type("amina");
      keys.press("Tab");
      keys.type(PASSWORD);
      keys.enter();

      keys.to("Reason");
      keys.type("Missed");
      keys.follow("Show");
      assertThat(page.url()).contains("kind=");
      keys.follow("Nadia Keyes " + patient);
      keys.follow("Take this on");
      assertThat(state()).isEqualTo("IN_PROGRESS amina");

      keys.follow("Record a contact");
      keys.follow("Record the contact");
      assertThat(page.title()).startsWith("Error: ");
      keys.to("Select how");
      keys.press("Enter");
      keys.choose("channel", "Telephone");
      keys.choose("reached", "Yes");
      keys.to("Transport: cost, distance or none");
      keys.press("Space");
      keys.to("Note (optional)");
      keys.type("Prefers mornings");
      keys.follow("Record the contact");
      assertThat(page.textContent(".app-timeline"))
          .contains("Telephone by amina: reached", "Transport: cost", "Prefers mornings");

      keys.follow("Put on hold");
      keys.to("What is waited for?");
      keys.type("A lift");
      keys.backTo("Day");
      keys.type("20");
      keys.press("Tab");
      keys.type("10");
      keys.press("Tab");
      keys.type("2026");
      keys.follow("Put on hold");
      assertThat(state()).isEqualTo("ON_HOLD amina");

      keys.follow("Hand back");
      keys.to("What does whoever takes it next");
      keys.type("Away next week");
      keys.follow("Hand back");
      assertThat(state()).isEqualTo("REQUESTED -");

      keys.follow("Take this on");
      keys.follow("Finish");
      keys.choose("outcome", "We know why, and what happens next");
      keys.follow("Finish");
      assertThat(state()).isEqualTo("COMPLETED amina");

      keys.follow("Sign out");
      assertThat(page.textContent("main")).contains("You have signed out");
    }
  }

  @Test
  void aPersonIsFoundAndLookedAtWithoutAMouse() {
    try (Window window = signedIn("amina")) {
      Page page = window.page();
      page.navigate(base + "/worklist");
      Keyboard keys = new Keyboard(page);
      keys.follow("Find a person");
      keys.follow("Search");
      assertThat(page.title()).startsWith("Error: ");
      keys.to("Name");
      keys.type("keyes nadia");
      keys.follow("Search");
      assertThat(page.textContent("h1")).isEqualTo("People found");
      keys.follow("Nadia Keyes " + patient);
      assertThat(page.textContent("h1")).contains("Nadia Keyes " + patient);
      keys.walk("the page of a person");
      keys.follow("Missed appointment");
      assertThat(page.url()).endsWith(task);
    }
  }

  @Test
  void everyPageIsWalkedThroughInTheOrderItIsRead() {
    pages()
        .forEach(
            (user, paths) -> {
              try (Window window = signedIn(user)) {
                for (String path : paths) {
                  window.page().navigate(base + path);
                  Keyboard keys = new Keyboard(window.page());
                  keys.walk(user + " at " + path);
                  assertThat(keys.cramped()).as("small targets of %s", path).isEmpty();
                }
              }
            });
  }

  @Test
  void aRefusedFormBeginsWithWhatIsWrong() {
    try (Window window = signedIn("amina")) {
      Keyboard keys = new Keyboard(window.page());
      for (String form : List.of("contact", "hold", "hand-back", "finish")) {
        window.page().navigate(taskPage() + "/" + form);
        window.page().click("main button[type=submit]");
        assertThat(window.page().title()).startsWith("Error: ");
        assertThat(keys.focus().text()).as(form).startsWith("There is a problem");
        keys.press("Tab");
        assertThat(keys.focus().tag()).as(form).isEqualTo("a");
        keys.press("Enter");
        keys.press("Tab");
        assertThat(keys.focus().tag()).as("%s: the field that is meant", form).isNotEqualTo("a");
      }
    }
  }

  @Test
  void atFourHundredPerCentNothingIsCutOff() {
    pages()
        .forEach(
            (user, paths) -> {
              try (Window window = chromium.zoomed()) {
                window.signIn(base, user, PASSWORD);
                for (String path : paths) {
                  window.page().navigate(base + path);
                  assertThat(window.overflows()).as("%s is wider than the window", path).isFalse();
                  assertThat(window.cutOff()).as("text of %s", path).isEmpty();
                  new Keyboard(window.page()).walk(path + " at 400 %");
                }
              }
            });
  }

  @Test
  void coloursOfTheReadersOwnKeepTheFocusVisible() {
    try (Window window = chromium.inOwnColours()) {
      window.signIn(base, "amina", PASSWORD);
      Keyboard keys = new Keyboard(window.page());
      for (String path : List.of("/worklist", "/worklist/tasks/" + task + "/contact")) {
        window.page().navigate(base + path);
        for (int i = 0; i < 30; i++) {
          keys.press("Tab");
          Keyboard.Focus at = keys.focus();
          if (at == null) {
            break;
          }
          assertThat(at.outlined()).as("%s on %s", at, path).isTrue();
        }
        assertThat(window.page().evaluate("() => document.getAnimations().length"))
            .as("nothing moves for who wants nothing to move")
            .isEqualTo(0);
      }
    }
  }
}
