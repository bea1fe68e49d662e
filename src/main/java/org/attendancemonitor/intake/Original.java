package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A message as it came, for the case that it cannot be used.
 *
 * @param way the way it came in
 * @param bytes makes them: hardly ever are they asked for
 * @param replay what it was kept as before; null for one that comes for the first time
 */
public record Original(WayIn way, Supplier<byte[]> bytes, Replay replay) {

  /** One that comes for the first time. */
  public Original(WayIn way, Supplier<byte[]> bytes) {
    this(way, bytes, null);
  }

  /**
   * A dead letter on its way in again.
   *
   * @param letter its id
   * @param position where the fault lay, or null
   * @param at when it is tried
   */
  public record Replay(long letter, String position, Instant at) {}

  /** Nothing of the message. */
  @Override
  public String toString() {
    return "Original[" + way + "]";
  }
}
