package org.attendancemonitor;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An answer that takes the longer the more there is. It is asked for again only after twenty times
 * as long as it took: of one processor it never takes more than a twentieth, and while it is quick
 * it is always fresh.
 */
final class Seldom<T> {
  private static final int TIMES = 20;

  private final Supplier<T> question;
  private final LongSupplier nanos;
  private T answer;
  private long again;

  /**
   * @param question what takes its time
   */
  Seldom(Supplier<T> question) {
    this(question, System::nanoTime);
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  Seldom(Supplier<T> question, LongSupplier nanos) {
    this.question = question;
    this.nanos = nanos;
  }

  /** The answer, or the last one while it is too early to ask again. */
  synchronized T get() {
    long now = nanos.getAsLong();
    if (answer == null || now - again >= 0) {
      answer = question.get();
      long after = nanos.getAsLong();
      again = after + TIMES * (after - now);
    }
    return answer;
  }
}
