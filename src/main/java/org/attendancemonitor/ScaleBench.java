package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Launched;
import org.attendancemonitor.fault.Program;
import org.attendancemonitor.simulation.TrustPlan;

/**
 * Measures whether an event costs more where the record is large: the same workload, about people
 * drawn from all that a record knows, against a small and a large record in turn.
 */
final class ScaleBench {
  private static final List<String> AS_LAUNCHED = List.of("-Xmx1g", "-XX:+UseSerialGC");

  private final Configuration usual;
  private final Path folder;
  private final TrustPlan trust;
  private final Instant now;
  private final PrintWriter out;

  /**
   * How much.
   *
   * @param small people of the small record
   * @param smallEach mean number of appointments of one of them
   * @param large people of the large record
   * @param largeEach mean number of appointments of one of them
   * @param events of one round
   * @param rounds of each record
   */
  record Plan(int small, int smallEach, int large, int largeEach, int events, int rounds) {

    /**
     * @throws IllegalArgumentException where a number is below its floor
     */
    Plan {
      atLeast("small", 100, small);
      atLeast("large", small, large);
      atLeast("appointments-per-patient", 1, Math.min(smallEach, largeEach));
      atLeast("events", 500, events);
      atLeast("rounds", 1, rounds);
    }

    private static void atLeast(String name, int least, int found) {
      if (found < least) {
        throw new IllegalArgumentException(
            name + ": expected at least " + least + ", found " + found);
      }
    }

    /** A fifth of a round goes before it. */
    int warmUp() {
      return events / 5;
    }
  }

  /**
   * @param usual settings, of which the record and the broker are replaced
   * @param folder where both records are made
   * @param trust areas and seed of the people
   * @param out is told each step
   */
  ScaleBench(Configuration usual, Path folder, TrustPlan trust, Instant now, PrintWriter out) {
    this.usual = usual;
    this.folder = folder;
    this.trust = trust;
    this.now = now;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException where the service stands still
   */
  ScaleBenchReport run(Plan plan) throws IOException, InterruptedException {
    Path smallHome = folder.resolve("small");
    Path largeHome = folder.resolve("large");
    ScaleSide small = new ScaleSide("small", BenchConfiguration.of(usual, smallHome), plan.small());
    Configuration largeSettings = BenchConfiguration.of(usual, largeHome);
    ScaleSide large = new ScaleSide("large", largeSettings, plan.large());
    fill(BenchConfiguration.of(usual, smallHome), plan.small(), plan.smallEach());
    KnownRecord.Filled filled = fill(largeSettings, plan.large(), plan.largeEach());
    long bytes = large.bytes();
    double ready = ready(largeHome);
    say(
        "from its start as a process of its own to \"is ready\" on the large record: %.1f s",
        ready);
    small.beginsAnew(folder.resolve("small-as-filled"));
    for (int round = 0; round < plan.rounds(); round++) {
      // Whoever comes second finds a machine that the first has warmed.
      for (ScaleSide side : round % 2 == 0 ? List.of(small, large) : List.of(large, small)) {
        side.round(trust, now, round, plan.warmUp(), plan.events(), folder);
        say(
            "round %d, %s: %,.0f events/s, %.0f ms of processor time for 1,000, read from"
                + " the disk for one: %s",
            round + 1,
            side.name(),
            side.perSecond().get(round),
            side.processor().get(round),
            ScaleBenchReport.bytes(side.fromDisk().get(round)));
      }
    }
    return ScaleBenchReport.of(plan, small, large, filled, bytes, ready);
  }

  private KnownRecord.Filled fill(Configuration configuration, int people, int each)
      throws IOException {
    KnownRecord.Filled filled = new KnownRecord(configuration, trust, now).fill(people, each);
    say(
        "%,d people with %,d appointments kept in %.0f s, their figures counted in %.0f s",
        people,
        filled.appointments(),
        filled.filling().toMillis() / 1e3,
        filled.counting().toMillis() / 1e3);
    return filled;
  }

  private double ready(Path place) throws IOException, InterruptedException {
    Home home = new Home(place, Program.running(AttendanceMonitor.class)).options(AS_LAUNCHED);
    long begun = System.nanoTime();
    try (Launched service = home.serve()) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      service.terminate();
      service.waitFor(Duration.ofSeconds(60));
      return seconds;
    }
  }

  private void say(String text, Object... values) {
    out.println(text.formatted(values));
    out.flush();
  }
}
