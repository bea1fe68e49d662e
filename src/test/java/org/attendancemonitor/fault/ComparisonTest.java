package org.attendancemonitor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.fault.Acknowledged.Said;
import org.junit.jupiter.api.Test;

/** The comparison finds each kind of difference, and nothing where there is none. */
class ComparisonTest {
  private static final Map<String, Said> SAID =
      Map.of(
          "a1", new Said("p1", 1, "dna", 1),
          "a2", new Said("p2", 2, "attended", 2));

  private static final Map<String, String> OUTCOMES = Map.of("a1", "dna", "a2", "attended");
  private static final Map<String, Integer> FACTS = Map.of("a1", 1, "a2", 2);

  @Test
  void agreesWhereTheRecordHoldsWhatWasSaid() {
    Comparison agreed = compared(OUTCOMES, FACTS, Set.of("p1"), List.of());
    assertThat(agreed.agree()).isTrue();
    assertThat(agreed.differences()).isEmpty();
  }

  @Test
  void findsWhatIsLost() {
    Comparison lost = compared(Map.of("a1", "dna"), Map.of("a1", 1), Set.of("p1"), List.of());
    assertThat(lost.lost()).containsExactly("a2");
    assertThat(lost.agree()).isFalse();
    assertThat(lost.differences()).anyMatch(line -> line.contains("1 acknowledged and lost"));
  }

  @Test
  void findsAnotherOutcome() {
    Comparison other = compared(Map.of("a1", "dna", "a2", "dna"), FACTS, Set.of("p1"), List.of());
    assertThat(other.otherOutcome()).containsExactly("a2: said attended, kept dna");
    assertThat(other.agree()).isFalse();
  }

  @Test
  void findsWhatIsKeptTwiceAndWhatWasNeverSaid() {
    Comparison doubled = compared(OUTCOMES, Map.of("a1", 2, "a2", 2), Set.of("p1"), List.of());
    assertThat(doubled.doubled()).containsExactly("a1: said 1 versions, kept 2");
    assertThat(doubled.agree()).isFalse();
    Comparison more =
        compared(
            Map.of("a1", "dna", "a2", "attended", "a3", "dna"), FACTS, Set.of("p1"), List.of());
    assertThat(more.notSaid()).containsExactly("a3");
    assertThat(more.agree()).isFalse();
  }

  @Test
  void findsTasksTooFewTooManyAndTwice() {
    assertThat(compared(OUTCOMES, FACTS, Set.of(), List.of()).withoutTask()).containsExactly("p1");
    assertThat(compared(OUTCOMES, FACTS, Set.of("p1", "p2"), List.of()).withTask())
        .containsExactly("p2");
    assertThat(compared(OUTCOMES, FACTS, Set.of("p1"), List.of("p1 r1 support-attendance")).agree())
        .isFalse();
  }

  private static Comparison compared(
      Map<String, String> outcomes,
      Map<String, Integer> facts,
      Set<String> withTasks,
      List<String> twice) {
    return Comparison.of(SAID, new Kept(outcomes, facts, withTasks, twice, 0));
  }
}
