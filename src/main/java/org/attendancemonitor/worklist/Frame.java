package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.access.JobChoice;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page has around it: the site's name, who is signed in, and what they may open. */
@ControllerAdvice(basePackageClasses = Frame.class)
final class Frame {
  private static final List<Choice> YES_NO =
      List.of(new Choice("yes", "Yes"), new Choice("no", "No"));
  private static final List<Choice> ASKED = List.of(new Choice("yes", "Yes, they were asked"));
  private static final List<Choice> WHENS =
      List.of(new Choice("now", "Just now"), new Choice("earlier", "Earlier"));

  private final Pages pages;

  Frame(Pages pages) {
    this.pages = pages;
  }

  /**
   * One entry of the menu.
   *
   * @param address of its page
   * @param text as shown
   * @param current it is the page that is shown, or one under it
   */
  record Entry(String address, String text, boolean current) {}

  @ModelAttribute("site")
  String site() {
    return pages.organisation();
  }

  @ModelAttribute("me")
  SignedIn me(HttpServletRequest request) {
    return SignedIn.of(request).orElse(null);
  }

  /** The job somebody works in who has several; else null. */
  @ModelAttribute("job")
  String job(HttpServletRequest request) {
    return JobChoice.offered(request).isEmpty()
        ? null
        : JobChoice.chosen(request).map(pages::job).orElse(null);
  }

  @ModelAttribute("menu")
  List<Entry> menu(HttpServletRequest request) {
    SignedIn who = SignedIn.of(request).orElse(null);
    List<Entry> menu = new ArrayList<>();
    if (who == null) {
      return menu;
    }
    if (who.is(Role.CLINICIAN) || who.is(Role.COORDINATOR)) {
      menu.add(entry(request, "/worklist", "Worklist"));
      menu.add(entry(request, "/worklist/people", "Find a person"));
      menu.add(entry(request, "/worklist/outcomes", "Outcomes to record"));
      menu.add(entry(request, "/waiting-list", "Waiting lists"));
    }
    if (who.is(Role.MANAGER)) {
      menu.add(entry(request, "/team", "Team"));
    }
    if (who.is(Role.MANAGER) || who.is(Role.OPERATOR)) {
      menu.add(entry(request, "/feeds", "Feeds"));
    }
    if (who.is(Role.AUDITOR) || who.is(Role.MANAGER)) {
      menu.add(entry(request, "/audit", "Audit"));
    }
    return only(menu);
  }

  /** Of a page and the one it lies under, the page itself is current. */
  private static List<Entry> only(List<Entry> menu) {
    String deepest =
        menu.stream()
            .filter(Entry::current)
            .map(Entry::address)
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return menu.stream()
        .map(it -> new Entry(it.address(), it.text(), it.address().equals(deepest)))
        .toList();
  }

  private static Entry entry(HttpServletRequest request, String address, String text) {
    String path = request.getRequestURI();
    return new Entry(address, text, path.equals(address) || path.startsWith(address + "/"));
  }

  @ModelAttribute("yesNo")
  List<Choice> yesNo() {
    return YES_NO;
  }

  @ModelAttribute("askedYes")
  List<Choice> askedYes() {
    return ASKED;
  }

  @ModelAttribute("whens")
  List<Choice> whens() {
    return WHENS;
  }
}
