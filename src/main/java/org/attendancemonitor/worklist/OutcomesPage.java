package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.record.TaskList;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Appointments whose outcome the record system never told, by service and clinic day: many can be
 * answered at once, each as an act of its own.
 */
@Controller
final class OutcomesPage {
  private static final String PAGE = "/worklist/outcomes";
  private static final Pattern FIELD = Pattern.compile("ended-([0-9a-fA-F-]{1,60})-([0-9]{1,3})");

  private final TaskList list;
  private final Sight sight;
  private final Submissions submissions;
  private final Audit audit;
  private final Clock clock;

  OutcomesPage(TaskList list, Sight sight, Submissions submissions, Audit audit, Clock clock) {
    this.list = list;
    this.sight = sight;
    this.submissions = submissions;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(PAGE)
  String show(
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String page,
      HttpServletRequest request,
      Model model) {
    Optional<Draft> draft = Draft.take(request.getSession(false), PAGE);
    FormValues typed = new FormValues(draft.map(Draft::fields).orElse(Map.of()));
    model.addAttribute("restored", draft.isPresent());
    return page(
        request,
        draft.isPresent() ? typed.one("service") : service,
        Pager.number(draft.isPresent() ? typed.one("page") : page),
        typed,
        new FormFaults(),
        model);
  }

  private String page(
      HttpServletRequest request,
      String service,
      int page,
      FormValues typed,
      FormFaults faults,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    List<Choice> services =
        Stream.concat(
                Stream.of(new Choice("", "Every service")),
                sight.services(sight.reach(who)).stream())
            .toList();
    String chosen = Choice.among(services, service);
    ListQuestion question =
        new ListQuestion(
            chosen, "", TaskKind.RECORD_OUTCOME.code(), "", false, ListSort.OPENED, page);
    int size = sight.pages().pageSize();
    TaskList.Page found =
        list.page(
            question.within(who, sight.reach(who), clock.instant()),
            question.sort().order(),
            size,
            (page - 1) * size);
    if (found.tasks().isEmpty() && page > 1) {
      return "redirect:" + address(chosen, 1);
    }
    audit.list(who, "outcomes", found.tasks().stream().map(SupportTask::id).toList());
    model.addAttribute(
        "clinics",
        OutcomeRow.clinics(
            found.tasks().stream()
                .flatMap(task -> OutcomeRow.of(task, sight.person(task.patient()), sight).stream())
                .toList()));
    model.addAttribute("total", found.total());
    model.addAttribute(
        "pager", Pager.of(found.total(), size, page, number -> address(chosen, number)));
    model.addAttribute("service", chosen);
    model.addAttribute("services", services);
    model.addAttribute("choices", choices());
    model.addAttribute("typed", typed);
    model.addAttribute("faults", faults);
    model.addAttribute("once", Once.token());
    return "pages/outcomes";
  }

  private List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    sight.policy().outcomesTold().forEach(word -> choices.add(new Choice(word, Words.ended(word))));
    choices.add(new Choice("", "Not known yet"));
    return choices;
  }

  /** The service is one of the choices, and none of a patient's. */
  private static String address(String service, int page) {
    return PAGE + "?service=" + service + (page == 1 ? "" : "&page=" + page);
  }

  /** Each choice made is an act; what was refused stays chosen, with its reason. */
  @PostMapping(PAGE)
  String told(
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    FormValues typed = FormValues.of(request);
    String service = typed.one("service");
    int page = Pager.number(typed.one("page"));
    HttpSession session = request.getSession();
    String once = typed.one(Once.FIELD);
    FormFaults faults = new FormFaults();
    if (!once.isEmpty() && !Once.begin(session, once)) {
      after.addFlashAttribute("notice", "This was sent already; nothing was done twice");
      return "redirect:" + address(services(service), page);
    }
    Map<String, List<String>> left = new TreeMap<>();
    int done = 0;
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    for (String field : typed.fields().keySet()) {
      if (FIELD.matcher(field).matches() && !typed.one(field).isEmpty()) {
        int before = faults.all().size();
        HttpStatus answer = tell(field, typed, who, faults);
        if (faults.all().size() == before) {
          done++;
        } else {
          status = answer;
          left.put(field, typed.all(field));
        }
      }
    }
    String notice = done == 1 ? "1 outcome is kept" : done + " outcomes are kept";
    if (faults.isEmpty() && done > 0) {
      after.addFlashAttribute("notice", notice);
      return "redirect:" + address(services(service), page);
    }
    if (faults.isEmpty()) {
      faults.add(null, "Choose how at least one appointment ended");
    } else if (done > 0) {
      model.addAttribute("notice", notice + "; the others are not, see below");
    }
    response.setStatus(status.value());
    return page(request, service, page, new FormValues(left), faults, model);
  }

  /** An address may hold what is a service of ours, and nothing else that was sent. */
  private String services(String service) {
    return sight.pages().services().containsKey(service) ? service : "";
  }

  private HttpStatus tell(String field, FormValues typed, SignedIn who, FormFaults faults) {
    Matcher parts = FIELD.matcher(field);
    SupportTask task = parts.matches() ? sight.task(parts.group(1), who).orElse(null) : null;
    int place = task == null ? -1 : Integer.parseInt(parts.group(2));
    if (task == null
        || task.kind() != TaskKind.RECORD_OUTCOME
        || place >= task.appointments().size()) {
      faults.add(null, "An appointment is no longer there, or not in the care of your team");
      return HttpStatus.UNPROCESSABLE_CONTENT;
    }
    String version = typed.one("version-" + task.id());
    Act act =
        new Act(
            task.id(),
            version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null,
            Verb.RECORD,
            who.actor(),
            null,
            null,
            null,
            Map.of(task.appointments().get(place), typed.one(field)),
            null,
            null);
    return submissions.submit(act, field, faults);
  }
}
