package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.record.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is open, overdue and done in each service, in numbers: nothing about any patient. */
@Controller
final class TeamPage {
  private final Tasks tasks;
  private final Sight sight;
  private final Clock clock;

  TeamPage(Tasks tasks, Sight sight, Clock clock) {
    this.tasks = tasks;
    this.sight = sight;
    this.clock = clock;
  }

  /**
   * One kind of task in one service.
   *
   * @param service name
   * @param kind in words
   * @param toDo nobody has taken them on
   * @param working somebody has
   * @param onHold they wait
   * @param overdue of all these
   * @param finished so far
   */
  record Row(
      String service,
      String kind,
      long toDo,
      long working,
      long onHold,
      long overdue,
      long finished) {
    private Row plus(Row other) {
      return new Row(
          service,
          kind,
          toDo + other.toDo,
          working + other.working,
          onHold + other.onHold,
          overdue + other.overdue,
          finished + other.finished);
    }
  }

  @GetMapping("/team")
  String team(HttpServletRequest request, Model model) {
    Reach reach = sight.reach(SignedIn.of(request).orElseThrow());
    Map<String, Row> rows = new TreeMap<>();
    tasks
        .counts(clock.instant())
        .forEach(
            (group, count) -> {
              if (reach.covers(group.service())) {
                Row row = row(group, count);
                rows.merge(row.service() + "|" + row.kind(), row, Row::plus);
              }
            });
    model.addAttribute("rows", new ArrayList<>(rows.values()));
    model.addAttribute("total", total(rows.values().stream().toList()));
    return "pages/team";
  }

  private Row row(Tasks.Group group, long count) {
    return new Row(
        sight.pages().service(group.service()),
        Words.kind(group.kind()),
        group.status() == TaskStatus.REQUESTED ? count : 0,
        group.status() == TaskStatus.IN_PROGRESS ? count : 0,
        group.status() == TaskStatus.ON_HOLD ? count : 0,
        group.overdue() ? count : 0,
        group.status() == TaskStatus.COMPLETED ? count : 0);
  }

  private static Row total(List<Row> rows) {
    return rows.stream().reduce(new Row("", "", 0, 0, 0, 0, 0), Row::plus);
  }
}
