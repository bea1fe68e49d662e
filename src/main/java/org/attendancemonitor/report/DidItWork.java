package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.statistics.DifferenceInDifferences;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Newcombe;

/** The page of a change that was tried: before and since, beside a service that did not change. */
final class DidItWork {
  private static final String WINDOW = InBrief.WINDOW;
  private static final String ALL = ServiceFigures.ALL;

  private final Trialled trial;
  private final Optional<TwoCourses> both;
  private final Optional<Estimate> alike;

  DidItWork(Trialled trial) {
    this.trial = trial;
    this.both =
        TwoCourses.of(
            trial.own().course(), trial.other().flatMap(Trialled.Sides::course), trial.change());
    this.alike = both.flatMap(courses -> courses.before(trial.confidence()));
  }

  /** The page. */
  Page page(String name) {
    ServiceFigures since = trial.own().since();
    return new Page(
        name,
        "Did it work? Before and after "
            + Wording.day(trial.change())
            + trial.reason().map(reason -> ": " + reason).orElse(""),
        "the 13 weeks to %s and the 13 weeks to %s"
            .formatted(Wording.day(trial.own().before().upTo()), Wording.day(since.upTo())),
        Wording.moment(since.release().madeAt()),
        since.release().synthetic(),
        messages(),
        Strip.of(sections(name)));
  }

  private List<String> messages() {
    TrialSentences sentences = new TrialSentences(trial.sentences());
    List<String> messages = new ArrayList<>();
    Estimate before = trial.own().before().missed(ALL, ALL, WINDOW).orElseThrow();
    Estimate since = trial.own().since().missed(ALL, ALL, WINDOW).orElseThrow();
    messages.add(sentences.alone(before, since, Newcombe.difference(since, before)));
    TrialTable.more(trial)
        .map(DifferenceInDifferences::difference)
        .map(found -> found.estimate(trial.confidence()))
        .ifPresent(more -> messages.add(sentences.compared(more, trial.otherName(), alike)));
    both.ifPresent(courses -> messages.add(sentences.alike(trial.otherName(), courses, alike)));
    messages.add(TrialSentences.gap(TrialTable.wider(trial.own())));
    detectable(before.value()).ifPresent(messages::add);
    messages.add(TrialSentences.caution());
    return messages;
  }

  private Optional<String> detectable(double share) {
    ServiceFigures figures = trial.own().before();
    double due = figures.due(ALL, ALL, WINDOW).orElse(0);
    return Detectable.of(share, due, figures.designEffect(ALL, ALL, WINDOW).value())
        .map(found -> trial.sentences().detectable(due, share, found));
  }

  private List<Section> sections(String name) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "What changed?",
            List.of(),
            List.of(new Exhibit(chart(name), new TrialTable(trial).table(name))),
            Section.Style.FULL));
    boolean beside = both.isPresent();
    (beside ? both : TwoCourses.of(trial.own().course(), trial.change()))
        .flatMap(courses -> lines(courses, name, beside))
        .ifPresent(sections::add);
    sections.add(HowToRead.section(trial.own().since(), List.of(METHODS)));
    return sections;
  }

  private Exhibit.Chart chart(String name) {
    Optional<Course> own = trial.own().course();
    if (own.isEmpty()) {
      return null;
    }
    Optional<Course> other = trial.other().flatMap(Trialled.Sides::course);
    String svg =
        new TrialChart()
            .draw(
                own.get(),
                other,
                trial.change(),
                "Share missed over time, before and since the change",
                "%d %ss of this service%s; an upright line on the day of the change."
                    .formatted(
                        own.get().points().size(),
                        own.get().weekly() ? "week" : "month",
                        other.isPresent() ? ", and those of " + trial.otherName() : ""),
                680);
    return Exhibit.Chart.above(
        svg,
        "Line with dots: %s.%s Upright line: the change."
            .formatted(name, other.isPresent() ? " Dashed: " + trial.otherName() + "." : ""));
  }

  private Optional<Section> lines(TwoCourses courses, String name, boolean beside) {
    return courses
        .atTheChange(trial.confidence())
        .map(
            found ->
                new Section(
                    "Was there a step?",
                    List.of(
                        (beside
                                ? "%s less %s: what moved both at the same time is taken out."
                                    .formatted(name, trial.otherName())
                                : "%s alone: what else happened at the time is in it, too."
                                    .formatted(name))
                            + " Limits that hold 0: uncertain."),
                    List.of(Exhibit.of(TrialTable.lines(courses, found))),
                    Section.Style.FULL));
  }

  private static final String METHODS =
      "Methods: Wilson limits, widened by design effects; differences: Newcombe, Statistics in Medicine"
          + " 1998; 17: 873-890; difference in differences; straight lines with first-order"
          + " autoregressive errors (interrupted time series).";
}
