package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.equity.Release;

/** Keeps the figures counted and the newest release published. */
public final class PublishedFigures {
  /** Counting takes one part in so many of the time. */
  private static final int REST = 10;

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  /** So long after the last event of a load the load counts as over. */
  private static final Duration AFTER_LOAD = Duration.ofSeconds(60);

  private final Figures figures;
  private final FiguresCollector collector;
  private final Supplier<Instant> lastLoaded;
  private final BooleanSupplier rederiving;
  private final BooleanSupplier turn;
  private final Clock clock;
  private Instant published;
  private long restsUntil = System.nanoTime();

  /**
   * Publishes the newest release at once: a restart must not look like a fall to nothing.
   *
   * @param lastLoaded when the last event in the lane of history was recorded, or null
   * @param rederiving whether everyone is being assessed again
   * @param turn whether this node counts and makes releases; the others publish what it makes
   */
  PublishedFigures(
      Figures figures,
      FiguresCollector collector,
      Supplier<Instant> lastLoaded,
      BooleanSupplier rederiving,
      BooleanSupplier turn,
      Clock clock) {
    this.figures = figures;
    this.collector = collector;
    this.lastLoaded = lastLoaded;
    this.rederiving = rederiving;
    this.turn = turn;
    this.clock = clock;
    figures.latest().ifPresent(this::publish);
  }

  /**
   * Counts the days that went stale, in no more than a tenth of the time: while much comes in, the
   * same days go stale again at once, and counting them would take from the events.
   */
  public void refresh() {
    long started = System.nanoTime();
    if (started - restsUntil >= 0 && turn.getAsBoolean()) {
      figures.refresh();
      long took = System.nanoTime() - started;
      restsUntil = started + Math.min(REST * took, LONGEST_REST.toNanos());
    }
  }

  /**
   * Makes a release if one is due, and publishes the newest. The first one waits for the end of a
   * load: it would stand until Monday, with half of the history in it. None is made while everyone
   * is assessed again: rows of the one kind would be counted with rows of the other.
   */
  public synchronized void releaseWhenDue() {
    if (!turn.getAsBoolean()) {
      figures.newest(clock.instant()).ifPresent(this::publish);
      return;
    }
    Instant loaded = lastLoaded.get();
    boolean loading = loaded != null && clock.instant().isBefore(loaded.plus(AFTER_LOAD));
    if (!rederiving.getAsBoolean() && (published != null || !loading)) {
      release();
    }
  }

  /** The same, whatever is being loaded. */
  synchronized void release() {
    figures.release(clock.instant()).ifPresent(this::publish);
  }

  private void publish(Release release) {
    if (!release.madeAt().equals(published)) {
      collector.publish(release);
      published = release.madeAt();
    }
  }
}
