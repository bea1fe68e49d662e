package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Where everybody starts: the sign-in, and the page that fits a role. */
@Controller
final class SignInPage {
  private final Pages pages;

  SignInPage(Pages pages) {
    this.pages = pages;
  }

  /** Of {@code access}: what was wrong with the sign-in before. */
  private static final String FAULT = "org.attendancemonitor.sign-in.fault";

  /** Of {@code access}: where a sign-out goes on. */
  private static final String ON = "org.attendancemonitor.sign-out.on";

  /** Also where a request is led on to that came without a sign-in, whatever it was. */
  @RequestMapping(
      path = "/sign-in",
      method = {
        RequestMethod.GET,
        RequestMethod.POST,
        RequestMethod.PUT,
        RequestMethod.PATCH,
        RequestMethod.DELETE
      })
  String signIn(HttpServletRequest request, Model model) {
    Draft draft = Draft.of(request).orElse(null);
    Draft.hold(request, draft);
    model.addAttribute("openId", pages.openId());
    model.addAttribute("fault", request.getAttribute(FAULT));
    model.addAttribute("draft", draft);
    model.addAttribute("prefix", Draft.PREFIX);
    model.addAttribute(
        "continue",
        draft != null ? draft.path() : String.valueOf(Draft.wanted(request)).replace("null", ""));
    model.addAttribute("signedOut", request.getParameter("signed-out") != null);
    return "pages/sign-in";
  }

  /** Where a sign-out is led on to that goes on at the site's provider. */
  @PostMapping("/sign-out/on")
  String signOut(HttpServletRequest request, Model model) {
    model.addAttribute("on", request.getAttribute(ON));
    return "pages/signed-out";
  }

  @GetMapping("/")
  String start(HttpServletRequest request) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    if (who.is(Role.CLINICIAN) || who.is(Role.COORDINATOR)) {
      return "redirect:/worklist";
    }
    if (who.is(Role.MANAGER)) {
      return "redirect:/team";
    }
    if (who.is(Role.OPERATOR)) {
      return "redirect:/feeds";
    }
    if (who.is(Role.AUDITOR)) {
      return "redirect:/audit";
    }
    return "pages/nothing-here";
  }
}
