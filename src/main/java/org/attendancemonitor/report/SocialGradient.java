package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;

/** Share missed over the fifths of deprivation. */
final class SocialGradient implements Chapter {
  private static final String DIMENSION = "deprivation_quintile";
  private static final String QUESTION = "Is there a social gradient?";
  private static final String GAP = "dna_gap_deprivation";
  private static final String WINDOW = "52w";

  /** The fifths that are shown, the most deprived first. */
  static List<String> shown(ServiceFigures figures) {
    return figures.groupsMissed(DIMENSION, WINDOW).stream()
        .filter(group -> !Names.notKnown(group))
        .toList();
  }

  private static List<String> overTime(Reported reported) {
    return reported.course(GAP).map(CourseSentences::gap).stream().toList();
  }

  private static List<String> sentences(Reported reported, List<String> off) {
    List<String> sentences = new ArrayList<>();
    if (!off.isEmpty()) {
      sentences.add(Sentences.notStraight(off));
    }
    sentences.addAll(overTime(reported));
    return sentences;
  }

  private static List<Double> fitted(
      ServiceFigures figures, List<String> fifths, double confidence) {
    return FittedLine.through(
        fifths.stream().map(fifth -> figures.share(DIMENSION, fifth, WINDOW)).toList(), confidence);
  }

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<String> fifths = shown(now);
    Optional<Estimate> slope = now.estimate("dna_gradient", WINDOW, "sii");
    if (fifths.size() < 5 || slope.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      sentences.add(reported.sentences().noGradient(fifths.size()));
      sentences.addAll(overTime(reported));
      return Optional.of(new Section(QUESTION, sentences, List.of(), Section.Style.HALF));
    }
    List<Double> fitted = fitted(now, fifths, reported.confidence());
    List<Estimate> shares = new ArrayList<>();
    List<Table.Row> rows = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (String fifth : fifths) {
      Estimate share = now.missed(DIMENSION, fifth, WINDOW).orElseThrow();
      shares.add(share);
      if (!fitted.isEmpty() && !share.covers(fitted.get(rows.size()))) {
        off.add(Names.group(DIMENSION, fifth));
      }
      rows.add(
          Table.Row.of(
              Names.group(DIMENSION, fifth),
              Wording.percent(share),
              fitted.isEmpty() ? "" : Wording.percent(fitted.get(rows.size()))));
    }
    String chart =
        GradientChart.draw(
            List.of("most", "2", "3", "4", "least"),
            shares,
            fitted,
            "Share missed over the fifths of deprivation",
            "A dot with its interval for each fifth, the most deprived on the left.",
            330);
    Table table =
        new Table(
            "Share missed over 52 weeks, by deprivation",
            List.of("Fifth", "Missed", "Fitted line"),
            rows);
    return Optional.of(
        new Section(
            QUESTION,
            sentences(reported, off),
            List.of(
                new Exhibit(
                    Exhibit.Chart.above(
                        chart, "Dots: share missed, with limits. Dashed: the fitted line."),
                    table)),
            Section.Style.HALF));
  }
}
