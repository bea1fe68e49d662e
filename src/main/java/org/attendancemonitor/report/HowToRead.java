package org.attendancemonitor.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the figures are made of, what they cannot say, and whose methods they are. */
final class HowToRead implements Chapter {

  @Override
  public Optional<Section> of(Reported reported) {
    OptionalDouble effect =
        reported.now().value("dna_design_effect", "all", "all", WhoIsMissingOut.WINDOW);
    String widened = effect.orElse(1) > 1 ? " " + Sentences.designEffect(effect.getAsDouble()) : "";
    List<String> sentences =
        List.of(
            "Share missed: "
                + missed(reported.now().release().definition())
                + ". Cancellations, and outcomes nobody recorded, count in neither; national figures"
                + " that divide by everything booked are lower. Limits tell how far chance alone could"
                + " carry a figure, not what else may be wrong: outcomes recorded late, attributes not"
                + " known, a change of who is referred."
                + widened
                + " Counts of groups are rounded to "
                + reported.settings().disclosure().roundTo()
                + ", their shares worked out from that, and renewed only when enough has changed. Late"
                + " and corrected outcomes change later releases, not this one.",
            "Methods: Wilson limits, slope index, funnel: PHEindicatormethods 2.1.0 (UK Health Security"
                + " Agency). Differences: Newcombe, Statistics in Medicine 1998; 17: 873-890. Over time:"
                + " NHS England, Making Data Count. Overdispersion: Spiegelhalter 2005. Waits: Kaplan"
                + " and Meier 1958, Aalen and Johansen 1978. Many tests: Benjamini and Hochberg 1995. Small numbers: NHS England, disclosure"
                + " control for Hospital Episode Statistics, 2018. Deprivation: English indices of"
                + " deprivation, Ministry of Housing, Communities and Local Government; contains public"
                + " sector information licensed under the Open Government Licence v3.0.");
    return Optional.of(new Section("How to read this", sentences, List.of(), Section.Style.SMALL));
  }

  /** The definition in force speaks the language of the metrics. */
  private static String missed(String definition) {
    return definition.replace("DNA", "missed");
  }
}
