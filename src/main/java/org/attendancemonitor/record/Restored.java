package org.attendancemonitor.record;

import java.time.Instant;
import java.util.Optional;

/**
 * What a record has to know when it was put back from a backup. Until somebody says that it is in
 * order, nobody's record is deleted by age: holds that began after the backup are not in it.
 */
public final class Restored {
  private static final String MARK = "restored";

  /** Far more than come between two backups: what others know by a number stays theirs. */
  private static final long PATIENTS = 1_000_000;

  private static final long FACTS = 100_000_000;

  private final Store store;
  private final Marks marks;

  /** Of a record. */
  public Restored(Store store) {
    this.store = store;
    this.marks = new Marks(store);
  }

  /**
   * Within a write transaction: this record is as it was at a moment. Numbers that were given out
   * since, and that others may have been told, are not given out again.
   */
  public void asOf(Instant moment) {
    marks.set(MARK, moment.toString());
    skip("patient", PATIENTS);
    skip("fact", FACTS);
  }

  private void skip(String name, long numbers) {
    store.writing().update("UPDATE numbering SET next = next + ? WHERE name = ?", numbers, name);
  }

  /** The moment, where nobody has said yet that holds and sign-ins are in order. */
  public Optional<Instant> unconfirmed() {
    return marks.get(MARK).map(Instant::parse);
  }

  /** Holds and sign-ins are in order. */
  public void confirm() {
    marks.remove(MARK);
  }
}
