package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the figures are made of, what they cannot say, and whose methods they are. */
final class HowToRead implements Chapter {

  @Override
  public Optional<Section> of(Reported reported) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Share missed: "
            + reported.now().release().definition()
            + ". Cancellations, and outcomes nobody recorded, count in neither."
            + " National figures that divide by everything booked are lower.");
    sentences.add(
        "Limits tell how far chance alone could carry a figure of this size, not what else may be"
            + " wrong with it: outcomes recorded late, attributes not known, a change of who is"
            + " referred. Whoever compares services has to think of who their patients are first.");
    OptionalDouble effect =
        reported.now().value("dna_design_effect", "all", "all", WhoIsMissingOut.WINDOW);
    if (effect.isPresent()) {
      sentences.add(Sentences.designEffect(effect.getAsDouble()));
    }
    sentences.add(
        "Groups are counts of people, protected: rounded to 5, shares worked out from the rounded"
            + " counts, and a group is renewed only when enough has changed. Figures of the whole"
            + " service are exact. Late and corrected outcomes change later releases, not this one.");
    sentences.add(
        "Methods: Wilson limits, directly standardised rates, slope index of inequality and funnel"
            + " limits as in PHEindicatormethods 2.1.0 (UK Health Security Agency); differences"
            + " after Newcombe (Statistics in Medicine 1998; 17: 873-890); charts over time after NHS"
            + " England, Making Data Count; overdispersion after Spiegelhalter (FunnelPlotR);"
            + " small numbers after NHS England, disclosure control for Hospital Episode"
            + " Statistics, 2018; waits after Kaplan and Meier (1958).");
    sentences.add(
        "Deprivation: English indices of deprivation, Ministry of Housing, Communities and Local"
            + " Government; contains public sector information licensed under the Open Government"
            + " Licence v3.0.");
    return Optional.of(new Section("How to read this", sentences, List.of(), Section.Style.SMALL));
  }
}
