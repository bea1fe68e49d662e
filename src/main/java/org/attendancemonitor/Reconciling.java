package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.feed.AppointmentList;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.reconciliation.Comparing;
import org.attendancemonitor.reconciliation.ListNotComparedException;
import org.attendancemonitor.reconciliation.Reconciliation;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.KnownAppointments;
import org.attendancemonitor.record.ListComparison;
import org.attendancemonitor.record.ListComparisons;
import org.attendancemonitor.record.Store;

/** Compares a list of a record system's appointments, and keeps what came of it. */
final class Reconciling {
  private static final String FOLDER = "reconciliations";

  private final FeedReader reader;
  private final FeedSettings feeds;
  private final Path data;
  private final Clock clock;

  /**
   * @param data the data folder, in which the numbers of what differs are written
   */
  Reconciling(FeedReader reader, FeedSettings feeds, Path data, Clock clock) {
    this.reader = reader;
    this.feeds = feeds;
    this.data = data;
    this.clock = clock;
  }

  /**
   * Compares a list. Changes nothing.
   *
   * @param known the record, for reading
   */
  Reconciliation compare(Path file, String feed, Store known)
      throws IOException, ListNotComparedException {
    KnownAppointments appointments = new KnownAppointments(known, reader.source(feed));
    try (AppointmentList list = AppointmentList.open(file, reader, feeds, feed)) {
      return new Comparing(appointments, Files.getLastModifiedTime(file).toInstant())
          .with(list, feed, clock.instant());
    }
  }

  /**
   * Keeps the counts, and where the two differ writes the numbers of the appointments to a file
   * that only the user of the service can read. That they are given out is entered first.
   *
   * @param by who compares
   * @return the file
   */
  Path keep(Reconciliation result, String by, Store record, AuditTrail reads) throws IOException {
    ListComparison counts = result.counts();
    reads.append(
        List.of(
            new AuditEntry(
                counts.at(),
                "reconciliation",
                by,
                Set.of(),
                null,
                null,
                "feed " + counts.feed(),
                List.of(
                    "missing " + counts.missing(),
                    "extra " + counts.extra(),
                    "differing " + counts.differing()),
                null,
                AuditEntry.DONE,
                null)));
    DataFolder.create(data.resolve(FOLDER));
    Path ids = ids(counts.feed());
    DifferenceFile.write(ids, result);
    record.inTransaction(
        () -> {
          new ListComparisons(record).keep(counts);
          return null;
        });
    return ids;
  }

  /** The moment it is. */
  Instant now() {
    return clock.instant();
  }

  /** Where the numbers are written: those of the newest list of each feed, and no others. */
  Path ids(String feed) {
    return data.resolve(FOLDER).resolve(feed.replaceAll("[^A-Za-z0-9._-]", "-") + ".csv");
  }
}
