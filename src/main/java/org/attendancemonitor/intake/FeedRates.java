package org.attendancemonitor.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.attendancemonitor.feed.FeedRate;
import org.attendancemonitor.feed.FeedSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each feed to the limit that {@code feeds.yaml} sets for it, by all its ways in together. A
 * message is let in before it is read, and its entries are charged when they can be counted: a
 * large Bundle is taken whole, and those after it wait until it is worked off.
 */
public final class FeedRates {
  private static final Logger LOG = LoggerFactory.getLogger(FeedRates.class);
  private static final long LONGEST_SLEEP_MILLIS = 200;
  private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Bucket> buckets = new HashMap<>();
  private final LongSupplier nanos;

  /**
   * @param feeds with their limits
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public FeedRates(FeedSettings feeds, LongSupplier nanos) {
    this.nanos = nanos;
    feeds
        .feeds()
        .forEach(
            (name, feed) ->
                feed.limits()
                    .ifPresent(rate -> buckets.put(name, new Bucket(rate, nanos.getAsLong()))));
  }

  /** Lets one message in now, or none. */
  public Duration admit(String feed) {
    Bucket bucket = buckets.get(feed);
    Duration wait = bucket == null ? Duration.ZERO : bucket.admit(nanos.getAsLong());
    if (!wait.isZero()) {
      tell(feed, bucket);
    }
    return wait;
  }

  /** How many messages may be taken now; each is to be charged. */
  public int room(String feed) {
    Bucket bucket = feed == null ? null : buckets.get(feed);
    if (bucket == null) {
      return Integer.MAX_VALUE;
    }
    int room = bucket.room(nanos.getAsLong());
    if (room == 0) {
      tell(feed, bucket);
    }
    return room;
  }

  /** Counts entries that were taken. */
  public void charge(String feed, int entries) {
    Bucket bucket = buckets.get(feed);
    if (bucket != null) {
      bucket.charge(entries, nanos.getAsLong());
    }
  }

  /**
   * Lets one message in, as soon as it may come: for ways in whose sender waits for an answer.
   *
   * @param ended no longer to be waited for
   * @return whether it came in
   */
  public boolean await(String feed, BooleanSupplier ended) throws InterruptedException {
    for (Duration wait = admit(feed); !wait.isZero(); wait = admit(feed)) {
      if (ended.getAsBoolean()) {
        return false;
      }
      Thread.sleep(Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, wait.toMillis())));
    }
    return true;
  }

  private void tell(String feed, Bucket bucket) {
    if (bucket.toBeTold(nanos.getAsLong())) {
      LOG.warn("Feed {} sends more than its limit of {} a second: it waits", feed, bucket.rate);
    }
  }

  /** What one feed may still send. */
  private static final class Bucket {
    private final int rate;
    private final int most;
    private double left;
    private long at;
    private long told;
    private boolean everTold;

    Bucket(FeedRate limit, long now) {
      this.rate = limit.perSecond();
      this.most = limit.atOnce();
      this.left = most;
      this.at = now;
    }

    private void fill(long now) {
      left = Math.min(most, left + (now - at) / 1e9 * rate);
      at = now;
    }

    synchronized Duration admit(long now) {
      fill(now);
      if (left >= 1) {
        left--;
        return Duration.ZERO;
      }
      return Duration.ofNanos((long) Math.ceil((1 - left) / rate * 1e9));
    }

    synchronized int room(long now) {
      fill(now);
      return (int) Math.max(0, left);
    }

    synchronized void charge(int entries, long now) {
      fill(now);
      left -= entries;
    }

    synchronized boolean toBeTold(long now) {
      if (everTold && now - told < TOLD_EVERY) {
        return false;
      }
      told = now;
      everTold = true;
      return true;
    }
  }
}
