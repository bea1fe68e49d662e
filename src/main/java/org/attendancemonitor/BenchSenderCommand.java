package org.attendancemonitor;

import jakarta.jms.JMSException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.attendancemonitor.simulation.BenchSender;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import org.attendancemonitor.simulation.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sender's process of {@code bench}; started by it, of no use to people. */
@Command(name = "bench-sender", hidden = true, description = "The sender of bench.")
public final class BenchSenderCommand implements Callable<Integer> {
  private static final int BATCH = 500;

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

  @Option(names = "--now", required = true)
  Instant now;

  @Option(names = "--times", required = true)
  Path times;

  /** The command that starts this class in a process of its own, without its arguments. */
  static List<String> commandLine() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-XX:+UseSerialGC");
    String path = System.getProperty("java.class.path");
    boolean packaged = path.endsWith(".jar") && !path.contains(File.pathSeparator);
    if (packaged) {
      command.addAll(List.of("-jar", path, "bench-sender"));
    } else {
      command.addAll(List.of("-cp", path, BenchSenderCommand.class.getName()));
    }
    return command;
  }

  /** Starts the sender alone, where the program does not run from its jar. */
  public static void main(String[] arguments) {
    AttendanceMonitor.silenceLogs();
    System.exit(new CommandLine(new BenchSenderCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws JMSException, IOException {
    String password = Objects.toString(System.getenv("ATTENDANCE_BENCH_PASSWORD"), "");
    LocalDate today = now.atZone(TrustPlan.ZONE).toLocalDate();
    TrustPlan plan = TrustPlan.of(patients, 1, today, seed, Lsoa.read(areas));
    new BenchSender(broker, user, password, BATCH, Clock.system(TrustPlan.ZONE))
        .send(new Workload(plan, round, now).events(events), rate, times);
    return 0;
  }
}
