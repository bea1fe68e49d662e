package org.attendancemonitor.equity;

import java.io.IOException;

/** Turns sorted stretches into families, series and samples, and counts them. */
final class ExportedText implements Spool.Sink {
  private final NumberedFamilies families;
  private final OpenMetricsText out;
  private Stretch before;
  private long series;
  private long samples;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  ExportedText(NumberedFamilies families, OpenMetricsText out) {
    this.families = families;
    this.out = out;
  }

  @Override
  public void take(Stretch stretch) throws IOException {
    String name = families.name(stretch.family());
    boolean newFamily = before == null || before.family() != stretch.family();
    if (newFamily) {
      out.family(name, families.help(stretch.family()));
    }
    if (newFamily || !before.labels().equals(stretch.labels())) {
      series++;
    }
    samples += stretch.to() - stretch.from() + 1;
    first = Math.min(first, stretch.from());
    last = Math.max(last, stretch.to());
    out.samples(name, stretch);
    before = stretch;
  }

  long series() {
    return series;
  }

  long samples() {
    return samples;
  }

  /** Epoch day. */
  long first() {
    return first;
  }

  /** Epoch day. */
  long last() {
    return last;
  }
}
