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
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
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
    return window(
        new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(scripts));
  }

  /** A window of 1280 by 1024 pixels at 400 % zoom; no scripts. */
  Window zoomed() {
    return window(
        new Browser.NewContextOptions()
            .setViewportSize(320, 256)
            .setDeviceScaleFactor(4)
            .setJavaScriptEnabled(false));
  }

  /** A window of somebody who has chosen their own colours, and that nothing moves; no scripts. */
  Window inOwnColours() {
    return window(
        new Browser.NewContextOptions()
            .setForcedColors(ForcedColors.ACTIVE)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setJavaScriptEnabled(false));
  }

  private Window window(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.setDefaultTimeout(30_000);
    return new Window(context, WholePage.of(page));
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

    /** Texts of which a part is hidden, those for screen readers alone left out. */
    List<?> cutOff() {
      return (List<?>)
          page.evaluate(
              """
              () => [...document.querySelectorAll('body *')]
                .filter(it => it.checkVisibility() && it.textContent.trim()
                  && !it.closest('.nhsuk-u-visually-hidden, caption, thead, .nhsuk-skip-link, select'))
                .filter(it => {
                  const style = getComputedStyle(it);
                  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
                  const box = it.getBoundingClientRect();
                  return box.right > document.documentElement.clientWidth + 1 || box.left < -1
                    || hides && (it.scrollWidth > it.clientWidth + 1
                      || it.scrollHeight > it.clientHeight + 1);
                })
                .map(it => it.tagName + ' ' + it.className + ' ' + it.textContent.trim()
                  .slice(0, 60))""");
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
