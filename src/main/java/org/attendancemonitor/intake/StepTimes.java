package org.attendancemonitor.intake;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Where the time of an event's way goes, summed over all events since the start. */
public final class StepTimes {

  /** A part of the way. */
  public enum Step {
    /** Bytes become facts, on the threads of the queue's door. */
    PARSE,
    /** The transaction waits for its turn to write. */
    BEGIN,
    /** Facts are kept. */
    RECORD,
    /** Whole records are read. */
    RECALL,
    /** Risk is assessed. */
    ASSESS,
    /** Support is decided. */
    DECIDE,
    /** What changed is written. */
    KEEP,
    /** The transaction reaches the disk. */
    COMMIT,
    /** The one writer has nothing to do. */
    WAIT;

    /** As told to people. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Step, LongAdder> nanos = new EnumMap<>(Step.class);
  private final LongAdder committed = new LongAdder();
  private final LongAdder batches = new LongAdder();

  /** Nothing measured yet. */
  public StepTimes() {
    for (Step step : Step.values()) {
      nanos.put(step, new LongAdder());
    }
  }

  void add(Step step, long nanoseconds) {
    nanos.get(step).add(nanoseconds);
  }

  void committed(long messages) {
    if (messages > 0) {
      batches.increment();
      committed.add(messages);
    }
  }

  /** Nanoseconds spent in a step. */
  public long nanos(Step step) {
    return nanos.get(step).sum();
  }

  /** Messages committed without a fault in them; the rejected are not counted. */
  public long committed() {
    return committed.sum();
  }

  /** Transactions that committed such messages. */
  public long batches() {
    return batches.sum();
  }
}
