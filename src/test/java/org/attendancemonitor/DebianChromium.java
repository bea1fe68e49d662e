package org.attendancemonitor;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real browser: Debian's Chromium, steered by Playwright, which brings none of its own here. */
final class DebianChromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private DebianChromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * Starts it; where it is not installed the test is skipped, but fails where all must be there.
   */
  static DebianChromium start() {
    Path tool =
        Stream.of(System.getenv("PATH").split(":"))
            .map(place -> Path.of(place, "chromium"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (tool == null) {
      String what = "chromium is not installed (Debian: apt install chromium): no page was opened";
      if ("true".equals(System.getenv("CI"))) {
        fail(what);
      }
      abort(what);
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new DebianChromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(tool)
                    .setArgs(List.of("--no-sandbox"))));
  }

  /** A new window, with cookies of its own. */
  Window window(int width, boolean scripts) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setJavaScriptEnabled(scripts));
    Page page = context.newPage();
    page.setDefaultTimeout(30_000);
    return new Window(context, page);
  }

  /** A window and the page in it. */
  record Window(BrowserContext context, Page page) implements AutoCloseable {

    void signIn(String base, String user, String password) {
      page.navigate(base + "/sign-in");
      page.fill("#name", user);
      page.fill("#password", password);
      page.click("main button[type=submit]");
    }

    /** What breaks WCAG 2.2 AA, as far as rules can see, one line each. */
    List<String> inaccessible() {
      return new AxeBuilder(page)
              .withTags(
                  List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
              .analyze()
              .getViolations()
              .stream()
              .map(Window::line)
              .toList();
    }

    private static String line(Rule rule) {
      return rule.getId()
          + ": "
          + rule.getHelp()
          + " "
          + rule.getNodes().stream().map(node -> String.valueOf(node.getTarget())).toList();
    }

    /** Whether anything is wider than the window. */
    boolean overflows() {
      return (Boolean)
          page.evaluate(
              "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
