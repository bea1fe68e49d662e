package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is to be deleted and written so that one list of rows becomes another. */
final class Differences<T> {
  private record Fresh<T>(long person, T row) {}

  private final Function<T, String> id;
  private final Consumer<T> stale;
  final List<Object[]> gone = new ArrayList<>();
  private final List<Fresh<T>> fresh = new ArrayList<>();

  Differences(Function<T, String> id, Consumer<T> stale) {
    this.id = id;
    this.stale = stale;
  }

  void add(long person, List<T> before, List<T> after) {
    if (before.isEmpty()) {
      addAll(person, after);
      return;
    }
    Map<String, T> old = new HashMap<>();
    before.forEach(row -> old.putIfAbsent(id.apply(row), row));
    for (T row : after) {
      T known = old.remove(id.apply(row));
      if (!row.equals(known)) {
        fresh.add(new Fresh<>(person, row));
        stale.accept(row);
        if (known != null) {
          stale.accept(known);
        }
      }
    }
    old.forEach(
        (key, row) -> {
          gone.add(new Object[] {person, key});
          stale.accept(row);
        });
  }

  private void addAll(long person, List<T> after) {
    for (T row : after) {
      fresh.add(new Fresh<>(person, row));
      stale.accept(row);
    }
  }

  List<Object[]> fresh(BiFunction<Long, T, Object[]> values) {
    return fresh.stream().map(f -> values.apply(f.person, f.row)).toList();
  }
}
