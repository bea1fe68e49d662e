package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One task: why it is there, what is known, what was tried, and what can be done. */
@Controller
final class TaskPage {
  private static final String ASKS_WHY = "pages/break-glass";

  private final Sight sight;
  private final Audit audit;
  private final Clock clock;

  TaskPage(Sight sight, Audit audit, Clock clock) {
    this.sight = sight;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping("/worklist/tasks/{id}")
  String task(
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    SupportTask task = any(id);
    boolean own = sight.reach(who).covers(task.service());
    if (!own && !BreakGlass.isOpen(request.getSession(false), id, clock.instant())) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return asksWhy(id, "", new FormFaults(), model);
    }
    audit.view(who, task.patient(), task.id());
    model.addAttribute("view", TaskView.of(task, sight.person(task.patient()), who, sight));
    model.addAttribute("own", own);
    model.addAttribute("once", Once.token());
    return "pages/task";
  }

  /** Somebody says why they need to look at a patient of another team. */
  @PostMapping("/worklist/tasks/{id}/break-glass")
  String breakGlass(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    SupportTask task = any(id);
    FormFaults faults = new FormFaults();
    String why = reason.strip();
    if (why.length() < BreakGlass.SHORTEST || why.length() > BreakGlass.LONGEST) {
      faults.add(
          "reason",
          "Enter why you need to see this record, in %d to %d characters"
              .formatted(BreakGlass.SHORTEST, BreakGlass.LONGEST));
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return asksWhy(id, reason, faults, model);
    }
    audit.breakGlass(who, task.patient(), id, why);
    BreakGlass.open(request.getSession(), id, clock.instant());
    return "redirect:/worklist/tasks/" + id;
  }

  private static String asksWhy(String id, String reason, FormFaults faults, Model model) {
    model.addAttribute("id", id);
    model.addAttribute("reason", reason);
    model.addAttribute("faults", faults);
    return ASKS_WHY;
  }

  private SupportTask any(String id) {
    return sight
        .tasks()
        .read(id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
