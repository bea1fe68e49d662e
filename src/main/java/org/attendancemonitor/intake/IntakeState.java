package org.attendancemonitor.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.attendancemonitor.record.SideBySide;

/**
 * Whether the intake can work, and if it cannot, why and since when: for senders, who are sent
 * elsewhere meanwhile, and for whoever has to mend it. Safe for use by many threads.
 */
public final class IntakeState {
  /** Who sends has been told to come again by then: a transaction that is older hangs. */
  public static final Duration HANGS_AFTER = Duration.ofSeconds(30);

  /** While nothing is sent nothing shows whether it works again; then no news is good news. */
  private static final Duration NO_NEWS = Duration.ofSeconds(15);

  private static final String OURS = "org.attendancemonitor.";

  private final LongSupplier ticks;
  private final Counter failures;
  private final Counter contentions;
  private volatile Failing failing;
  private volatile UnderWay underWay;

  /** Why nothing is taken; open again since, or 0. */
  private record Failing(String why, long since, long open) {}

  private record UnderWay(Thread thread, long since) {}

  /**
   * @param registry of the process
   * @param ticks nanoseconds that pass, whatever the clock of the machine shows
   */
  public IntakeState(MeterRegistry registry, LongSupplier ticks) {
    this.ticks = ticks;
    failures = counter(registry, "store", "Transactions that failed, by what stood in their way");
    contentions = counter(registry, "contention", failures.getId().getDescription());
    Gauge.builder("attendance.intake.paused", this, state -> state.paused() ? 1 : 0)
        .description("1 while nothing is taken because the record cannot be written")
        .register(registry);
    Gauge.builder("attendance.intake.busy", this, state -> state.busy().toMillis() / 1000.0)
        .description("How long the transaction under way has taken; 0 between two")
        .baseUnit("seconds")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String kind, String description) {
    return Counter.builder("attendance.transaction.failures")
        .description(description)
        .tag("kind", kind)
        .register(registry);
  }

  /** Another writer was in the way; it is tried again at once. */
  void contended() {
    contentions.increment();
  }

  /** The record could not be written; nothing is taken for a while. */
  void failed(String why) {
    failures.increment();
    Failing before = failing;
    failing = new Failing(why, before == null ? ticks.getAsLong() : before.since(), 0);
  }

  /** Work is taken again, to see whether it goes through. */
  void reopened() {
    Failing before = failing;
    if (before != null) {
      failing = new Failing(before.why(), before.since(), ticks.getAsLong());
    }
  }

  /** This thread begins a transaction. */
  void begun() {
    underWay = new UnderWay(Thread.currentThread(), ticks.getAsLong());
  }

  /** It ended, well or not. */
  void ended() {
    underWay = null;
  }

  /** It ended well: all is. */
  void committed() {
    failing = null;
  }

  /** Whether nothing is taken, or has gone through since, because the record cannot be written. */
  public boolean paused() {
    Failing now = failing;
    return now != null && (now.open() == 0 || ticks.getAsLong() - now.open() < NO_NEWS.toNanos());
  }

  /** How long the transaction under way has taken. */
  public Duration busy() {
    UnderWay now = underWay;
    return now == null ? Duration.ZERO : Duration.ofNanos(ticks.getAsLong() - now.since());
  }

  /** One sentence for an operator; empty while all is well. */
  public Optional<String> trouble() {
    Failing now = failing;
    if (now != null && paused()) {
      return Optional.of(
          "the record cannot be written: %s; tried again by itself, for %d s now"
              .formatted(now.why(), seconds(now.since())));
    }
    UnderWay work = underWay;
    if (work != null && busy().compareTo(HANGS_AFTER) > 0) {
      return Optional.of(
          "one transaction has taken %d s and is at %s; nothing else is recorded meanwhile"
              .formatted(seconds(work.since()), place(work.thread())));
    }
    return Optional.empty();
  }

  private long seconds(long since) {
    return Duration.ofNanos(ticks.getAsLong() - since).toSeconds();
  }

  /** Where in this program it is, or where those are that it waits for. */
  private static String place(Thread thread) {
    return Stream.concat(
            Stream.of(thread),
            Thread.getAllStackTraces().keySet().stream()
                .filter(other -> other.getName().equals(SideBySide.HAND)))
        .flatMap(one -> Stream.of(one.getStackTrace()).filter(IntakeState::isOurs).limit(1))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("an unknown place");
  }

  /** Who shares work out only waits. */
  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith(OURS)
        && !frame.getClassName().startsWith(SideBySide.class.getName());
  }
}
