package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.equity.Course;

/** What has to be looked at beside the share missed: a fall that comes from cancelling is none. */
final class BesideIt implements Chapter {
  private static final Map<String, String> MEASURES = new LinkedHashMap<>();

  static {
    MEASURES.put("was_not_brought_ratio", "Was not brought");
    MEASURES.put("patient_cancelled_ratio", "Patient cancelled");
    MEASURES.put("provider_cancelled_ratio", "Service cancelled");
    MEASURES.put("outcome_missing_ratio", "Outcome not recorded");
  }

  @Override
  public Optional<Section> of(Reported reported) {
    List<Table.Row> rows = new ArrayList<>();
    MEASURES.forEach(
        (measure, name) ->
            reported.course(measure).ifPresent(course -> rows.add(row(name, course))));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "What moves beside it?",
                List.of(),
                List.of(
                    Exhibit.of(
                        new Table(
                            "Newest complete week or month, %",
                            List.of("Share", "Newest", "Mean", "Usual", "Signal"), rows))),
                Section.Style.HALF));
  }

  private static Table.Row row(String name, Course course) {
    Course.Stretch stretch = course.stretches().get(course.stretches().size() - 1);
    return Table.Row.of(
        name,
        Wording.points(course.newest().value()),
        Wording.points(stretch.mean()),
        stretch.limits().map(Wording::limits).orElse("no limits"),
        stretch.points() < CourseSentences.FEW
            ? "on trial"
            : CourseSentences.signals(course.newest()));
  }
}
