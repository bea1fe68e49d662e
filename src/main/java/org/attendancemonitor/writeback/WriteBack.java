package org.attendancemonitor.writeback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.record.WriteBackEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of write-back: reads which tasks changed on the server, and makes what stands there
 * equal to what stands here, one task or flag after the other. While the server is away it waits,
 * longer each time; one that is refused holds up none of the others.
 */
public final class WriteBack {
  /** Mark in the record: since when and why the server cannot be spoken to. */
  public static final String AWAY = "write-back.away";

  /** Mark in the record: why changes cannot be read there. */
  public static final String UNREADABLE = "write-back.unreadable";

  private static final Logger LOG = LoggerFactory.getLogger(WriteBack.class);
  private static final int AT_ONCE = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A round ends after this, so that a stop is not waited for; the next one goes on. */
  private static final int ROUND = 200;

  private final WriteBackTerms terms;
  private final WriteBackEntries entries;
  private final Marks marks;
  private final Equalising equalising;
  private final ReadBack readBack;
  private final BackOff backOff;
  private final BooleanSupplier stopping;
  private final Clock clock;
  private Instant pausedUntil = Instant.MIN;
  private Instant readNext = Instant.MIN;
  private int failures;

  WriteBack(
      WriteBackTerms terms,
      WriteBackEntries entries,
      Marks marks,
      Equalising equalising,
      ReadBack readBack,
      BackOff backOff,
      BooleanSupplier stopping,
      Clock clock) {
    this.terms = terms;
    this.entries = entries;
    this.marks = marks;
    this.equalising = equalising;
    this.readBack = readBack;
    this.backOff = backOff;
    this.stopping = stopping;
    this.clock = clock;
  }

  /** Notes from now on what the server is to be told. */
  public void follow() {
    entries.follow(terms.source());
    LOG.info("Write-back for source {}: {}", terms.source(), terms.kinds());
  }

  /** One round; nothing while the server is left alone. */
  public synchronized void round() {
    if (clock.instant().isBefore(pausedUntil) || stopping.getAsBoolean()) {
      return;
    }
    try {
      read();
      write();
    } catch (ServerAwayException away) {
      pause(away);
    }
  }

  private void read() throws ServerAwayException {
    if (!terms.kinds().contains(Outbox.TASK) || clock.instant().isBefore(readNext)) {
      return;
    }
    try {
      readBack.read(clock.instant());
      marks.get(UNREADABLE).ifPresent(before -> marks.remove(UNREADABLE));
      back();
    } catch (NotTakenException unreadable) {
      // Telling goes on: each task is looked at before it is written, too.
      if (marks.get(UNREADABLE).isEmpty()) {
        LOG.warn("Write-back: changes of tasks cannot be read: {}", unreadable.getMessage());
      }
      marks.set(UNREADABLE, unreadable.getMessage());
    }
    readNext = clock.instant().plus(terms.readEvery());
  }

  private void write() throws ServerAwayException {
    for (int done = 0; done < ROUND && !stopping.getAsBoolean(); ) {
      List<WriteBackEntry> due = entries.due(terms.kinds(), clock.instant(), AT_ONCE);
      if (due.isEmpty()) {
        return;
      }
      for (WriteBackEntry entry : due) {
        if (stopping.getAsBoolean()) {
          return;
        }
        if (equalising.equalise(entry)) {
          back();
        }
        done++;
      }
    }
  }

  /** The moment in what is kept as {@link #AWAY}. */
  public static Instant since(String away) {
    return Instant.parse(away.substring(0, away.indexOf(' ')));
  }

  /** It answers. */
  private void back() {
    if (failures > 0) {
      failures = 0;
      LOG.info("Write-back: the server of source {} answers again", terms.source());
    }
    Optional<String> away = marks.get(AWAY);
    away.ifPresent(before -> marks.remove(AWAY));
  }

  private void pause(ServerAwayException away) {
    failures++;
    Instant now = clock.instant();
    Duration pause = backOff.after(failures);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    if (away.after() != null && away.after().compareTo(pause) > 0) {
      pause = away.after();
    }
    pausedUntil = now.plus(pause);
    if (failures == 1) {
      LOG.warn(
          "Write-back: the server of source {} is left alone for a while: {}",
          terms.source(),
          away.getMessage());
    }
    if (marks.get(AWAY).isEmpty()) {
      marks.set(AWAY, now + " " + away.getMessage());
    }
  }
}
