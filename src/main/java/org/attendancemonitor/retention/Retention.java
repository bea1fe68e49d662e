package org.attendancemonitor.retention;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditPruning;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.FeedTallies;
import org.attendancemonitor.record.KeptPeople;
import org.attendancemonitor.record.KeptPerson;
import org.attendancemonitor.record.ListComparisons;
import org.attendancemonitor.record.MessageReceipts;
import org.attendancemonitor.record.Restored;
import org.attendancemonitor.record.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Deletes once a day what is kept no longer, in small transactions. Each deletion is an entry of
 * the audit: what sort, of which row or how many, and nothing of the content.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String ACTOR = "retention-schedule";
  private static final int ROWS = 1_000;

  private final Store record;
  private final Store audit;
  private final AuditHeads heads;
  private final AuditTrail changes;
  private final RetentionSettings settings;
  private final Clock clock;
  private LocalDate done;

  /**
   * @param record the record, with the trail of changes
   * @param audit the trail of what people look at
   * @param heads where it is noted that a trail is cut
   * @param changes where deletions are entered
   */
  public Retention(
      Store record,
      Store audit,
      AuditHeads heads,
      AuditTrail changes,
      RetentionSettings settings,
      Clock clock) {
    this.record = record;
    this.audit = audit;
    this.heads = heads;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
  }

  /** Enforces the schedule once in each day (UTC); what fails is tried again the next day. */
  public void enforceWhenDue() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (today.equals(done)) {
      return;
    }
    done = today;
    try {
      enforce();
    } catch (DataAccessException | UncheckedIOException failed) {
      LOG.error("The retention schedule stopped early: {}", failed.getClass().getName());
    }
  }

  private void enforce() {
    Instant now = clock.instant();
    Optional<Instant> restored = new Restored(record).unconfirmed();
    if (settings.people().enforced() && restored.isPresent()) {
      LOG.warn(
          "Retention: the record was restored as of {}; nobody's record is deleted before"
              + " \"retention resume\" says that holds are in order",
          restored.get());
    } else if (settings.people().enforced()) {
      people(now);
    }
    if (settings.rejected().enforced()) {
      rejected(now.minus(Duration.ofDays(settings.rejected().days())));
    }
    if (settings.ofMessages().enforced()) {
      receipts(now.minus(Duration.ofDays(settings.ofMessages().days())));
    }
    if (settings.audit().enforced()) {
      cut(audit, AuditBook.READS, yearsAgo(now, settings.audit().readYears()));
      cut(record, AuditBook.CHANGES, yearsAgo(now, settings.audit().changeYears()));
    }
  }

  private void people(Instant now) {
    Schedule schedule = new Schedule(settings.people());
    KeptPeople people = new KeptPeople(record);
    long deleted = 0;
    long after = 0;
    List<Long> rows;
    while (!(rows = people.silent(schedule.before(now), after, ROWS)).isEmpty()) {
      for (long row : rows) {
        if (over(people, schedule, row, now).isPresent()) {
          deleted += delete(people, schedule, row, now);
        }
      }
      after = rows.get(rows.size() - 1);
    }
    if (deleted > 0) {
      LOG.info("Retention: the records of {} people were deleted", deleted);
    }
  }

  private static Optional<KeptPerson> over(
      KeptPeople people, Schedule schedule, long row, Instant now) {
    return people
        .of(row, now.atZone(ZoneOffset.UTC).toLocalDate())
        .filter(person -> schedule.isOver(person, now));
  }

  /** Looks again inside the transaction: news may have come in between. */
  private int delete(KeptPeople people, Schedule schedule, long row, Instant now) {
    return record.inTransaction(
        () -> {
          people.holdAll();
          Optional<KeptPerson> person = over(people, schedule, row, now);
          person.ifPresent(
              it -> {
                people.delete(it.rows());
                enter(now, row, "person", List.of());
              });
          return person.isPresent() ? 1 : 0;
        });
  }

  private void rejected(Instant before) {
    int gone;
    DeadLetters letters = new DeadLetters(record);
    record.inTransaction(
        () ->
            new FeedTallies(record).removeBefore(before)
                + new ListComparisons(record).removeBefore(before));
    do {
      gone =
          record.inTransaction(
              () -> {
                int removed = letters.removeBefore(before, ROWS);
                if (removed > 0) {
                  enter(clock.instant(), null, "rejected-messages", List.of("" + removed));
                }
                return removed;
              });
    } while (gone == ROWS);
  }

  /** Hashes of ids hold nothing of a person: no entry in the audit. */
  private void receipts(Instant before) {
    MessageReceipts receipts = new MessageReceipts(record);
    while (record.inTransaction(() -> receipts.removeBefore(before, ROWS)) == ROWS) {
      LOG.debug("Retention: {} ids of messages were forgotten", ROWS);
    }
  }

  /** What is cut is noted first: a cut that is noted nowhere would look like a removal. */
  private void cut(Store store, AuditBook book, Instant before) {
    AuditPruning pruning = new AuditPruning(store, book);
    List<AuditChains.Head> cuts;
    long goneTogether = 1;
    // Where nothing went, another node is at it.
    while (goneTogether > 0 && !(cuts = pruning.next(before, ROWS)).isEmpty()) {
      goneTogether = 0;
      for (AuditChains.Head last : cuts) {
        heads.cutting(book, last);
        int gone = pruning.cut(last);
        goneTogether += gone;
        String name = "audit-" + book.name().toLowerCase(Locale.ROOT);
        enter(clock.instant(), null, name, List.of(last.chain() + "-" + last.seq(), "" + gone));
      }
    }
  }

  private void enter(Instant at, Long patient, String what, List<String> items) {
    changes.append(
        List.of(
            new AuditEntry(
                at,
                "retention",
                ACTOR,
                Set.of(),
                null,
                patient,
                what,
                items,
                null,
                AuditEntry.DONE,
                null)));
  }

  /**
   * What would be deleted now, whether it is enforced or not.
   *
   * @param audit the trail of what people look at
   * @return how many, by what
   */
  public static Map<String, Long> due(
      Store record, Store audit, RetentionSettings settings, Instant now) {
    Schedule schedule = new Schedule(settings.people());
    KeptPeople people = new KeptPeople(record);
    Set<Set<Long>> over = new java.util.HashSet<>();
    long after = 0;
    List<Long> rows;
    while (!(rows = people.silent(schedule.before(now), after, ROWS)).isEmpty()) {
      rows.forEach(
          row -> over(people, schedule, row, now).ifPresent(person -> over.add(person.rows())));
      after = rows.get(rows.size() - 1);
    }
    Map<String, Long> due = new java.util.LinkedHashMap<>();
    due.put("people", (long) over.size());
    due.put(
        "rejected messages",
        new DeadLetters(record)
            .countBefore(now.minus(Duration.ofDays(settings.rejected().days()))));
    due.put(
        "ids of messages",
        new MessageReceipts(record)
            .countBefore(now.minus(Duration.ofDays(settings.ofMessages().days()))));
    due.put(
        "audit entries of reads",
        new AuditPruning(audit, AuditBook.READS).due(yearsAgo(now, settings.audit().readYears())));
    due.put(
        "audit entries of changes",
        new AuditPruning(record, AuditBook.CHANGES)
            .due(yearsAgo(now, settings.audit().changeYears())));
    return due;
  }

  private static Instant yearsAgo(Instant now, int years) {
    return now.atZone(ZoneOffset.UTC).minusYears(years).toInstant();
  }
}
