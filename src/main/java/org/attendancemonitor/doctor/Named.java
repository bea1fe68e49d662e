package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.attendancemonitor.attendance.Key;

/** Things by any of their keys. */
final class Named<T> {
  private final Map<Key, T> byKey = new HashMap<>();
  private final List<T> all = new ArrayList<>();

  /** The one with any of the keys, which are its from now on; a new one where there is none. */
  T of(List<Key> keys, Supplier<T> unknown) {
    T one = null;
    for (Key key : keys) {
      one = one == null ? byKey.get(key) : one;
    }
    if (one == null) {
      one = unknown.get();
      all.add(one);
    }
    for (Key key : keys) {
      byKey.putIfAbsent(key, one);
    }
    return one;
  }

  /** The one with any of the keys, or null. */
  T known(List<Key> keys) {
    for (Key key : keys) {
      if (byKey.containsKey(key)) {
        return byKey.get(key);
      }
    }
    return null;
  }

  /** Each once, as first met. */
  List<T> all() {
    return all;
  }
}
