package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.backup.MadeBackup;
import org.attendancemonitor.backup.Manifest;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.LookAgain;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.DerivedState;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreCopy;
import org.attendancemonitor.record.Tallies;

/** A backup that is put back where it is thrown away, and examined there. */
final class VerifiedBackup {
  private static final Duration WRITE_BUDGET = Duration.ofMillis(50);

  private final MadeBackup backup;
  private final Configuration configuration;
  private final ServerSettings settings;
  private final PrintWriter out;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param configuration with a data folder, and a store, that are thrown away
   * @param out is told each step
   */
  VerifiedBackup(MadeBackup backup, Configuration configuration, PrintWriter out) {
    this.backup = backup;
    this.configuration = configuration;
    this.settings = configuration.settings(ServerSettings.class);
    this.out = out;
  }

  /**
   * What is not as it was, a line each.
   *
   * @throws org.attendancemonitor.backup.BackupException where it cannot be put back
   */
  List<String> faults() throws Exception {
    Manifest manifest = backup.manifest();
    say("made by %s, %s: all before %s", manifest.program(), manifest.store(), manifest.begun());
    // Nothing becomes due and no day ends while it is looked at.
    Clock then = Clock.fixed(manifest.record(), ZoneOffset.UTC);
    RestoreRun.Done done =
        new RestoreRun(settings, new QueueSenders(configuration.settings(FeedSettings.class)), then)
            .from(backup, System.getProperty("user.name"));
    say("%,d files have the SHA-256 that they had; it was put back", manifest.files().size());
    messages(manifest, done);
    if (manifest.store().equals(Manifest.SQLITE)) {
      rows(manifest);
    }
    try (Store record = ReadOnlyRecord.open(settings);
        Store audit = openAudit()) {
      trails(record, audit);
    }
    derive(then);
    return faults;
  }

  private Store openAudit() throws IOException {
    Store.openAudit(StoreAddress.of(settings), settings.data()).close();
    return ReadOnlyRecord.openAudit(settings);
  }

  private void messages(Manifest manifest, RestoreRun.Done done) {
    long waiting = 0;
    for (Map.Entry<String, Long> queue : manifest.messages().entrySet()) {
      Long filled = done.messages().getOrDefault(queue.getKey(), 0L);
      waiting += filled;
      if (!Objects.equals(queue.getValue(), filled)
          && queue.getKey().startsWith(QueueSenders.COMMON)) {
        faults.add(queue.getKey() + ": " + queue.getValue() + " messages, " + filled + " put back");
      }
    }
    say("%,d messages wait in %d queues", waiting, done.messages().size());
  }

  private void rows(Manifest manifest) {
    Map<String, Long> now = StoreCopy.rows(settings.data());
    manifest
        .rows()
        .forEach(
            (table, count) -> {
              if (!isWrittenByARestore(table) && !count.equals(now.get(table))) {
                faults.add(table + ": " + count + " rows, now " + now.get(table));
              }
            });
    say(
        "the record is whole: %,d rows in %d tables",
        manifest.rows().values().stream().mapToLong(Long::longValue).sum(), manifest.rows().size());
  }

  private static boolean isWrittenByARestore(String table) {
    return List.of("setting", "change_chain", "change_event", "flyway_schema_history")
        .contains(table);
  }

  private void trails(Store record, Store audit) throws IOException {
    var notes = AuditHeads.read(settings.data().resolve("audit-heads"));
    int before = faults.size();
    for (AuditBook book : AuditBook.values()) {
      AuditChains chains = new AuditChains(book == AuditBook.READS ? audit : record, book);
      List<AuditChains.Head> noted =
          notes.stream()
              .filter(note -> note.book() == book && !note.pruned())
              .map(note -> note.head())
              .toList();
      chains
          .check(noted, chains.anchors())
          .forEach(
              it ->
                  faults.add(
                      "audit, chain " + it.chain() + ", entry " + it.seq() + ": " + it.fault()));
    }
    if (faults.size() == before) {
      say("the audit trails are sound");
    }
  }

  private void derive(Clock then) throws Exception {
    // Closed feeds need no broker here.
    try (Monitor monitor =
        Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), then)) {
      Store store = monitor.part(Store.class);
      RoutedIntake intake = monitor.part("fileIntake", RoutedIntake.class);
      Figures figures = figures(store);
      DerivedState asItWas = DerivedState.of(store);
      int people = monitor.part(Clockwork.class).due(then.instant(), Integer.MAX_VALUE).size();
      catchUp(monitor.part(LookAgain.class), intake);
      int days = count(figures);
      if (people + days > 0) {
        say(
            "%,d people were due to be looked at just then, %,d days to be counted: done first",
            people, days);
      }
      DerivedState before = people + days == 0 ? asItWas : DerivedState.of(store);
      Instant started = Instant.now();
      monitor.part(Rederivation.class).everyoneNow(intake);
      count(figures);
      DerivedState after = DerivedState.of(store);
      before
          .parts()
          .forEach(
              (part, sum) -> {
                boolean same = sum.equals(after.parts().get(part));
                say("  %-22s %,12d  %s", part, sum.rows(), same ? "the same" : "DIFFERENT");
                if (!same) {
                  faults.add(
                      part
                          + ": "
                          + sum.rows()
                          + " rows; derived again, "
                          + after.parts().get(part).rows()
                          + ", or others");
                }
              });
      say(
          "everything was derived again in %d s",
          Duration.between(started, Instant.now()).toSeconds());
    }
    if (!backup.manifest().fingerprint().equals(configuration.fingerprint())) {
      say("the settings are others than they were: what differs may follow from that");
    }
  }

  private Figures figures(Store store) {
    return new Figures(
        configuration.settings(EquitySettings.class),
        new Tallies(store, WRITE_BUDGET),
        new Releases(store),
        configuration.settings(ServicesSettings.class).firstPerWeek());
  }

  private static int count(Figures figures) {
    int days = 0;
    for (int some = figures.refresh(); some > 0; some = figures.refresh()) {
      days += some;
    }
    return days;
  }

  private static void catchUp(LookAgain lookAgain, RoutedIntake intake)
      throws InterruptedException, ExecutionException {
    for (List<Submission> due = lookAgain.due(); !due.isEmpty(); due = lookAgain.due()) {
      for (Submission some : due) {
        intake.submitPatiently(some).get();
      }
    }
  }

  private void say(String text, Object... values) {
    out.println(values.length == 0 ? text : text.formatted(values));
    out.flush();
  }
}
