package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Works the same thing out for each of many, on more than one processor. There is one writer, and
 * what it does between its statements is pure: a second processor that has nothing to do takes a
 * part of it. Safe to share between threads.
 */
public final class SideBySide implements AutoCloseable {
  /** What is taken at a time: little enough that nobody waits long for the other's last. */
  private static final int AT_A_TIME = 8;

  private static final int MOST_HANDS = 4;

  /** Name of the threads that take a part of the work. */
  public static final String HAND = "beside-intake";

  private final ThreadPoolExecutor others;
  private final int hands;

  /**
   * @param processors of this machine; with one everything is done by who asks for it
   */
  public SideBySide(int processors) {
    hands = Math.max(0, Math.min(processors, MOST_HANDS) - 1);
    others =
        hands == 0
            ? null
            : new ThreadPoolExecutor(
                hands,
                hands,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                work -> {
                  Thread thread = new Thread(work, HAND);
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** Without anybody else. */
  public static SideBySide alone() {
    return new SideBySide(1);
  }

  /**
   * The results in the order of the items. Who calls works too, and waits for nobody who has not
   * begun.
   *
   * @param work depends on its item alone, and on nothing of the thread it runs on: it sees no
   *     transaction
   * @throws RuntimeException or Error that the work threw for one of the items
   */
  public <T, R> List<R> each(List<T> items, Function<? super T, ? extends R> work) {
    if (hands == 0 || items.size() <= AT_A_TIME) {
      List<R> results = new ArrayList<>(items.size());
      items.forEach(item -> results.add(work.apply(item)));
      return results;
    }
    Shared<T, R> shared = new Shared<>(items, work);
    int invited = Math.min(hands, shared.pieces - 1);
    try {
      for (int i = 0; i < invited; i++) {
        others.execute(shared);
      }
    } catch (RejectedExecutionException closed) {
      // Who calls does it all.
    }
    shared.run();
    return shared.results();
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdown();
    }
  }

  /** One list of work, of which whoever comes takes the next piece. */
  private static final class Shared<T, R> implements Runnable {
    private final List<T> items;
    private final Function<? super T, ? extends R> work;
    private final Object[] results;
    private final int pieces;
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Shared(List<T> items, Function<? super T, ? extends R> work) {
      this.items = items;
      this.work = work;
      this.results = new Object[items.size()];
      this.pieces = (items.size() + AT_A_TIME - 1) / AT_A_TIME;
      this.left = new CountDownLatch(pieces);
    }

    @Override
    public void run() {
      for (int piece = taken.getAndIncrement(); piece < pieces; piece = taken.getAndIncrement()) {
        try {
          int end = Math.min(items.size(), (piece + 1) * AT_A_TIME);
          for (int i = piece * AT_A_TIME; i < end; i++) {
            results[i] = work.apply(items.get(i));
          }
        } catch (RuntimeException | Error thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          left.countDown();
        }
      }
    }

    @SuppressWarnings("unchecked")
    List<R> results() {
      awaitOthers();
      if (failure.get() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (failure.get() instanceof Error thrown) {
        throw thrown;
      }
      return (List<R>) Arrays.asList(results);
    }

    /** They have begun, and what they do is short: an interrupt is kept for later. */
    private void awaitOthers() {
      boolean interrupted = false;
      while (true) {
        try {
          left.await();
          break;
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
