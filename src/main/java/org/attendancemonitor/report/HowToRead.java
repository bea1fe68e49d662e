package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the figures are made of, what they cannot say, and whose methods they are. */
final class HowToRead implements Chapter {

  private static final String METHODS =
      "Methods: Wilson limits, slope index, funnel: PHEindicatormethods 2.1.0 (UK Health Security"
          + " Agency). Differences: Newcombe, Statistics in Medicine 1998; 17: 873-890. Over time:"
          + " NHS England, Making Data Count. Overdispersion: Spiegelhalter 2005. Waits: Kaplan"
          + " and Meier 1958, Aalen and Johansen 1978. Many tests: Benjamini and Hochberg 1995."
          + " Small numbers: NHS England, disclosure control for Hospital Episode Statistics, 2018. Deprivation: English indices of"
          + " deprivation, Ministry of Housing, Communities and Local Government; contains public"
          + " sector information licensed under the Open Government Licence v3.0.";

  @Override
  public Optional<Section> of(Reported reported) {
    return Optional.of(
        section(
            reported.now(),
            List.of(
                "Counts of groups are rounded to "
                    + reported.settings().disclosure().roundTo()
                    + ", their shares worked out from that, and renewed only when enough has changed."
                    + " Late and corrected outcomes change later releases, not this one. "
                    + METHODS)));
  }

  /**
   * What the figures are made of.
   *
   * @param more further sentences
   */
  static Section section(ServiceFigures figures, List<String> more) {
    double effect = figures.designEffect("all", "all", WhoIsMissingOut.WINDOW).value();
    String widened = effect > 1 ? " " + Sentences.designEffect(effect) : "";
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Share missed: "
            + missed(figures.release().definition())
            + ". Cancellations, and outcomes nobody recorded, count in neither; national figures that"
            + " divide by everything booked are lower. Limits tell how far chance alone could carry a"
            + " figure, not what else may be wrong: outcomes recorded late, attributes not known, a"
            + " change of who is referred."
            + widened);
    sentences.addAll(more);
    return new Section("How to read this", sentences, List.of(), Section.Style.SMALL);
  }

  /** The definition in force speaks the language of the metrics. */
  private static String missed(String definition) {
    return definition.replace("DNA", "missed");
  }
}
