package org.attendancemonitor;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.attendancemonitor.fault.Program;
import org.attendancemonitor.simulation.BenchSender;
import org.attendancemonitor.simulation.EventFile;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import org.attendancemonitor.simulation.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sender's process of {@code bench}; started by it, of no use to people. */
@Command(name = "bench-sender", hidden = true, description = "The sender of bench.")
final class BenchSenderCommand implements Callable<Integer> {
  static final int BATCH = 500;

  @Option(names = "--broker", required = true)
  String broker;

  @Option(names = "--user", defaultValue = "")
  String user;

  @Option(names = "--patients", required = true)
  int patients;

  @Option(names = "--seed", required = true)
  long seed;

  @Option(names = "--areas", required = true)
  Path areas;

  @Option(names = "--round", required = true)
  int round;

  @Option(names = "--events", required = true)
  int events;

  @Option(names = "--rate", required = true)
  double rate;

  @Option(names = "--waiting", required = true)
  int waiting;

  @Option(names = "--now", required = true)
  Instant now;

  @Option(names = "--times", required = true)
  Path times;

  /** The command that starts this in a process of its own, without its arguments. */
  static List<String> commandLine() {
    return Program.running(AttendanceMonitor.class)
        .command(
            // It lives for seconds: compiled well, it would take more from what it measures.
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "bench-sender");
  }

  @Override
  public Integer call() throws JMSException, IOException {
    String password = Objects.toString(System.getenv("ATTENDANCE_BENCH_PASSWORD"), "");
    LocalDate today = now.atZone(TrustPlan.ZONE).toLocalDate();
    TrustPlan plan = TrustPlan.of(patients, 1, today, seed, Lsoa.read(areas));
    Path made = Files.createTempFile(times.toAbsolutePath().getParent(), "bench-events", ".bin");
    try {
      EventFile file = new EventFile(made);
      file.write(new Workload(plan, round, now).events(events));
      try (Stream<EventFile.Prepared> prepared = file.read()) {
        new BenchSender(
                broker, user, password, BATCH, System.in, waiting, Clock.system(TrustPlan.ZONE))
            .send(prepared, rate, times);
      }
    } finally {
      Files.deleteIfExists(made);
    }
    return 0;
  }
}
