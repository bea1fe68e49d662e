package org.attendancemonitor.report;

import java.util.List;
import java.util.Optional;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.equity.EquitySettings;

/**
 * What a report is made of.
 *
 * @param name of the service, as shown to people
 * @param period reported on
 * @param now figures of the newest release that counts no day after the period
 * @param yearBefore figures of the release about a year before, if there is one
 * @param courses over time, of some measures
 * @param settings of {@code equity.yaml}
 */
record Reported(
    String name,
    Period period,
    ServiceFigures now,
    Optional<ServiceFigures> yearBefore,
    List<Course> courses,
    EquitySettings settings) {

  Reported {
    courses = List.copyOf(courses);
  }

  /** A measure over time, if there is a chart of it. */
  Optional<Course> course(String measure) {
    return courses.stream().filter(course -> course.measure().equals(measure)).findFirst();
  }

  double confidence() {
    return settings.confidence();
  }

  Sentences sentences() {
    return new Sentences(confidence());
  }
}
