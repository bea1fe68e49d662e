package org.attendancemonitor.record;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small things to remember between starts: one text per name. */
public final class Marks {
  private final Store store;

  /** The marks of a record. */
  public Marks(Store store) {
    this.store = store;
  }

  /** What was set last. */
  public Optional<String> get(String name) {
    return store
        .here()
        .queryForList("SELECT value FROM setting WHERE name = ?", String.class, name)
        .stream()
        .findFirst();
  }

  /** What was set last under each name that begins with a prefix. */
  public Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new TreeMap<>();
    store
        .here()
        .query(
            "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ?",
            row -> {
              found.put(row.getString(1), row.getString(2));
            },
            prefix.length(),
            prefix);
    return found;
  }

  /** Remembers a value. */
  public void set(String name, String value) {
    store
        .writing()
        .update(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value);
  }

  /** Forgets a value. */
  public void remove(String name) {
    store.writing().update("DELETE FROM setting WHERE name = ?", name);
  }
}
