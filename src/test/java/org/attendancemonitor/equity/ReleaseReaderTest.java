package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseReaderTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private void keep(String slot, LocalDate upTo, double known) {
    ward.releases.keep(
        new KeptRelease(
            Instant.parse(slot),
            Instant.parse("2026-11-30T08:00:00Z"),
            upTo,
            false,
            "DNA",
            List.of(),
            List.of(
                KeptFigure.of("known_ratio", known, "podiatry", "sex"),
                KeptFigure.of(
                    "waiting_comparison", 0.3, "podiatry", "sex", "x", "log_rank_p", "estimate"))));
  }

  @Test
  void theNewestIsTheOneThatCountsMostDaysUpToThatDay() {
    keep("2026-11-23T00:00:00Z", SUNDAY, 0.1);
    keep("2026-11-16T00:00:00Z", SUNDAY.minusDays(7), 0.2);
    keep("2026-11-24T00:00:00Z", SUNDAY, 0.3);
    ReleaseReader reader = new ReleaseReader(ward.store);
    assertThat(reader.lastDays()).containsExactly(SUNDAY.minusDays(7), SUNDAY);
    assertThat(reader.newestUpTo(SUNDAY).orElseThrow().value("known_ratio", "podiatry", "sex"))
        .hasValue(0.3);
    ReleasedFigures before = reader.newestUpTo(SUNDAY.minusDays(1)).orElseThrow();
    assertThat(before.upTo()).isEqualTo(SUNDAY.minusDays(7));
    assertThat(before.value("known_ratio", "podiatry", "sex")).hasValue(0.2);
    assertThat(reader.newestUpTo(SUNDAY.minusDays(8))).isEmpty();
  }

  @Test
  void whatPrometheusIsNotToldIsReadTooAndTheRestAsItIsScraped() {
    keep("2026-11-23T00:00:00Z", SUNDAY, 0.1);
    ReleasedFigures figures = new ReleaseReader(ward.store).newestUpTo(SUNDAY).orElseThrow();
    assertThat(
            figures.value("waiting_comparison", "podiatry", "sex", "x", "log_rank_p", "estimate"))
        .hasValue(0.3);
    assertThat(figures.value("known_ratio", "podiatry", "age_band")).isEmpty();
    assertThat(figures.family("no_such_family")).isEmpty();
  }

  @Test
  void whatIsHiddenCannotBeRead() {
    LocalDate day = SUNDAY.minusDays(3);
    ward.appointments(60, "podiatry", day, "attended", who("sex", "female"));
    ward.appointments(20, "podiatry", day, "dna", who("sex", "female"));
    ward.appointments(60, "podiatry", day, "attended", who("sex", "male"));
    ward.appointments(20, "podiatry", day, "dna", who("sex", "male"));
    ward.appointments(7, "podiatry", day, "dna", who("sex", "other"));
    ward.count();
    Release release =
        new Figures(FiguresTest.settings(), ward.tallies, ward.releases, Map.of())
            .release(Instant.parse("2026-11-23T06:00:00Z"))
            .orElseThrow();
    ReleasedFigures figures =
        new ReleaseReader(ward.store).newestUpTo(release.upTo()).orElseThrow();
    long shown =
        figures.family("appointments").keySet().stream()
            .filter(labels -> labels.get(1).equals("sex") && labels.get(2).equals("other"))
            .count();
    assertThat(shown).isZero();
    assertThat(figures.family("appointments").keySet())
        .anyMatch(labels -> labels.get(1).equals("sex"));
    assertThat(figures.value("suppressed_cells", "podiatry", "sex", "13w").orElseThrow())
        .isGreaterThanOrEqualTo(1);
    assertThat(figures.value("appointments", "podiatry", "all", "all", "13w", "dna")).hasValue(47);
  }
}
