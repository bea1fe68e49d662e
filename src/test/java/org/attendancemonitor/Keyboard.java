package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Somebody who has a keyboard and no mouse in front of a page. */
final class Keyboard {
  private static final int PATIENCE = 150;

  /** How the focus shows: on the element itself, or on the label that stands for a small circle. */
  private static final String LOOK =
      """
      const look = element => {
        const label = element.id && document.querySelector(`label[for="${element.id}"]`);
        const parts = [getComputedStyle(element)];
        if (label) parts.push(getComputedStyle(label, '::before'));
        return parts.map(it => [it.outlineStyle, it.outlineWidth, it.outlineColor, it.boxShadow,
          it.backgroundColor, it.borderTopColor, it.borderTopWidth, it.borderBottomColor].join(' '))
          .join('; ');
      };
      """;

  private static final String FOCUSED =
      "() => {"
          + LOOK
          + """
      const at = document.activeElement;
      if (!at || at === document.body || at === document.documentElement) return null;
      const label = at.id && document.querySelector(`label[for="${at.id}"]`);
      const text = at.matches('input, select, textarea') ? (label ? label.textContent : '')
        : at.textContent;
      const box = at.getBoundingClientRect();
      const line = at.getClientRects()[0];
      // A browser moves to the caret of a long field, not to the whole of it.
      const shown = (from, to, end) => (Math.max(0, from) + Math.min(end, to)) / 2;
      const top = document.elementFromPoint(shown(line.left, line.right, innerWidth),
        shown(line.top, line.bottom, innerHeight));
      const outlined = [at].concat(label ? [label] : []).some(it => {
        const style = getComputedStyle(it, it === label ? '::before' : null);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      const before = window.focusedBefore;
      const unfocused = before && before !== at ? look(before) : null;
      window.focusedBefore = at;
      return {id: at.id, tag: at.tagName.toLowerCase(), text: text.trim().replace(/\\s+/g, ' '),
        top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
        seen: !!top && !!(at.contains(top) || top.contains(at) && top !== document.body
          && top !== document.documentElement || label && label.contains(top)), look: look(at), outlined, unfocused,
        place: at.matches('input[type=radio]') ? at.name : ''};
      }""";

  /** What can be reached: one place for each group of radio buttons. */
  private static final String REACHABLE =
      """
      () => {
        const all = [...document.querySelectorAll(
            'a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter(it => !it.disabled && it.tabIndex >= 0 && it.checkVisibility());
        return new Set(all.map((it, n) => it.matches('input[type=radio]') ? it.name : n)).size;
      }""";

  /** Targets that are smaller than 24 pixels and closer to another than that (WCAG 2.5.8). */
  private static final String CRAMPED =
      """
      () => {
        const targets = [...document.querySelectorAll(
            'a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter(it => it.checkVisibility() && !it.closest('p, .nhsuk-error-summary__list')
            && !it.matches('.nhsuk-skip-link'))
          .map(it => ({it, box: it.getBoundingClientRect()}));
        return targets.filter(({it, box}) => (box.width < 24 || box.height < 24)
          && targets.some(other => {
            if (other.it === it) return false;
            const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
            const dx = Math.max(other.box.left - x, 0, x - other.box.right);
            const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
            return Math.hypot(dx, dy) < 12;
          })).map(({it, box}) => `${it.textContent.trim()} ${box.width} x ${box.height}`);
      }""";

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /**
   * Where the focus is.
   *
   * @param place the group of a radio button, or empty
   * @param look what shows of it
   * @param outlined it has a line around it
   * @param unfocused what shows of the one asked for before, now that it has no focus; or null
   */
  record Focus(
      String tag,
      String id,
      String text,
      String place,
      double top,
      double bottom,
      double left,
      double right,
      boolean seen,
      boolean outlined,
      String look,
      String unfocused) {

    /** Whether it is nowhere above, nor beside and to the left of, what was focused before. */
    private boolean readAfter(Focus before) {
      boolean above = bottom <= before.top && left < before.right;
      boolean sameLine = Math.min(bottom, before.bottom) > Math.max(top, before.top);
      return !above && !(sameLine && right <= before.left);
    }
  }

  /** The element with the focus; null where none has it. */
  @SuppressWarnings("unchecked")
  Focus focus() {
    Map<String, Object> at = (Map<String, Object>) page.evaluate(FOCUSED);
    return at == null
        ? null
        : new Focus(
            (String) at.get("tag"),
            (String) at.get("id"),
            (String) at.get("text"),
            (String) at.get("place"),
            number(at, "top"),
            number(at, "bottom"),
            number(at, "left"),
            number(at, "right"),
            (Boolean) at.get("seen"),
            (Boolean) at.get("outlined"),
            (String) at.get("look"),
            (String) at.get("unfocused"));
  }

  private static double number(Map<String, Object> at, String name) {
    return ((Number) at.get(name)).doubleValue();
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  /** Goes on with the Tab key until the focus is on what says, or is labelled, so. */
  Focus to(String text) {
    return until("Tab", text);
  }

  /** Goes back to it. */
  Focus backTo(String text) {
    return until("Shift+Tab", text);
  }

  private Focus until(String key, String text) {
    List<String> passed = new ArrayList<>();
    for (int i = 0; i < PATIENCE; i++) {
      press(key);
      Focus at = focus();
      if (at != null && at.text().startsWith(text)) {
        return at;
      }
      passed.add(at == null ? "-" : at.text());
    }
    throw new AssertionError("not reached: " + text + "; passed " + new LinkedHashSet<>(passed));
  }

  /** Goes to it and presses Enter, which leads to another page. */
  void follow(String text) {
    to(text);
    enter();
  }

  /** Presses Enter, and waits for the page that it leads to. */
  void enter() {
    AtomicBoolean loaded = new AtomicBoolean();
    Consumer<Page> mark = shown -> loaded.set(true);
    page.onLoad(mark);
    press("Enter");
    page.waitForCondition(loaded::get);
    page.offLoad(mark);
  }

  /** Chooses a radio button of a group by Tab and arrows, as a screen's user would. */
  void choose(String group, String text) {
    for (int i = 0; i < PATIENCE; i++) {
      press("Tab");
      Focus at = focus();
      if (at != null && at.place().equals(group)) {
        press("Space");
        for (int down = 0; down < PATIENCE && !focus().text().equals(text); down++) {
          press("ArrowDown");
        }
        assertThat(focus().text()).isEqualTo(text);
        return;
      }
    }
    throw new AssertionError("no radio buttons " + group);
  }

  /**
   * Walks once through the page: everything is reached, in the order it is read, shows that it has
   * the focus, is not covered, and lets go of it.
   */
  void walk(String what) {
    int reachable = ((Number) page.evaluate(REACHABLE)).intValue();
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }");
    Set<String> places = new LinkedHashSet<>();
    Focus before = null;
    for (int step = 0; step < reachable; step++) {
      press("Tab");
      Focus at = focus();
      assertThat(at).as("%s: the focus is lost after %s", what, before).isNotNull();
      if (before != null) {
        assertThat(at.readAfter(before)).as("%s: %s comes after %s", what, at, before).isTrue();
        assertThat(at.unfocused())
            .as("%s: the focus does not show on %s", what, before)
            .isNotEqualTo(before.look());
      }
      assertThat(at.seen()).as("%s: %s is out of sight", what, at).isTrue();
      places.add(at.tag() + " " + at.id() + " " + at.text() + " " + at.top() + " " + at.left());
      before = at;
    }
    assertThat(places).as("%s: each is reached once", what).hasSize(reachable);
    press("Tab");
    Focus end = focus();
    assertThat(end == null || end.text().equals("Skip to main content"))
        .as("%s: the focus leaves the page, and is not held by %s", what, end)
        .isTrue();
  }

  /** Targets too small to hit. */
  List<?> cramped() {
    return (List<?>) page.evaluate(CRAMPED);
  }
}
