package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One task: why it is there, what is known, what was tried, and what can be done. */
@Controller
final class TaskPage {
  private final Sight sight;
  private final Audit audit;

  TaskPage(Sight sight, Audit audit) {
    this.sight = sight;
    this.audit = audit;
  }

  @GetMapping("/worklist/tasks/{id}")
  String task(@PathVariable String id, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    SupportTask task =
        sight.task(id, who).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    audit.view(who, task.patient(), task.id());
    model.addAttribute("view", TaskView.of(task, sight.person(task.patient()), who, sight));
    model.addAttribute("once", Once.token());
    return "pages/task";
  }
}
