package org.attendancemonitor.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A way of which it is noted how long answers took, but for those that a fault fell into. */
final class TimedWay implements Way {
  private final Way way;
  private final LongSupplier disturbances;
  private final List<Long> nanos = new ArrayList<>();

  /**
   * @param way that is timed
   * @param disturbances a number that is another one after each begin and end of a fault, and odd
   *     while one lasts
   */
  TimedWay(Way way, LongSupplier disturbances) {
    this.way = way;
    this.disturbances = disturbances;
  }

  @Override
  public String name() {
    return way.name();
  }

  @Override
  public boolean deliver(String id, String json) throws InterruptedException {
    long before = disturbances.getAsLong();
    long begun = System.nanoTime();
    boolean acknowledged = way.deliver(id, json);
    long took = System.nanoTime() - begun;
    if (acknowledged && before % 2 == 0 && disturbances.getAsLong() == before) {
      synchronized (nanos) {
        nanos.add(took);
      }
    }
    return acknowledged;
  }

  /** The times since it was asked last, in nanoseconds. */
  List<Long> take() {
    synchronized (nanos) {
      List<Long> taken = List.copyOf(nanos);
      nanos.clear();
      return taken;
    }
  }

  @Override
  public void close() {
    way.close();
  }
}
