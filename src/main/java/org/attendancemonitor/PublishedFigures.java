package org.attendancemonitor;

import java.time.Clock;
import java.time.Instant;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.equity.Release;

/** Keeps the figures counted and the newest release published. */
public final class PublishedFigures {
  private final Figures figures;
  private final FiguresCollector collector;
  private final Clock clock;
  private Instant published;

  /** Publishes the newest release at once: a restart must not look like a fall to nothing. */
  PublishedFigures(Figures figures, FiguresCollector collector, Clock clock) {
    this.figures = figures;
    this.collector = collector;
    this.clock = clock;
    figures.latest().ifPresent(this::publish);
  }

  /** Counts the days that went stale. */
  public void refresh() {
    figures.refresh();
  }

  /** Makes a release if one is due, and publishes the newest. */
  public synchronized void releaseWhenDue() {
    figures.release(clock.instant()).ifPresent(this::publish);
  }

  private void publish(Release release) {
    if (!release.madeAt().equals(published)) {
      collector.publish(release);
      published = release.madeAt();
    }
  }
}
