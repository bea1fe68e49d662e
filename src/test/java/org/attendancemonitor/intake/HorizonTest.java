package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.EpisodeFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;
import org.junit.jupiter.api.Test;

class HorizonTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Key KEY = Key.ofId("epr", "Any", "1");
  private final Horizon horizon = new Horizon(Duration.ofDays(28));

  private boolean historic(Fact fact, Instant sourceTime) {
    return horizon.historic(new Notice(KEY, KEY, fact, sourceTime, null), NOW);
  }

  @Test
  void careThatEndedLongAgoIsHistoryThoughItsSourceTellsItToday() {
    LocalDate ended = LocalDate.parse("2026-09-01");
    assertThat(historic(new EpisodeFact(List.of(KEY), true, List.of(), ended), NOW)).isTrue();
    Instant left = Instant.parse("2026-09-01T10:00:00Z");
    assertThat(
            historic(
                new EncounterFact(
                    List.of(KEY), true, false, List.of(KEY), List.of(), null, left, true),
                NOW))
        .isTrue();
  }

  @Test
  void careThatEndedWithinTheHorizonIsActedOn() {
    LocalDate ended = LocalDate.parse("2026-10-25");
    assertThat(historic(new EpisodeFact(List.of(KEY), true, List.of(), ended), NOW)).isFalse();
  }

  @Test
  void anEndingWithoutADayOfItsOwnIsAsOldAsItsSourceSays() {
    ReferralFact revoked =
        new ReferralFact(
            List.of(KEY), ReferralStatus.REVOKED, List.of(), List.of(), null, null, false, null);
    assertThat(historic(revoked, NOW.minus(Duration.ofDays(29)))).isTrue();
    assertThat(historic(revoked, NOW.minus(Duration.ofDays(27)))).isFalse();
    assertThat(historic(revoked, null)).isFalse();
  }
}
