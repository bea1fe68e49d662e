package org.attendancemonitor.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What has been heard of a subscription, whose events a server numbers from 1 without a gap.
 *
 * @param last highest number the server has told of
 * @param heard when it was last heard of
 * @param missing events that did not come, or null
 */
public record EventsHeard(long last, Instant heard, Missing missing) {

  /** Without a handshake nobody says how long it has been running. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  /** What a notification is for. */
  public enum Kind {
    HANDSHAKE,
    HEARTBEAT,
    EVENTS
  }

  /**
   * What a notification says.
   *
   * @param total events since the start of the subscription
   * @param numbers of the events whose content it carries, in order
   */
  public record Told(Kind kind, long total, List<Long> numbers) {}

  /**
   * Events that did not come.
   *
   * @param from first number; above {@code to} where numbers began anew and do not tell
   * @param to last number
   * @param since they happened after this moment
   * @param noticed when it was seen that they are missing
   */
  public record Missing(long from, long to, Instant since, Instant noticed) {

    /** How many they are; one where numbers do not tell. */
    public long count() {
      return Math.max(1, to - from + 1);
    }

    private Missing and(Missing more) {
      boolean untold = from > to || more.from > more.to;
      return new Missing(
          untold ? 1 : Math.min(from, more.from),
          untold ? 0 : Math.max(to, more.to),
          since.isBefore(more.since) ? since : more.since,
          noticed);
    }
  }

  /** How it stands after the first notification. */
  public static EventsHeard first(Told told, Instant at) {
    return told.kind() == Kind.HANDSHAKE
        ? new EventsHeard(told.total(), at, null)
        : new EventsHeard(0, at.minus(LOOK_BACK), null).after(told, at);
  }

  /** How it stands after one more. */
  public EventsHeard after(Told told, Instant at) {
    if (told.kind() == Kind.HANDSHAKE && told.total() < last) {
      // It was made anew: what happened until now nobody has counted.
      return with(told.total(), at, new Missing(1, 0, heard, at));
    }
    long from = 0;
    long to = 0;
    long next = last + 1;
    for (long number : told.numbers()) {
      if (number > next) {
        from = from == 0 ? next : from;
        to = number - 1;
      }
      next = Math.max(next, number + 1);
    }
    if (told.total() >= next) {
      from = from == 0 ? next : from;
      to = told.total();
    }
    long reached = Math.max(next - 1, told.total());
    return with(reached, at, from == 0 ? null : new Missing(from, to, heard, at));
  }

  private EventsHeard with(long reached, Instant at, Missing more) {
    Missing all = missing == null ? more : more == null ? missing : missing.and(more);
    return new EventsHeard(reached, at, all);
  }

  /** Whether numbers, in order, are all of those that are missing. */
  public boolean isFilledBy(List<Long> numbers) {
    if (missing == null || missing.from() > missing.to()) {
      return missing == null;
    }
    long next = missing.from();
    for (long number : numbers) {
      next = number == next ? next + 1 : next;
    }
    return next > missing.to();
  }
}
