package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
  private static final int EVENTS = 2_500;
  private static final int PORTION = 1_000;

  /** How often it is looked, a millisecond apart, before a portion has come. */
  private static final int LOOKS = 300;

  @TempDir private Path folder;

  private BenchPlan plan(String... sender) {
    return new BenchPlan(
        TrustPlan.of(10, 1, LocalDate.of(2026, 11, 22), 1, List.of(new Lsoa("E01000001", 1))),
        folder,
        EVENTS,
        3,
        500,
        PORTION,
        Instant.parse("2026-11-22T07:00:00Z"),
        folder,
        List.of(sender));
  }

  private Round run(Service service, String... sender) throws Exception {
    BenchPlan plan = plan(sender);
    return new Backlog(plan, service, service)
        .run(new SenderProcess(plan, service, Clock.systemUTC()), 0, EVENTS);
  }

  @Test
  void aPortionIsTakenOnceAllOfItWaitsAndOnlyTheTakingIsMeasured() throws Exception {
    Service service = new Service();
    Round taken = run(service, "true");
    assertThat(service.portions).containsExactly(1_000, 1_000, 500);
    assertThat(service.held).as("whoever comes next").isFalse();
    double secondsOfComing = service.portions.size() * LOOKS * 0.001;
    assertThat(taken.perSecond()).isGreaterThan(EVENTS / secondsOfComing);
    assertThat(taken.batch()).isEqualTo(EVENTS / 3.0);
    assertThat(taken.spent().processorNanos()).isEqualTo(3 * Service.TAKING);
    assertThat(taken.spent().steps()).containsExactly(Map.entry("keep", 3 * Service.TAKING));
  }

  @Test
  void aSenderThatFailsEndsItAndTheQueueHandsOutAgain() {
    Service service = new Service();
    assertThatThrownBy(() -> run(service, "false"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sender's process failed");
    assertThat(service.held).isFalse();
  }

  /** Commits what waits as soon as it may. */
  private static final class Service implements Target, HeldQueue {
    static final long TAKING = 1_000_000;

    private final List<Integer> portions = new ArrayList<>();
    private boolean held;
    private int looks;
    private int inQueue;
    private long committed;
    private long processor;
    private long kept;

    @Override
    public void hold() {
      held = true;
      looks = 0;
    }

    @Override
    public void letGo() {
      held = false;
      if (inQueue > 0) {
        portions.add(inQueue);
        committed += inQueue;
        inQueue = 0;
        processor += TAKING;
        kept += TAKING;
      }
    }

    @Override
    public long waiting() {
      // Taking a message in costs the broker something.
      processor++;
      if (held && ++looks > LOOKS) {
        inQueue = (int) Math.min(PORTION, EVENTS - committed);
      }
      return inQueue;
    }

    @Override
    public long committed() {
      return committed;
    }

    @Override
    public long batches() {
      return portions.size();
    }

    @Override
    public long processorNanos() {
      return processor;
    }

    @Override
    public Map<String, Long> nanosBySteps() {
      return Map.of("keep", kept, BenchReport.WAIT, processor);
    }

    @Override
    public String brokerUrl() {
      return "";
    }

    @Override
    public String user() {
      return "";
    }

    @Override
    public String password() {
      return "";
    }
  }
}
