package org.attendancemonitor.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices, the same for the same seed and place on every machine. */
final class Draw {
  private final SplittableRandom random;

  private Draw(SplittableRandom random) {
    this.random = random;
  }

  /** The choices of one person, group or purpose, independent of those of any other. */
  static Draw of(long seed, int realm, long index) {
    long place =
        seed ^ (realm * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(index * 0xD1342543DE82EF95L, 17);
    return new Draw(new SplittableRandom(new SplittableRandom(place).nextLong()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double share() {
    return random.nextDouble();
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** A position, as often as its weight says. */
  int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
