package org.attendancemonitor;

import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its commands. Without one it serves. */
@Command(
    name = "attendance-monitor",
    mixinStandardHelpOptions = true,
    version = AttendanceMonitor.VERSION,
    description = {
      "Turns missed appointments into support, not discharge:",
      "reads referral and appointment events, flags who is at risk of being left behind,",
      "opens support tasks and publishes equity figures to Prometheus."
    },
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      PrepareCommand.class,
      CheckFeedCommand.class,
      LoadCommand.class,
      SimulateCommand.class,
      DeadLettersCommand.class,
      WriteBackCommand.class,
      ReconcileCommand.class,
      RederiveCommand.class,
      UsersCommand.class,
      AuditCommand.class,
      RetentionCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportPersonCommand.class,
      WhatIfCommand.class,
      ExportHistoryCommand.class,
      ReportCommand.class,
      BenchCommand.class,
      BenchSenderCommand.class,
      BenchPeerCommand.class,
      FaultsCommand.class,
      FaultsBrokerCommand.class
    })
public final class AttendanceMonitor implements Callable<Integer> {
  static final String VERSION = "Attendance Monitor 0.1.0";

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    silenceLogs();
    System.exit(run(args));
  }

  /** Commands speak for themselves; the service begins to log when it starts. */
  static void silenceLogs() {
    LoggingSystem.get(AttendanceMonitor.class.getClassLoader()).beforeInitialize();
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   */
  static int run(String... args) {
    return new CommandLine(new AttendanceMonitor())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new PlainErrors())
        .execute(args);
  }

  @Override
  public Integer call() throws Exception {
    return new ServeCommand().call();
  }
}
