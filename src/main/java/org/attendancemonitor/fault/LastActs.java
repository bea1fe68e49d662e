package org.attendancemonitor.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is put away, the newest first, where a trial is broken off: nothing may be left behind. */
final class LastActs {
  private static final Deque<Runnable> ACTS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LastActs::run, "last-acts"));
  }

  private LastActs() {}

  /** Puts this away unless it is {@link #remove}d before. */
  static void add(Runnable act) {
    synchronized (ACTS) {
      ACTS.push(act);
    }
  }

  /** It has been done. */
  static void remove(Runnable act) {
    synchronized (ACTS) {
      ACTS.remove(act);
    }
  }

  private static void run() {
    // Each takes itself away when it is done.
    List<Runnable> left;
    synchronized (ACTS) {
      left = List.copyOf(ACTS);
    }
    left.forEach(Runnable::run);
  }
}
