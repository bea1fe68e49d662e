package org.attendancemonitor.report;

import java.util.List;
import java.util.Optional;

/** Who is missing out: each group that is shown against the rest of the service's patients. */
final class WhoIsMissingOut implements Chapter {
  static final String WINDOW = "52w";
  private static final String QUESTION = "Who is missing out?";
  private static final List<String> ATTRIBUTES =
      List.of("deprivation_quintile", "ethnic_group", "age_band", "sex");

  @Override
  public Optional<Section> of(Reported reported) {
    GapTable gaps = new GapTable(reported.now(), reported.settings().falseDiscoveryRate());
    ATTRIBUTES.forEach(gaps::add);
    gaps.addNeeds(Names.NEEDS);
    if (gaps.empty()) {
      return section(List.of("No group of this service is large enough to be shown."), List.of());
    }
    List<String> sentences =
        gaps.compared() == 0
            ? List.of()
            : List.of(
                reported.sentences().apart(gaps.apart(), gaps.compared(), reported.confidence())
                    + " "
                    + gaps.standingOut()
                    + " The rest is always the service's other patients, never a group held to be"
                    + " the norm. Groups overlap. Differences tell where to look, not why.");
    return section(sentences, List.of(gaps.exhibit()));
  }

  private static Optional<Section> section(List<String> sentences, List<Exhibit> exhibits) {
    return Optional.of(new Section(QUESTION, sentences, exhibits, Section.Style.FULL));
  }
}
