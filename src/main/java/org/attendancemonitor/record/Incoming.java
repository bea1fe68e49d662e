package org.attendancemonitor.record;

import java.time.Instant;
import org.attendancemonitor.attendance.Notice;

/**
 * One fact on its way into the record.
 *
 * @param notice what is stated
 * @param text its fact, written down
 * @param source the system that states it, of {@code feeds.yaml}
 * @param feed the way it came in
 * @param received its first durable receipt
 * @param historic it is loaded as history, or was older than the horizon when it first came
 * @param clockTrusted the source's own times order its news; else receipt does
 */
public record Incoming(
    Notice notice,
    FactText text,
    String source,
    String feed,
    Instant received,
    boolean historic,
    boolean clockTrusted) {

  /** The same, with its fact to be written down now. */
  public Incoming(
      Notice notice,
      String source,
      String feed,
      Instant received,
      boolean historic,
      boolean clockTrusted) {
    this(notice, FactText.of(notice.fact()), source, feed, received, historic, clockTrusted);
  }
}
