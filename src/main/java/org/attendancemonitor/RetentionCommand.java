package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.LegalHolds;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Restored;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.retention.Retention;
import org.attendancemonitor.retention.RetentionSettings;
import org.attendancemonitor.task.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is deleted when; the service does it daily. */
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description = {
      "What config/retention.yaml would delete now. The service deletes by itself, once a day, what",
      "is enforced there. Only counts; a running service goes on."
    },
    subcommands = {RetentionCommand.Hold.class, RetentionCommand.Resume.class})
final class RetentionCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "counts what would be deleted now")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (!dryRun) {
      throw new ParameterException(spec.commandLine(), "expected --dry-run, hold or resume");
    }
    Configuration configuration = folders.configuration();
    ServerSettings server = configuration.settings(ServerSettings.class);
    RetentionSettings settings = configuration.settings(RetentionSettings.class);
    try (Store record = ReadOnlyRecord.open(server);
        Store audit = ReadOnlyRecord.openAudit(server)) {
      Instant now = Monitor.clock(configuration).instant();
      Map<String, Long> due = Retention.due(record, audit, settings, now);
      PrintWriter out = spec.commandLine().getOut();
      due.forEach((what, count) -> out.println(line(what, count, settings)));
      new Restored(record)
          .unconfirmed()
          .ifPresent(
              moment ->
                  out.println(
                      "the record was restored as of "
                          + moment
                          + ": no records of people are deleted before \"retention resume\""));
      out.flush();
    }
    return 0;
  }

  private static String line(String what, long count, RetentionSettings settings) {
    boolean enforced =
        what.equals("people")
            ? settings.people().enforced()
            : what.startsWith("audit")
                ? settings.audit().enforced()
                : what.startsWith("ids")
                    ? settings.ofMessages().enforced()
                    : settings.rejected().enforced();
    return count + " " + what + (enforced ? "" : " (not enforced: they stay)");
  }

  /** {@code retention resume}. */
  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = {
        "After a restore: holds are in order, records of people may be deleted by age again.",
        "Holds that began after the backup are not in it: put them back first (\"hold add\")."
      })
  static final class Resume implements Callable<Integer> {
    @Mixin private final Folders folders = new Folders();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Configuration configuration = folders.configuration();
      ServerSettings settings = configuration.settings(ServerSettings.class);
      ReadOnlyRecord.open(settings).close();
      try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
        Restored restored = new Restored(store);
        if (restored.unconfirmed().isEmpty()) {
          throw new PlainErrors.CannotRunException("nothing was restored, or it was said before");
        }
        AuditTrail trail = AuditTrail.ofChanges(store, DataFolder.auditChain(settings.data()));
        Instant now = Monitor.clock(configuration).instant();
        store.inTransaction(
            () -> {
              restored.confirm();
              trail.append(
                  List.of(
                      new AuditEntry(
                          now,
                          "retention",
                          "command:" + System.getProperty("user.name"),
                          Set.of(),
                          null,
                          null,
                          "resume",
                          List.of(),
                          null,
                          AuditEntry.DONE,
                          null)));
              return null;
            });
      }
      spec.commandLine()
          .getOut()
          .println("records of people are deleted by age again, as retention.yaml says");
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** {@code retention hold}: people whose record is not to be deleted. */
  @Command(
      name = "hold",
      mixinStandardHelpOptions = true,
      description =
          "Keeps one person's record from deletion: for a claim, an inquiry, a complaint.",
      subcommands = {Hold.Add.class, Hold.Remove.class, Hold.Shown.class})
  static final class Hold implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      throw new ParameterException(spec.commandLine(), "expected one of add, remove, list");
    }

    /** What is done with the holds of a record; it is entered in the trail of changes. */
    private interface Work {
      void on(LegalHolds holds, Set<Long> rows, Instant now);
    }

    private static int change(
        Folders folders, PersonChoice person, String what, String reason, Work work)
        throws IOException {
      Configuration configuration = folders.configuration();
      ServerSettings settings = configuration.settings(ServerSettings.class);
      Clock clock = Monitor.clock(configuration);
      ReadOnlyRecord.open(settings).close();
      try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
        Set<Long> rows = person.rows(new People(store));
        Instant now = clock.instant();
        long row = rows.stream().min(Long::compare).orElseThrow();
        AuditEntry entry =
            new AuditEntry(
                now,
                "hold",
                "command:" + System.getProperty("user.name"),
                Set.of(),
                null,
                row,
                "person",
                List.of(what),
                reason,
                AuditEntry.DONE,
                null);
        AuditTrail trail = AuditTrail.ofChanges(store, DataFolder.auditChain(settings.data()));
        store.inTransaction(
            () -> {
              work.on(new LegalHolds(store), rows, now);
              trail.append(List.of(entry));
              return null;
            });
      }
      return 0;
    }

    /** {@code retention hold add}. */
    @Command(name = "add", mixinStandardHelpOptions = true, description = "Begins a hold.")
    static final class Add implements Callable<Integer> {
      @Mixin private final Folders folders = new Folders();
      @Mixin private final PersonChoice person = new PersonChoice();

      @Option(names = "--reason", required = true, description = "why; no names")
      private String reason;

      @Override
      public Integer call() throws IOException {
        return change(
            folders, person, "add", reason, (holds, rows, now) -> holds.add(rows, now, reason));
      }
    }

    /** {@code retention hold remove}. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Ends a hold.")
    static final class Remove implements Callable<Integer> {
      @Mixin private final Folders folders = new Folders();
      @Mixin private final PersonChoice person = new PersonChoice();

      @Override
      public Integer call() throws IOException {
        return change(
            folders,
            person,
            "remove",
            null,
            (holds, rows, now) -> {
              if (holds.remove(rows) == 0) {
                throw new PlainErrors.CannotRunException("there is no hold on this person");
              }
            });
      }
    }

    /** {@code retention hold list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the holds.")
    static final class Shown implements Callable<Integer> {
      @Mixin private final Folders folders = new Folders();
      @Spec private CommandSpec spec;

      @Override
      public Integer call() {
        ServerSettings settings = folders.configuration().settings(ServerSettings.class);
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = ReadOnlyRecord.open(settings)) {
          new LegalHolds(store)
              .list()
              .forEach(
                  hold ->
                      out.println(
                          new Subject(hold.patient(), null).id()
                              + "  since "
                              + hold.since()
                              + "  "
                              + hold.reason()));
        }
        out.flush();
        return 0;
      }
    }
  }
}
