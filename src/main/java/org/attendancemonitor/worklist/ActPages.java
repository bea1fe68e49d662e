package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The forms of one task. What was typed is shown again with whatever stands against it, until it is
 * recorded; then the task is shown, so that going back or pressing again does nothing twice.
 */
@Controller
final class ActPages {
  private final Sight sight;
  private final Submissions submissions;
  private final Map<String, ActForm> forms;
  private final Audit audit;
  private final Clock clock;

  ActPages(Sight sight, Submissions submissions, Needs needs, Audit audit, Clock clock) {
    this.audit = audit;
    this.sight = sight;
    this.submissions = submissions;
    this.clock = clock;
    this.forms =
        Stream.concat(
                EvidenceForm.all(sight.policy()).stream(),
                Stream.of(
                    new ClaimForm(),
                    new StepForm(),
                    new ReleaseForm(),
                    new HoldForm(sight.policy().holdAtMostDays()),
                    new ContactForm(
                        sight.policy().missReasons(), sight.policy().supportWords(), needs),
                    new DecideForm(sight.policy()),
                    new SettleForm(sight.policy()),
                    new FinishForm(sight.policy())))
            .collect(Collectors.toMap(ActForm::path, form -> form));
  }

  @GetMapping("/worklist/tasks/{id}/{act}")
  String show(
      @PathVariable String id, @PathVariable String act, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    ActForm form = form(act);
    SupportTask task = task(id, who);
    if (form.template() == null) {
      return "redirect:/worklist/tasks/" + id;
    }
    if (form.instead(task) != null) {
      return "redirect:/worklist/tasks/" + id + "/" + form.instead(task);
    }
    HttpSession session = request.getSession(false);
    var draft = Draft.take(session, request.getRequestURI());
    model.addAttribute("restored", draft.isPresent());
    audit.view(who, task.patient(), id);
    page(
        form,
        task,
        who,
        new FormValues(draft.map(Draft::fields).orElse(Map.of())),
        new FormFaults(),
        model);
    return form.template();
  }

  @PostMapping("/worklist/tasks/{id}/{act}")
  String act(
      @PathVariable String id,
      @PathVariable String act,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    ActForm form = form(act);
    SupportTask task = task(id, who);
    FormValues typed = FormValues.of(request);
    if (typed.has(Pause.ANSWER, Pause.BACK) && form.template() != null) {
      audit.view(who, task.patient(), id);
      page(form, task, who, typed, new FormFaults(), model);
      return form.template();
    }
    String once = typed.one(Once.FIELD);
    HttpSession session = request.getSession();
    if (!once.isEmpty() && !Once.begin(session, once)) {
      after.addFlashAttribute("notice", "This was sent already; nothing was done twice");
      return "redirect:/worklist/tasks/" + id;
    }
    FormFaults faults = new FormFaults();
    Act asked = form.read(typed, task, who.actor(), clock.instant(), faults);
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    if (faults.isEmpty() && !typed.has(Pause.ANSWER, Pause.ONWARD)) {
      PersonView.Seen seen = sight.person(task.patient());
      Pause pause = form.pause(typed, task, seen);
      // What would be refused anyway is told at once.
      if (pause != null
          && sight.policy().judge(seen.record(), seen.assessed(), asked, seen.now())
              instanceof ActAnswer.Allowed) {
        Once.again(session, once);
        audit.view(who, task.patient(), id);
        page(form, task, who, typed, faults, model);
        model.addAttribute("pause", pause);
        model.addAttribute("carried", typed.besides("_csrf", Pause.ANSWER, Once.FIELD));
        model.addAttribute("form", form.template() != null);
        model.addAttribute("path", form.path());
        return "pages/pause";
      }
    }
    if (faults.isEmpty()) {
      status = submissions.submit(asked, null, faults);
    }
    if (!faults.isEmpty()) {
      Once.again(session, once);
      response.setStatus(status.value());
      SupportTask now = task(id, who);
      audit.view(who, now.patient(), id);
      if (form.template() == null) {
        return taskPage(now, who, faults, model);
      }
      page(form, now, who, typed, faults, model);
      return form.template();
    }
    after.addFlashAttribute("notice", form.done(task));
    return "redirect:/worklist/tasks/" + id + form.next(task);
  }

  private void page(
      ActForm form,
      SupportTask task,
      SignedIn who,
      FormValues typed,
      FormFaults faults,
      Model model) {
    PersonView.Seen seen = sight.person(task.patient());
    model.addAttribute("task", ListRow.of(task, seen, sight));
    model.addAttribute("cautions", sight.cautions(task, seen));
    model.addAttribute("version", task.version());
    model.addAttribute("once", Once.token());
    model.addAttribute("typed", typed);
    model.addAttribute("faults", faults);
    model.addAllAttributes(form.offers(task, seen, who));
  }

  private String taskPage(SupportTask task, SignedIn who, FormFaults faults, Model model) {
    model.addAttribute("own", true);
    model.addAttribute("view", TaskView.of(task, sight.person(task.patient()), who, sight));
    model.addAttribute("once", Once.token());
    model.addAttribute("faults", faults);
    return "pages/task";
  }

  private ActForm form(String act) {
    ActForm form = forms.get(act);
    if (form == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return form;
  }

  private SupportTask task(String id, SignedIn who) {
    return sight.task(id, who).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
