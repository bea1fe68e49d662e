package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.risk.EthnicGap;
import org.attendancemonitor.risk.RiskSettings;

class DerivationPropertyTest {
  private static final String ETHNIC =
      "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";
  private static final Deriving DERIVING = new Deriving();

  private static final Deriving PREPARING =
      new Deriving(ShippedSettings.risk(), ShippedSettings.preparing());

  @Property(seed = "20261122", tries = 150, shrinking = ShrinkingMode.OFF)
  void flags_and_open_tasks_are_those_of_the_naive_derivation_whatever_people_do(
      @ForAll long seed) {
    Random random = new Random(seed);
    Instant from = RandomRecords.NOW.minus(Duration.ofDays(400));
    List<RandomHistory.News> news = new RandomHistory(random, from, RandomRecords.NOW).all();
    Course course = new Course(PREPARING, RecordBuilder.person(1));
    Staff staff = new Staff(random);
    Instant before = from.minusSeconds(1);
    for (int weeks = 24; weeks >= 0; weeks -= 3) {
      Instant now = RandomRecords.NOW.minus(Duration.ofDays(7L * weeks));
      Instant last = before;
      news.stream()
          .filter(it -> it.received().isAfter(last) && !it.received().isAfter(now))
          .forEach(it -> it.change().accept(course.facts));
      assertNaive(course, now);
      for (int act = 1 + random.nextInt(6); act > 0 && !course.open().isEmpty(); act--) {
        Instant at = now.plusSeconds(3600L - 60L * act);
        SupportTask task = course.open().get(random.nextInt(course.open().size()));
        course.act(staff.next(task, at), at);
        assertNaive(course, at);
      }
      before = now;
    }
  }

  @Example
  void an_ordinary_year_goes_by_as_the_naive_derivation_tells_it() {
    Set<String> rules = new TreeSet<>();
    for (int patient = 0; patient < 150; patient++) {
      new ServiceYear(patient, PREPARING, naively(rules)).pass();
    }
    assertThat(rules)
        .as("rules at work")
        .containsExactlyInAnyOrderElementsOf(Rules.CARDS.stream().map(RuleCard::id).toList());
  }

  private static ServiceYear.Watcher naively(Set<String> rules) {
    return new ServiceYear.Watcher() {
      @Override
      public void derived(PersonRecord before, Decision decision, PersonRecord after, Instant now) {
        NaiveDerivation naive = new NaiveDerivation(before, now, RandomHistory.PAEDIATRIC, true);
        assertThat(Deriving.openTasks(after)).isEqualTo(naive.tasks());
        after.tasks().stream()
            .filter(task -> task.status().open())
            .forEach(task -> rules.add(task.rule()));
      }

      @Override
      public void completed(SupportTask task, String outcome, Instant now) {
        // What comes of it is seen at the next derivation.
      }
    };
  }

  private static void assertNaive(Course course, Instant now) {
    NaiveDerivation naive =
        new NaiveDerivation(course.record(), now, RandomHistory.PAEDIATRIC, true);
    course.derive(now);
    PersonRecord derived = course.record();
    assertThat(Deriving.flags(derived)).isEqualTo(naive.flags());
    assertThat(Deriving.openTasks(derived)).isEqualTo(naive.tasks());
  }

  @Property(seed = "20261122", tries = 200, shrinking = ShrinkingMode.OFF)
  void whatever_was_believed_before_the_end_is_the_same(@ForAll long seed) {
    RandomRecords random = new RandomRecords(seed);
    PersonRecord whole = random.next();
    PersonRecord state = RandomRecords.with(whole, List.of(), List.of());
    for (int stage = 0; stage < 5; stage++) {
      PersonRecord part = RandomRecords.with(random.partOf(whole), state.flags(), state.tasks());
      state = DERIVING.derive(part, RandomRecords.NOW);
    }
    state =
        DERIVING.derive(RandomRecords.with(whole, state.flags(), state.tasks()), RandomRecords.NOW);
    PersonRecord atOnce = DERIVING.derive(whole, RandomRecords.NOW);
    assertThat(Deriving.flags(state)).isEqualTo(Deriving.flags(atOnce));
    assertThat(content(state)).isEqualTo(content(atOnce));
    assertThat(DERIVING.decide(state, RandomRecords.NOW).changes()).isEmpty();
  }

  private static Set<String> content(PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open())
        .map(Deriving::content)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final Deriving WITH_GAP =
      new Deriving(
          withGapFor("asian"),
          ShippedSettings.policyWith(
              Map.of(
                  "rules.T1.enabled", true,
                  "rules.T2.enabled", true,
                  "rules.T3.enabled", true,
                  "order.social.enabled", true,
                  "order.social.signedBy", "AHP lead",
                  "order.social.signedOn", Date.from(Instant.parse("2026-10-01T00:00:00Z")))));

  @Property(seed = "20261122", tries = 200, shrinking = ShrinkingMode.OFF)
  void ethnicity_changes_no_kind_owner_due_priority_or_order_whatever_people_do(@ForAll long seed) {
    Random random = new Random(seed);
    Course course = new Course(WITH_GAP, RecordBuilder.person(1));
    Instant before = RandomRecords.NOW.minus(Duration.ofDays(40));
    new RandomHistory(random, RandomRecords.NOW.minus(Duration.ofDays(400)), RandomRecords.NOW)
        .all()
        .forEach(news -> news.change().accept(course.facts));
    course.derive(before);
    Staff staff = new Staff(random);
    for (int act = 0; act < 5 && !course.open().isEmpty(); act++) {
      Instant at = before.plus(Duration.ofHours(1 + act));
      SupportTask task = course.open().get(random.nextInt(course.open().size()));
      course.act(staff.next(task, at), at);
      course.derive(at);
    }
    Set<List<String>> tasks = new HashSet<>();
    Set<List<WaitingPlace>> places = new HashSet<>();
    Set<Set<String>> suggested = new HashSet<>();
    for (String letter : List.of("A", "H", "K", "M", "R", "S", "Z", "99")) {
      PersonRecord other = RecordRestated.ethnicity(course.record(), new Code(ETHNIC, letter));
      PersonRecord derived = WITH_GAP.derive(other, RandomRecords.NOW);
      tasks.add(order(derived));
      places.add(placed(WITH_GAP.waiting(other, RandomRecords.NOW)));
      suggested.add(reasons(derived));
    }
    assertThat(tasks).as("the same tasks in the same order whatever the group").hasSize(1);
    assertThat(places).as("the same place in the list whatever the group").hasSize(1);
    gaps += suggested.size() > 1 ? 1 : 0;
  }

  private static int gaps;

  @AfterContainer
  static void a_measured_gap_was_told_to_some_so_that_the_test_tells_something() {
    assertThat(gaps).isPositive();
  }

  /** As a list of work would show it: the urgent first, then the earliest due. */
  private static List<String> order(PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open())
        .sorted(
            Comparator.comparing(SupportTask::priority)
                .reversed()
                .thenComparing(SupportTask::due)
                .thenComparing(SupportTask::id))
        .map(
            task ->
                NaiveDerivation.words(task)
                    + task.due()
                    + task.priority()
                    + task.ownerRole()
                    + task.appointments())
        .toList();
  }

  private static List<WaitingPlace> placed(List<WaitingPlace> places) {
    return places.stream()
        .sorted(WaitingPlace.ORDER)
        .map(
            place ->
                new WaitingPlace(
                    place.referral(),
                    place.service(),
                    place.urgency(),
                    place.safety(),
                    place.impact(),
                    place.vulnerable(),
                    place.since(),
                    List.of()))
        .toList();
  }

  private static Set<String> reasons(PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open())
        .flatMap(task -> task.reasons().stream())
        .map(Reason::code)
        .collect(Collectors.toSet());
  }

  static RiskSettings withGapFor(String group) {
    RiskSettings s = ShippedSettings.risk();
    EthnicGap gap =
        new EthnicGap(
            "podiatry",
            Set.of(group),
            "AHP lead",
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31),
            "This service misses more people of this ethnic group than of others.");
    return new RiskSettings(
        s.core20(),
        s.interpreter(),
        s.childUnder(),
        s.olderFrom(),
        s.frailty(),
        s.carerDependent(),
        s.digitalExclusion(),
        s.inclusionHealth(),
        s.noFixedAbode(),
        s.recorded(),
        s.disabilityFlags(),
        s.statedNone(),
        s.repeat(),
        s.earlierDischarge(),
        s.countLateNotSeenAsDna(),
        s.chineseGroup(),
        s.ethnicCodings(),
        List.of(gap));
  }
}
