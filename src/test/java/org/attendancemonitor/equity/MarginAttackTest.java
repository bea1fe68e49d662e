package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptCell.State;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.Test;

/** What two releases of a waiting list, the first of which told nothing, give away together. */
class MarginAttackTest {
  private static final EquitySettings SETTINGS = FiguresTest.settings();
  private static final DisclosureRule RULE = SETTINGS.disclosure();
  private static final Columns COLUMNS = Columns.of(Subject.WAITING, SETTINGS);
  private static final Counts NONE = waiting(0, 0, 0);
  private static final LocalDate THEN = LocalDate.of(2026, 5, 31);

  private static Counts waiting(long within, long over18, long over52) {
    return Counts.of(Subject.WAITING, within, over18, over52);
  }

  private static KeptCell then(String group, Counts exact) {
    return new KeptCell(
        new TallyKey("podiatry", "sex", group),
        KeptCell.NOW,
        State.HIDDEN,
        exact,
        exact.get("within_18w") + exact.get("over_18w"),
        exact,
        NONE,
        null,
        Map.of(),
        null);
  }

  private static DraftCell now(KeptCell before, Counts exact, Counts entered, Counts left) {
    return new DraftCell(
        before.key(), KeptCell.NOW, exact, 20, new Movement(entered, left, NONE), before);
  }

  private static Optional<Leak> leak(int days, List<KeptCell> then, List<DraftCell> now) {
    LocalDate end = THEN.plusDays(days);
    List<KeptCell> silent = now.stream().map(draft -> draft.kept(null).hidden(null)).toList();
    return new MarginAttack(
            RULE,
            COLUMNS,
            new Timeline(List.of(THEN, end)),
            List.of(new Frame(THEN, COLUMNS, RULE, then)),
            new Frame(end, COLUMNS, RULE, silent))
        .leak(now);
  }

  /** Twelve women wait over 18 weeks: all were on the list, and no more than 5 of them so long. */
  private static Optional<Leak> womenWaitOn(int days) {
    KeptCell women = then("female", waiting(7, 5, 0));
    KeptCell men = then("male", waiting(40, 0, 0));
    DraftCell told = now(women, waiting(15, 12, 0), waiting(15, 7, 0), waiting(7, 0, 0));
    told.state = State.PUBLISHED;
    told.shown = COLUMNS.without(COLUMNS.parts.get(0), COLUMNS.shown(told.exact, RULE), NONE, RULE);
    DraftCell hidden = now(men, waiting(40, 30, 0), waiting(40, 30, 0), waiting(40, 0, 0));
    return leak(days, List.of(women, men), List.of(told, hidden));
  }

  @Test
  void whoWaitsOver18WeeksWasOnTheList18WeeksAgo() {
    assertThat(womenWaitOn(126)).isPresent();
    assertThat(womenWaitOn(127)).isPresent();
    assertThat(womenWaitOn(128)).as("some may have been referred since").isEmpty();
  }

  /** Eight men wait over 52 weeks: of the 13 who waited over 18 then, 5 at most were women. */
  private static Optional<Leak> menWaitOn(int days) {
    KeptCell women = then("female", waiting(40, 5, 0));
    KeptCell men = then("male", waiting(40, 8, 0));
    DraftCell hidden = now(women, waiting(40, 20, 0), waiting(40, 19, 0), waiting(40, 4, 0));
    DraftCell told = now(men, waiting(40, 30, 8), waiting(40, 22, 8), waiting(40, 0, 0));
    told.state = State.PUBLISHED;
    told.shown = COLUMNS.shown(told.exact, RULE);
    return leak(days, List.of(women, men), List.of(hidden, told));
  }

  @Test
  void whoWaitsOver52WeeksHadWaitedOver18By34WeeksAgo() {
    assertThat(menWaitOn(238)).isPresent();
    assertThat(menWaitOn(239)).isEmpty();
  }

  @Test
  void whoComesToWaitOver52WeeksContradictsNothing() {
    KeptCell women = then("female", waiting(30, 10, 2));
    KeptCell men = then("male", waiting(30, 10, 2));
    List<DraftCell> now =
        List.of(
            now(women, waiting(30, 10, 5), waiting(0, 0, 3), NONE),
            now(men, waiting(30, 10, 3), waiting(0, 0, 1), NONE));
    assertThat(leak(28, List.of(women, men), now)).as("nothing is told at all").isEmpty();
  }
}
