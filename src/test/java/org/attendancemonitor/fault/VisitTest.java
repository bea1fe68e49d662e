package org.attendancemonitor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attendancemonitor.fault.Acknowledged.Said;
import org.attendancemonitor.fault.Visit.Version;
import org.junit.jupiter.api.Test;

/** What senders tell of, and what their log says about it. */
class VisitTest {
  private static final List<Visit> VISITS =
      IntStream.range(0, 7_000).mapToObj(number -> new Visit("x", number)).toList();

  @Test
  void allKindsOfStoriesAreTold() {
    Set<String> kinds = new HashSet<>();
    for (Visit visit : VISITS) {
      List<Version> story = visit.story();
      boolean again = new HashSet<>(story).size() < story.size();
      kinds.add(again ? "told twice" : "once");
      kinds.add(story.get(0).number() == 2 ? "the older last" : "in order");
      kinds.add(story.size() > 1 && story.get(1).number() == 2 ? "corrected" : "not corrected");
      kinds.add(story.get(0).outcome());
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "told twice",
            "once",
            "the older last",
            "in order",
            "corrected",
            "not corrected",
            "dna",
            "attended");
  }

  @Test
  void theAppointmentsOfOnePersonAllEndAlike() {
    Acknowledged log = told();
    Map<String, Set<String>> outcomes = new HashMap<>();
    log.said()
        .values()
        .forEach(
            it -> outcomes.computeIfAbsent(it.patient(), p -> new HashSet<>()).add(it.outcome()));
    assertThat(outcomes.values()).allMatch(each -> each.size() == 1);
    assertThat(outcomes).hasSizeGreaterThan(600);
  }

  @Test
  void theNewestVersionCountsHoweverLateTheOlderComes() {
    Acknowledged log = new Acknowledged();
    Visit visit = new Visit("x", 7);
    assertThat(visit.story().get(0)).isEqualTo(new Version(2, "fulfilled"));
    visit.story().forEach(version -> log.add(visit, version, false));
    assertThat(log.said()).containsEntry("apt-x-7", new Said(visit.patient(), 2, "attended", 2));
  }

  private static Acknowledged told() {
    Acknowledged log = new Acknowledged();
    for (Visit visit : VISITS) {
      Set<Version> before = new HashSet<>();
      visit.story().forEach(version -> log.add(visit, version, !before.add(version)));
    }
    return log;
  }
}
