package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.risk.EthnicGap;
import org.attendancemonitor.risk.RiskSettings;

class DerivationPropertyTest {
  private static final String ETHNIC =
      "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";
  private final Deriving deriving = new Deriving();

  @Property(seed = "20261122", tries = 300, shrinking = ShrinkingMode.OFF)
  void flags_and_open_tasks_are_those_of_the_naive_derivation(@ForAll long seed) {
    PersonRecord record = new RandomRecords(seed).next();
    PersonRecord derived = deriving.derive(record, RandomRecords.NOW);
    NaiveDerivation naive =
        new NaiveDerivation(record, RandomRecords.NOW, RandomRecords.PAEDIATRIC);
    assertThat(Deriving.flags(derived)).isEqualTo(naive.flags());
    assertThat(Deriving.openTasks(derived)).isEqualTo(naive.tasks());
  }

  @Property(seed = "20261122", tries = 300, shrinking = ShrinkingMode.OFF)
  void whatever_was_believed_before_the_end_is_the_same(@ForAll long seed) {
    RandomRecords random = new RandomRecords(seed);
    PersonRecord whole = random.next();
    PersonRecord state = RandomRecords.with(whole, List.of(), List.of());
    for (int stage = 0; stage < 5; stage++) {
      PersonRecord part = RandomRecords.with(random.partOf(whole), state.flags(), state.tasks());
      state = deriving.derive(part, RandomRecords.NOW);
    }
    state =
        deriving.derive(RandomRecords.with(whole, state.flags(), state.tasks()), RandomRecords.NOW);
    PersonRecord atOnce = deriving.derive(whole, RandomRecords.NOW);
    assertThat(Deriving.flags(state)).isEqualTo(Deriving.flags(atOnce));
    assertThat(content(state)).isEqualTo(content(atOnce));
    assertThat(deriving.decide(state, RandomRecords.NOW).changes()).isEmpty();
  }

  /** What an open task says, its identity included; when and how often it changed may differ. */
  private static Set<String> content(PersonRecord record) {
    return record.tasks().stream()
        .filter(task -> task.status().open())
        .map(
            task ->
                String.join(
                    " ",
                    task.id(),
                    Deriving.words(task),
                    task.priority().name(),
                    task.ownerRole(),
                    task.reasons().toString(),
                    task.supports().toString(),
                    task.appointments().toString(),
                    task.steps().toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Property(seed = "20261122", tries = 300, shrinking = ShrinkingMode.OFF)
  void every_miss_has_a_task_or_a_recorded_reason_and_nothing_ends_a_referral(@ForAll long seed) {
    PersonRecord record = new RandomRecords(seed).next();
    Decision decision = deriving.decide(record, RandomRecords.NOW);
    PersonRecord derived = RecordRestated.after(record, decision);
    for (Appointment miss : record.appointments()) {
      if (miss.outcome().missed()) {
        String answer = decision.answers().get(miss.id());
        assertThat(answer).as("answer for a miss").isNotBlank();
        if (answer.startsWith("task:")) {
          assertThat(derived.tasks())
              .anyMatch(
                  task ->
                      task.status().open()
                          && task.kind().code().equals(answer.substring(5))
                          && task.appointments().contains(miss.id()));
        }
      }
    }
    assertThat(derived.referrals()).isEqualTo(record.referrals());
    Set<String> live =
        record.referrals().stream()
            .filter(Referral::live)
            .map(Referral::id)
            .collect(Collectors.toSet());
    assertThat(decision.closures()).noneMatch(closure -> live.contains(closure.referral()));
    assertThat(decision.changes())
        .allMatch(change -> change instanceof Change.SetFlag || asksForNoDischarge(change));
  }

  private static boolean asksForNoDischarge(Change change) {
    SupportTask task =
        change instanceof Change.OpenTask opened
            ? opened.task()
            : ((Change.AmendTask) change).task();
    return Set.of(
            TaskKind.SUPPORT_ATTENDANCE,
            TaskKind.SUPPORT_PLAN,
            TaskKind.WAS_NOT_BROUGHT,
            TaskKind.DISCHARGE_REVIEW)
        .contains(task.kind());
  }

  @Property(seed = "20261122", tries = 200, shrinking = ShrinkingMode.OFF)
  void ethnicity_changes_no_kind_owner_due_priority_or_order(@ForAll long seed) {
    Deriving withGap = new Deriving(withGapFor("asian"), ShippedSettings.policy());
    PersonRecord record = new RandomRecords(seed).next();
    List<String> before = null;
    for (String letter : List.of("A", "K", "M", "R", "99")) {
      PersonRecord other = RecordRestated.ethnicity(record, new Code(ETHNIC, letter));
      Decision decision = withGap.decide(other, RandomRecords.NOW);
      List<String> seen =
          decision.changes().stream()
              .filter(change -> change instanceof Change.OpenTask)
              .map(change -> ((Change.OpenTask) change).task())
              .map(
                  task ->
                      Deriving.words(task)
                          + task.due()
                          + task.priority()
                          + task.ownerRole()
                          + task.appointments())
              .toList();
      assertThat(before == null || before.equals(seen))
          .as("same tasks whatever the group")
          .isTrue();
      before = seen;
    }
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

  @Property(seed = "20261122", tries = 25, shrinking = ShrinkingMode.OFF)
  void looking_every_day_is_the_same_as_looking_when_told_to(@ForAll long seed) {
    Deriving withGap = new Deriving(withGapFor("asian"), ShippedSettings.policy());
    PersonRecord daily = new RandomRecords(seed).next();
    PersonRecord told = daily;
    Instant next = RandomRecords.NOW;
    for (int day = 0; day < 400; day++) {
      Instant now = RandomRecords.NOW.plus(Duration.ofDays(day));
      daily = withGap.derive(daily, now);
      if (next != null && !next.isAfter(now)) {
        Decision decision = withGap.decide(told, now);
        told = RecordRestated.after(told, decision);
        next = decision.lookAgainAt();
        assertThat(next == null || next.isAfter(now)).isTrue();
      }
      assertThat(Deriving.flags(told)).isEqualTo(Deriving.flags(daily));
      assertThat(content(told)).isEqualTo(content(daily));
    }
  }
}
