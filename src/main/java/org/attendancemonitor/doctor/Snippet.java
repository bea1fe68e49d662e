package org.attendancemonitor.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.UnmappedCode;
import org.attendancemonitor.attendance.UnmappedCode.Use;

/**
 * Lines to paste into a configuration file.
 *
 * @param file such as {@code config/feeds.yaml}
 * @param yaml the lines
 */
public record Snippet(String file, String yaml) {

  /**
   * The lines for codes without a meaning. As they stand they change nothing that is known.
   *
   * @param feed name in {@code feeds.yaml}
   * @param counts how often each code came
   */
  public static List<Snippet> of(String feed, Map<UnmappedCode, Long> counts) {
    Counts outcomes = of(counts, Use.OUTCOME, Use.CANCELLATION);
    Counts words = new Counts();
    counts.forEach(
        (one, seen) -> {
          // A status of FHIR that does not exist is the sender's to mend.
          if (one.use() == Use.STATUS && one.code().system().isEmpty()) {
            words.add(Printable.word(one.code().value()), seen);
          }
        });
    return Stream.of(
            Mapping.outcomes(feed, outcomes, words),
            Mapping.services(of(counts, Use.SERVICE)),
            Mapping.ethnic(of(counts, Use.ETHNICITY)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Counts of(Map<UnmappedCode, Long> counts, Use... uses) {
    Counts some = new Counts();
    counts.forEach(
        (one, seen) -> {
          if (List.of(uses).contains(one.use())) {
            some.add(Printable.code(one.code()), seen);
          }
        });
    return some;
  }
}
