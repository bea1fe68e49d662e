package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.Manifest;
import org.attendancemonitor.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the record, the messages that wait and the rest of the data folder, together. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    subcommands = BackupVerifyCommand.class,
    description = {
      "Copies the record, the messages that wait and the rest of the data folder, so that they fit",
      "together, beside the running service or without one. Nothing is stopped. The copy holds",
      "everything that was acknowledged before it began, and patient data: keep it like the record.",
      "A database in PostgreSQL is copied by pg_dump, where the machine has it.",
      "Look at it with \"backup verify\", put it back with \"restore\". docs/backup.md"
    })
final class BackupCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|FOLDER",
      description = {
        "NAME.zip: one file; else a folder to be made. In a folder that is there, a new one is made",
        "that is named after the moment"
      })
  private Path target;

  @Option(
      names = "--without-database",
      description = "leaves out a database in PostgreSQL: it is copied by other means")
  private boolean withoutDatabase;

  @Override
  public Integer call() throws Exception {
    if (target == null) {
      throw new ParameterException(
          spec.commandLine(), "expected where the backup is to be written, or verify");
    }
    Configuration configuration = folders.configuration();
    Clock clock = Monitor.clock(configuration);
    PrintWriter out = spec.commandLine().getOut();
    try {
      long started = System.nanoTime();
      BackupRun run = new BackupRun(configuration, clock, withoutDatabase);
      BackupRun.Made made = run.into(target, System.getProperty("user.name"));
      tell(out, made, (System.nanoTime() - started) / 1e9);
    } catch (BackupException cannot) {
      throw new CannotRunException("no backup was made: " + cannot.getMessage());
    } catch (IOException failure) {
      throw new CannotRunException("no backup was made: " + Monitor.reason(failure));
    }
    return 0;
  }

  private static void tell(PrintWriter out, BackupRun.Made made, double seconds) {
    Manifest manifest = made.manifest();
    long waiting = manifest.messages().values().stream().mapToLong(Long::longValue).sum();
    if (!manifest.rows().isEmpty()) {
      out.printf(
          "record:   %,d facts about %,d people, %,d tasks, as of %s%n",
          manifest.rows().getOrDefault("fact", 0L),
          manifest.rows().getOrDefault("patient", 0L),
          manifest.rows().getOrDefault("support_task", 0L),
          manifest.record());
    } else if (manifest.database()) {
      out.printf("record:   the database, as pg_dump copied it, as of %s%n", manifest.record());
    } else {
      out.printf(
          "record:   NOT in it. Copy the database now, not earlier: what was acknowledged before %s"
              + " is in this backup or in a copy of the database that begins after %s%n",
          manifest.begun(), manifest.record());
    }
    out.println(
        manifest.broker()
            ? "messages: %,d that wait in %d queues".formatted(waiting, manifest.messages().size())
            : "messages: NOT in it. The broker is another program's: copy it BEFORE the record");
    made.warnings().forEach(warning -> out.println("WARNING:  " + warning));
    out.println(
        "WARNING:  it holds patient data; it is readable by its owner only, and not encrypted");
    out.printf(
        "%s: everything acknowledged before %s, in %.1f s%n",
        made.place(), manifest.begun(), seconds);
    out.flush();
  }
}
