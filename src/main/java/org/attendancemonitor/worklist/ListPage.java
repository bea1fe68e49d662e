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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list a clinician opens in the morning: the open tasks of the team, in order of work. */
@Controller
final class ListPage {
  private static final List<Choice> OWNERS =
      List.of(new Choice("", "Anyone"), new Choice("me", "Me"), new Choice("nobody", "Nobody yet"));

  private static final List<Choice> SORTS =
      List.of(
          new Choice("", "Overdue, then most urgent"),
          new Choice("due", "Due first"),
          new Choice("opened", "Oldest first"));

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
  String list(
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String need,
      @RequestParam(defaultValue = "") String overdue,
      @RequestParam(defaultValue = "") String sort,
      @RequestParam(defaultValue = "1") String page,
      HttpServletRequest request,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    Reach reach = sight.reach(who);
    ListQuestion question = question(reach, service, owner, kind, need, overdue, sort, page);
    Instant now = clock.instant();
    int size = sight.pages().pageSize();
    TaskList.Page found =
        list.page(
            question.within(who, reach, now), question.order(), size, (question.page() - 1) * size);
    if (found.tasks().isEmpty() && question.page() > 1) {
      // The page is gone: work was done meanwhile.
      return "redirect:" + question.at(1).address();
    }
    audit.list(who, "worklist", found.tasks().stream().map(SupportTask::id).toList());
    model.addAttribute("question", question);
    model.addAttribute("total", found.total());
    model.addAttribute(
        "rows",
        found.tasks().stream()
            .map(task -> ListRow.of(task, sight.person(task.patient()), sight))
            .toList());
    model.addAttribute(
        "pager",
        Pager.of(found.total(), size, question.page(), number -> question.at(number).address()));
    model.addAttribute("services", services(reach));
    model.addAttribute("owners", OWNERS);
    model.addAttribute("kinds", kinds());
    model.addAttribute("needs", needs());
    model.addAttribute("sorts", SORTS);
    return "pages/worklist";
  }

  private ListQuestion question(
      Reach reach,
      String service,
      String owner,
      String kind,
      String need,
      String overdue,
      String sort,
      String page) {
    return new ListQuestion(
        among(services(reach), service),
        among(OWNERS, owner),
        among(kinds(), kind),
        among(needs(), need),
        overdue.equals("yes"),
        among(SORTS, sort),
        page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
  }

  /** The whole list as it is narrowed, for a spreadsheet. */
  @PostMapping("/worklist/csv")
  ResponseEntity<String> csv(
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String need,
      @RequestParam(defaultValue = "") String overdue,
      @RequestParam(defaultValue = "") String sort,
      HttpServletRequest request) {
    ListQuestion question =
        question(reach(request), service, owner, kind, need, overdue, sort, "1");
    return ResponseEntity.ok()
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"worklist.csv\"")
        .body(ListRows.csv(all(question, request, "export")));
  }

  /** The whole list as it is narrowed, to print. */
  @PostMapping("/worklist/print")
  String print(
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String need,
      @RequestParam(defaultValue = "") String overdue,
      @RequestParam(defaultValue = "") String sort,
      HttpServletRequest request,
      Model model) {
    ListQuestion question =
        question(reach(request), service, owner, kind, need, overdue, sort, "1");
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
            question.order(),
            TAKEN_OUT_AT_MOST,
            0);
    audit.export(who, kind, "worklist", found.tasks().stream().map(SupportTask::id).toList());
    return found.tasks().stream()
        .map(task -> ListRow.of(task, sight.person(task.patient()), sight))
        .toList();
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

  /** What is none of the choices counts as "any". */
  private static String among(List<Choice> choices, String value) {
    return choices.stream().anyMatch(choice -> choice.value().equals(value)) ? value : "";
  }
}
