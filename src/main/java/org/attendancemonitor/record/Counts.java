package org.attendancemonitor.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** How many of each column of a {@link Subject}. */
public final class Counts {
  private final Subject subject;
  private final long[] values;

  private Counts(Subject subject, long[] values) {
    this.subject = subject;
    this.values = values;
  }

  /**
   * Counts in the order of the subject's columns.
   *
   * @throws IllegalArgumentException where their number is another
   */
  public static Counts of(Subject subject, long... values) {
    if (values.length != subject.columns().size()) {
      throw new IllegalArgumentException(
          "counts of %s: expected %s, found %d values"
              .formatted(subject, subject.columns(), values.length));
    }
    return new Counts(subject, values.clone());
  }

  /** Nothing at all. */
  public static Counts none(Subject subject) {
    return new Counts(subject, new long[subject.columns().size()]);
  }

  /** What they count. */
  public Subject subject() {
    return subject;
  }

  /** One of them, by the name of its column. */
  public long get(String column) {
    int index = subject.columns().indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException(
          "column: expected one of " + subject.columns() + ", found " + column);
    }
    return values[index];
  }

  /** Each by its name, in order. */
  public Map<String, Long> byColumn() {
    Map<String, Long> all = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      all.put(subject.columns().get(i), values[i]);
    }
    return all;
  }

  /** All of them are zero. */
  public boolean isNone() {
    return Arrays.stream(values).allMatch(value -> value == 0);
  }

  /** These and those. */
  public Counts plus(Counts other) {
    return combine(other, Long::sum);
  }

  /** These without those; a part may become negative. */
  public Counts minus(Counts other) {
    return combine(other, (mine, theirs) -> mine - theirs);
  }

  /** Only what is above zero, part by part. */
  public Counts positive() {
    return combine(none(subject), Math::max);
  }

  private Counts combine(Counts other, LongBinaryOperator by) {
    if (subject != other.subject) {
      throw new IllegalArgumentException(
          "counts: expected those of " + subject + ", found those of " + other.subject);
    }
    long[] combined = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      combined[i] = by.applyAsLong(values[i], other.values[i]);
    }
    return new Counts(subject, combined);
  }

  /** As the store keeps them: the values in order, a space between. */
  String text() {
    return Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  /** The reverse of {@link #text}. */
  static Counts of(Subject subject, String text) {
    return of(subject, Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts
        && subject == counts.subject
        && Arrays.equals(values, counts.values);
  }

  @Override
  public int hashCode() {
    return 31 * subject.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return byColumn().toString();
  }
}
