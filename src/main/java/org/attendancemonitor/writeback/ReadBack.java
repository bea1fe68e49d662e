package org.attendancemonitor.writeback;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Task;

/**
 * Finds which of our tasks have changed on the server, and calls them up to be looked at. How far
 * it has read is kept in the record, in the server's own time.
 */
final class ReadBack {
  private static final String MARK = "write-back.read";

  /** A server may show a change later than it is dated; what was looked at before costs nothing. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final int PAGES = 500;

  private final EprServer server;
  private final WriteBackEntries entries;
  private final Marks marks;

  ReadBack(EprServer server, WriteBackEntries entries, Marks marks) {
    this.server = server;
    this.entries = entries;
    this.marks = marks;
  }

  /** Reads on, to the end or to a number of pages. */
  void read(Instant now) throws ServerAwayException, NotTakenException {
    Instant since = marks.get(MARK).map(Instant::parse).orElse(now.minus(OVERLAP));
    Instant newest = since;
    Optional<Bundle> page = Optional.of(server.changed(since));
    int pages = 0;
    while (page.isPresent() && pages++ < PAGES) {
      for (BundleEntryComponent entry : page.get().getEntry()) {
        if (entry.getResource() instanceof Task task) {
          call(task);
          Instant changed = changed(task);
          newest = changed != null && changed.isAfter(newest) ? changed : newest;
        }
      }
      page = server.after(page.get());
    }
    // Where more is left than one reading takes, an overlap could mean the same pages for ever.
    Instant next = page.isPresent() ? newest : newest.minus(OVERLAP);
    if (next.isAfter(since) || marks.get(MARK).isEmpty()) {
      marks.set(MARK, (next.isAfter(since) ? next : since).toString());
    }
  }

  private static Instant changed(Task task) {
    return task.getMeta().getLastUpdated() == null
        ? null
        : task.getMeta().getLastUpdated().toInstant();
  }

  private void call(Task task) {
    task.getIdentifier().stream()
        .filter(identifier -> Systems.TASK.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .findFirst()
        .flatMap(id -> entries.read(Outbox.TASK, id))
        .filter(entry -> !Objects.equals(task.getMeta().getVersionId(), entry.thereVersion()))
        .ifPresent(entries::call);
  }
}
