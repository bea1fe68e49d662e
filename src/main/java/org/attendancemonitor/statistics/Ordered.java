package org.attendancemonitor.statistics;

import java.util.function.IntToDoubleFunction;

/** Places in numbers that are in ascending order. */
final class Ordered {

  private Ordered() {}

  /** How many of them are below a value. */
  static int below(int size, IntToDoubleFunction ascending, double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending.applyAsDouble(middle) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
