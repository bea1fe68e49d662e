package org.attendancemonitor.fault;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Senders as hospitals have them, one for each way in. Each repeats a message until it is
 * acknowledged, and only then writes it into the log.
 */
public final class Senders implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Acknowledged log = new Acknowledged();
  private final List<Way> ways;
  private final List<Thread> threads = new ArrayList<>();
  private final Supplier<LocalDate> today;
  private final long betweenNanos;
  private volatile boolean wanted = true;
  private volatile RuntimeException failure;

  private Senders(List<Way> ways, double perSecond, Supplier<LocalDate> today) {
    this.ways = List.copyOf(ways);
    this.betweenNanos = (long) (TimeUnit.SECONDS.toNanos(1) * ways.size() / perSecond);
    this.today = today;
  }

  /**
   * Starts to send.
   *
   * @param ways each with a name of its own
   * @param perSecond messages of all together, at the most; they wait for their answers
   * @param today the appointments are of the days before
   */
  public static Senders start(List<Way> ways, double perSecond, LocalDate today) {
    return start(ways, perSecond, () -> today);
  }

  /** The same, while days pass. */
  static Senders start(List<Way> ways, double perSecond, Supplier<LocalDate> today) {
    Senders senders = new Senders(ways, perSecond, today);
    for (Way way : ways) {
      Thread thread = new Thread(() -> senders.run(way), "sender-" + way.name());
      thread.setDaemon(true);
      senders.threads.add(thread);
      thread.start();
    }
    return senders;
  }

  /**
   * Messages acknowledged so far.
   *
   * @throws FaultException where a sender has given up, with the reason
   */
  public long acknowledged() {
    check();
    return log.messages();
  }

  /** What was acknowledged so far. */
  public Acknowledged log() {
    return log;
  }

  /** The ways in, each with its sender. */
  public List<Way> ways() {
    return ways;
  }

  /**
   * Waits until so many more are acknowledged, by whichever way.
   *
   * @throws FaultException where that takes longer
   */
  public void awaitMore(long messages, Duration within) throws InterruptedException {
    awaitMore(log::messages, messages, within, "messages more were acknowledged");
  }

  /** Waits until so many more are acknowledged on one way. */
  public void awaitMore(Way way, long messages, Duration within) throws InterruptedException {
    awaitMore(
        () -> log.messages(way.name()),
        messages,
        within,
        "messages more were acknowledged on the way " + way.name());
  }

  private void awaitMore(LongSupplier count, long messages, Duration within, String what)
      throws InterruptedException {
    long wantedThen = count.getAsLong() + messages;
    Patience patience = new Patience(within);
    while (count.getAsLong() < wantedThen) {
      check();
      if (patience.isOver()) {
        throw new FaultException(
            "no " + messages + " " + what + " within " + within.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Ends after all messages about the appointments under way are acknowledged. */
  public void finish() throws InterruptedException {
    wanted = false;
    for (Thread thread : threads) {
      thread.join();
    }
    check();
  }

  private void check() {
    if (failure != null) {
      throw failure;
    }
  }

  private void run(Way way) {
    try {
      for (int number = 0; wanted; number++) {
        tell(way, new Visit(way.name(), number));
      }
    } catch (RuntimeException stopped) {
      failure = stopped;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Way way, Visit visit) throws InterruptedException {
    Set<Visit.Version> told = new HashSet<>();
    // What is said again is said in the same words.
    LocalDate day = today.get();
    for (Visit.Version version : visit.story()) {
      long begun = System.nanoTime();
      // A real sender does not give up; the service is away for as long as it starts.
      while (!way.deliver(visit.id(), visit.json(version, day))) {
        rest(PAUSE_NANOS);
      }
      log.add(visit, version, !told.add(version));
      rest(betweenNanos - (System.nanoTime() - begun));
    }
  }

  private static void rest(long nanos) throws InterruptedException {
    LockSupport.parkNanos(nanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Ends at once, whatever is under way. */
  @Override
  public void close() {
    wanted = false;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    ways.forEach(Way::close);
  }
}
