package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys met in one reading, each kept once: a hundred thousand profiles share a few hundred of
 * them.
 */
final class NumberedKeys {
  private final Map<TallyKey, Integer> numbers = new HashMap<>();
  private final List<TallyKey> keys = new ArrayList<>();

  /** The number of a key: from zero in the order they are met, without gaps. */
  int number(TallyKey key) {
    return numbers.computeIfAbsent(
        key,
        met -> {
          keys.add(met);
          return keys.size() - 1;
        });
  }

  /** The key of a number. */
  TallyKey key(int number) {
    return keys.get(number);
  }
}
