package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Newcombe;

/** The main message: what a manager reads who reads nothing else. */
final class InBrief {
  static final String WINDOW = "13w";
  static final int WEEKS = 13;
  private static final String ALL = ServiceFigures.ALL;

  private InBrief() {}

  /** The sentences. */
  static List<String> of(Reported reported) {
    Sentences sentences = reported.sentences();
    ServiceFigures now = reported.now();
    Optional<Estimate> share = now.missed(ALL, ALL, WINDOW);
    List<String> messages = new ArrayList<>();
    if (share.isEmpty()) {
      messages.add(sentences.nothingDue(WEEKS, now.upTo()));
      return messages;
    }
    double due = now.due(ALL, ALL, WINDOW).orElseThrow();
    messages.add(sentences.missed(WEEKS, now.upTo(), due, share.get()));
    messages.add(change(reported, share.get()));
    reported
        .course(OverTime.MEASURE)
        .ifPresent(course -> messages.add(CourseSentences.newest(course)));
    Detectable.of(share.get().value(), due, now.designEffect(ALL, ALL, WINDOW).value())
        .ifPresent(found -> messages.add(sentences.detectable(due, share.get().value(), found)));
    messages.add(gradient(reported));
    messages.add(AfterAMiss.discharges(now));
    return messages;
  }

  private static String change(Reported reported, Estimate share) {
    Optional<Estimate> before =
        reported.yearBefore().flatMap(then -> then.missed(ALL, ALL, WINDOW));
    return before.isEmpty()
        ? reported.sentences().noYearBefore()
        : reported
            .sentences()
            .change(
                WEEKS,
                reported.yearBefore().get().upTo(),
                before.get(),
                Newcombe.difference(share, before.get()));
  }

  private static String gradient(Reported reported) {
    Optional<Estimate> slope = reported.now().estimate("dna_gradient", "52w", "sii");
    Optional<Estimate> ratio = reported.now().estimate("dna_gradient", "52w", "rii");
    return slope.isPresent() && ratio.isPresent()
        ? reported.sentences().gradient(slope.get(), ratio.get())
        : reported.sentences().noGradient(SocialGradient.shown(reported.now()).size());
  }
}
