package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.record.Finding;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Finds a person by name or number. What is typed is sent in a form and kept in the session: no
 * address holds it, and a result can be looked at again.
 */
@Controller
final class PeoplePage {
  private static final String FORM = "/worklist/people";
  private static final int SHOWN_AT_MOST = 20;
  private static final int ROWS_AT_MOST = 500;

  private final Finding finding;
  private final Sight sight;
  private final Audit audit;

  PeoplePage(Finding finding, Sight sight, Audit audit) {
    this.finding = finding;
    this.sight = sight;
    this.audit = audit;
  }

  @GetMapping(FORM)
  String form(HttpServletRequest request, Model model) {
    Optional<Draft> draft = Draft.take(request.getSession(false), FORM);
    model.addAttribute("restored", draft.isPresent());
    return form(new FormValues(draft.map(Draft::fields).orElse(Map.of())), new FormFaults(), model);
  }

  private static String form(FormValues typed, FormFaults faults, Model model) {
    model.addAttribute("typed", typed);
    model.addAttribute("faults", faults);
    return "pages/people";
  }

  /** Takes what is sought; who it finds is shown at an address of its own. */
  @PostMapping(FORM)
  String search(HttpServletRequest request, HttpServletResponse response, Model model) {
    FormValues typed = FormValues.of(request);
    FormFaults faults = new FormFaults();
    Finding.Sought sought = SearchForm.read(typed, faults);
    if (!faults.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(typed, faults, model);
    }
    return "redirect:" + FORM + "/found/" + Searches.keep(request.getSession(), sought);
  }

  /** Who was found; the search is made, and written down, each time this is looked at. */
  @GetMapping(FORM + "/found/{id}")
  String found(@PathVariable String id, HttpServletRequest request, Model model) {
    Finding.Sought sought = Searches.of(request.getSession(false), id).orElse(null);
    if (sought == null) {
      return "redirect:" + FORM;
    }
    SignedIn who = SignedIn.of(request).orElseThrow();
    Reach reach = sight.reach(who);
    Set<Long> rows = finding.rows(sought, ROWS_AT_MOST + 1);
    boolean tooMany = rows.size() > ROWS_AT_MOST;
    List<Set<Long>> own = new ArrayList<>();
    List<Set<Long>> others = new ArrayList<>();
    if (!tooMany) {
      part(sight.people().linked(rows), reach, own, others);
    }
    List<FoundPerson> people =
        own.stream()
            .limit(SHOWN_AT_MOST)
            .map(theirs -> FoundPerson.of(seen(theirs), reach, sight))
            .sorted(Comparator.comparing(person -> person.who().name()))
            .toList();
    List<String> elsewhere = exact(sought) ? tasks(others) : List.of();
    List<String> shown = new ArrayList<>();
    people.forEach(person -> shown.add(person.id()));
    shown.addAll(elsewhere);
    audit.search(who, "people", shown);
    model.addAttribute("sought", SearchForm.words(sought));
    model.addAttribute("tooMany", tooMany);
    model.addAttribute("rowsAtMost", ROWS_AT_MOST);
    model.addAttribute("people", people);
    model.addAttribute("total", own.size());
    model.addAttribute("elsewhere", elsewhere);
    return "pages/people-found";
  }

  /** Parts those within reach from the others; in a stable order. */
  private void part(
      Set<Set<Long>> persons, Reach reach, List<Set<Long>> own, List<Set<Long>> others) {
    Set<Long> all = new TreeSet<>();
    persons.forEach(all::addAll);
    Map<Long, Set<String>> services = all.isEmpty() ? Map.of() : finding.services(all);
    persons.stream()
        .sorted(Comparator.comparing(person -> person.stream().min(Long::compare).orElseThrow()))
        .forEach(
            person -> {
              boolean covered =
                  reach.everywhere()
                      || person.stream()
                          .flatMap(row -> services.getOrDefault(row, Set.of()).stream())
                          .anyMatch(reach::covers);
              (covered ? own : others).add(person);
            });
  }

  /** Whoever asks knows more of the person than a name: that there is a record may be said. */
  private static boolean exact(Finding.Sought sought) {
    return sought.birth() != null
        || !sought.nhsNumber().isEmpty()
        || !sought.localNumber().isEmpty();
  }

  /** Of each person the task at which it is asked why one looks; none where nothing is open. */
  private List<String> tasks(List<Set<Long>> others) {
    return others.stream()
        .limit(SHOWN_AT_MOST)
        .flatMap(
            rows ->
                seen(rows).record().tasks().stream()
                    .filter(task -> task.status().open())
                    .min(
                        Comparator.comparing(
                            SupportTask::due, Comparator.nullsLast(Comparator.naturalOrder())))
                    .stream())
        .map(SupportTask::id)
        .toList();
  }

  private PersonView.Seen seen(Set<Long> rows) {
    return sight.person(rows.iterator().next());
  }
}
