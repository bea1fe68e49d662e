package org.attendancemonitor.record;

import java.util.Optional;

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
