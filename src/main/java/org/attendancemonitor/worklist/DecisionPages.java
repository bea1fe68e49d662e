package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.intake.PersonView;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The two decisions that are not taken on the way: a review before care ends, and a safety check.
 */
@Controller
final class DecisionPages {
  private final Sight sight;
  private final Owners owners;
  private final Audit audit;

  DecisionPages(Sight sight, Owners owners, Audit audit) {
    this.sight = sight;
    this.owners = owners;
    this.audit = audit;
  }

  /** A review: support that is left, the evidence part by part, and what forbids an ending. */
  @GetMapping("/worklist/tasks/{id}/review")
  String review(@PathVariable String id, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    SupportTask task = task(id, who);
    if (task.kind() != TaskKind.DISCHARGE_REVIEW) {
      return "redirect:/worklist/tasks/" + id;
    }
    PersonView.Seen seen = shown(task, who, model);
    model.addAttribute("view", ReviewView.of(task, seen, sight.policy()));
    return "pages/review";
  }

  /** A look at safety after somebody was not brought: its steps, and who is responsible. */
  @GetMapping("/worklist/tasks/{id}/check")
  String check(@PathVariable String id, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    SupportTask task = task(id, who);
    if (task.kind() != TaskKind.WAS_NOT_BROUGHT) {
      return "redirect:/worklist/tasks/" + id;
    }
    PersonView.Seen seen = shown(task, who, model);
    model.addAttribute("view", CheckView.of(task, seen, who, sight.policy(), owners));
    return "pages/check";
  }

  /** Written down before it is shown. */
  private PersonView.Seen shown(SupportTask task, SignedIn who, Model model) {
    audit.view(who, task.patient(), task.id());
    PersonView.Seen seen = sight.person(task.patient());
    model.addAttribute("task", ListRow.of(task, seen, sight));
    model.addAttribute("unread", sight.unread(seen));
    model.addAttribute("version", task.version());
    model.addAttribute("once", Once.token());
    return seen;
  }

  private SupportTask task(String id, SignedIn who) {
    return sight.task(id, who).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
