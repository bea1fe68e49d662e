package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.attendancemonitor.record.KeptRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier releases told is read from the store after a start, and remembered otherwise. */
class RestartedFiguresTest {
  private static final List<Integer> WEEKS = IntStream.range(0, 6).mapToObj(i -> 3 * i).toList();

  @TempDir Path one;
  @TempDir Path other;

  @Test
  void aReleaseIsTheSameWhetherTheProgramWasStartedBeforeItOrNot() {
    EquitySettings settings = FiguresTest.settings();
    try (Ward steady = new Ward(one);
        Ward restarted = new Ward(other)) {
      Figures always = Clinic.started(steady, settings);
      List<KeptRelease> remembered = kept(Clinic.made(steady, WEEKS, week -> always));
      List<KeptRelease> read =
          kept(Clinic.made(restarted, WEEKS, week -> Clinic.started(restarted, settings)));
      assertThat(remembered).hasSameSizeAs(WEEKS);
      assertThat(read).isEqualTo(remembered);
    }
  }

  private static List<KeptRelease> kept(List<Clinic.Made> made) {
    return made.stream().map(Clinic.Made::kept).toList();
  }
}
