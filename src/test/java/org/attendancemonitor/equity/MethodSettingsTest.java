package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.equity.ProcessSettings.Rebase;
import org.attendancemonitor.equity.ProcessSettings.Steps;
import org.junit.jupiter.api.Test;

class MethodSettingsTest {
  private static final LocalDate DATE = LocalDate.of(2026, 9, 1);

  @Test
  void whatCannotBeIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> new ProcessSettings(Steps.AUTO, 0, 20, 3, 0.9, List.of()))
        .hasMessage("weeksFrom: expected 1 or more, found 0");
    assertThatThrownBy(() -> new ProcessSettings(Steps.AUTO, 50, 0, 3, 0.9, List.of()))
        .hasMessage("minimumAppointments: expected 1 or more, found 0");
    assertThatThrownBy(() -> new ProcessSettings(Steps.AUTO, 50, 20, -1, 0.9, List.of()))
        .hasMessage("settledAfterDays: expected 0 or more, found -1");
    assertThatThrownBy(() -> new ProcessSettings(Steps.AUTO, 50, 20, 3, 1.5, List.of()))
        .hasMessage("shownShare: expected 0 to 1, found 1.5");
    assertThatThrownBy(() -> Altered.settings(FiguresTest.settings(), "falseDiscoveryRate", 0.0))
        .hasRootCauseMessage("falseDiscoveryRate: expected above 0 to 0.5, found 0.0");
    assertThatThrownBy(() -> new FunnelSettings(1, 1.2))
        .hasMessage("overdispersionFrom: expected 2 or more, found 1");
    assertThatThrownBy(() -> new FunnelSettings(10, 0.9))
        .hasMessage("overdispersionAbove: expected 1 or more, found 0.9");
    assertThatThrownBy(() -> new RepeatSettings(1, 2, 91))
        .hasMessage("repeatFrom: expected 2 or more, found 1");
    assertThatThrownBy(() -> new RepeatSettings(2, 2, 364))
        .hasMessage("againWithinDays: expected less than 364, found 364");
  }

  @Test
  void aRebaseSaysWhyAndWhoDecided() {
    assertThatThrownBy(() -> new Rebase(DATE, Set.of(), Set.of(), " ", "AHP lead"))
        .hasMessage("reason: expected words, found nothing");
    assertThatThrownBy(() -> new Rebase(DATE, Set.of(), Set.of(), "moved", ""))
        .hasMessage("decidedBy: expected words, found nothing");
  }

  @Test
  void aRebaseNamesMeasuresThatAreCharted() {
    assertThatThrownBy(() -> new Rebase(DATE, Set.of(), Set.of("dna"), "moved", "AHP lead"))
        .hasMessageContaining("measures: expected some of [dna_ratio, was_not_brought_ratio,")
        .hasMessageEndingWith("found dna");
    Rebase rebase = new Rebase(DATE, Set.of("podiatry"), Set.of(), "moved", "AHP lead");
    assertThat(rebase.concerns("podiatry", "dna_ratio")).isTrue();
    assertThat(rebase.concerns("orthotics", "dna_ratio")).isFalse();
  }
}
