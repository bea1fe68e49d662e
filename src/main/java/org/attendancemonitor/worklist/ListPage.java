package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.record.TaskList;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The list a clinician opens in the morning: the open tasks of the team, in order of work. */
@Controller
final class ListPage {
  private static final List<Choice> OWNERS =
      List.of(new Choice("", "Anyone"), new Choice("me", "Me"), new Choice("nobody", "Nobody yet"));

  private static final int TAKEN_OUT_AT_MOST = 2_000;

  private final TaskList list;
  private final Sight sight;
  private final List<String> needs;
  private final Audit audit;
  private final Clock clock;

  ListPage(TaskList list, Sight sight, Needs needs, Audit audit, Clock clock) {
    this.audit = audit;
    this.list = list;
    this.sight = sight;
    this.needs = needs.codes();
    this.clock = clock;
  }

  @GetMapping("/worklist")
  String list(@ModelAttribute("form") ListForm form, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    Reach reach = sight.reach(who);
    ListQuestion question = question(reach, form);
    Instant now = clock.instant();
    int size = sight.pages().pageSize();
    TaskList.Page found =
        list.page(
            question.within(who, reach, now),
            question.sort().order(),
            size,
            (question.page() - 1) * size);
    if (found.tasks().isEmpty() && question.page() > 1) {
      // The page is gone: work was done meanwhile.
      return "redirect:" + question.at(1).address();
    }
    audit.list(who, "worklist", found.tasks().stream().map(SupportTask::id).toList());
    model.addAttribute("question", question);
    model.addAttribute("total", found.total());
    model.addAttribute("rows", sight.rows(found.tasks()));
    model.addAttribute(
        "pager",
        Pager.of(found.total(), size, question.page(), number -> question.at(number).address()));
    model.addAttribute("services", services(reach));
    model.addAttribute("owners", OWNERS);
    model.addAttribute("kinds", kinds());
    model.addAttribute("needs", needs());
    model.addAttribute("columns", ListSort.columns(question));
    return "pages/worklist";
  }

  private ListQuestion question(Reach reach, ListForm form) {
    return form.question(services(reach), OWNERS, kinds(), needs());
  }

  /** The whole list as it is narrowed, for a spreadsheet. */
  @PostMapping("/worklist/csv")
  ResponseEntity<String> csv(@ModelAttribute("form") ListForm form, HttpServletRequest request) {
    ListQuestion question = question(reach(request), form);
    return ResponseEntity.ok()
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"worklist.csv\"")
        .body(ListRows.csv(all(question, request, "export")));
  }

  /** The whole list as it is narrowed, to print. */
  @PostMapping("/worklist/print")
  String print(@ModelAttribute("form") ListForm form, HttpServletRequest request, Model model) {
    ListQuestion question = question(reach(request), form);
    model.addAttribute("rows", all(question, request, "print"));
    model.addAttribute("printed", Dates.moment(clock.instant()));
    return "pages/print";
  }

  private Reach reach(HttpServletRequest request) {
    return sight.reach(SignedIn.of(request).orElseThrow());
  }

  /** Written down before it is given out. */
  private List<ListRow> all(ListQuestion question, HttpServletRequest request, String kind) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    TaskList.Page found =
        list.page(
            question.within(who, sight.reach(who), clock.instant()),
            question.sort().order(),
            TAKEN_OUT_AT_MOST,
            0);
    audit.export(who, kind, "worklist", found.tasks().stream().map(SupportTask::id).toList());
    return sight.rows(found.tasks());
  }

  private List<Choice> services(Reach reach) {
    List<Choice> choices = new java.util.ArrayList<>();
    choices.add(new Choice("", "Every service"));
    choices.addAll(sight.services(reach));
    return List.copyOf(choices);
  }

  private static List<Choice> kinds() {
    Map<String, String> names = new TreeMap<>();
    Arrays.stream(TaskKind.values()).forEach(kind -> names.put(Words.kind(kind), kind.code()));
    return choices("Every reason", names);
  }

  private List<Choice> needs() {
    Map<String, String> names = new TreeMap<>();
    needs.forEach(code -> names.put(Words.plain(code), code));
    return choices("Any need", names);
  }

  private static List<Choice> choices(String any, Map<String, String> valueByText) {
    List<Choice> choices = new java.util.ArrayList<>();
    choices.add(new Choice("", any));
    valueByText.forEach((text, value) -> choices.add(new Choice(value, text)));
    return List.copyOf(choices);
  }
}
