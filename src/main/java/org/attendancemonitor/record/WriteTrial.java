package org.attendancemonitor.record;

/** Finds out whether the record can be written, by writing. */
public final class WriteTrial {
  private static final String MARK = "write trial";

  /** More than a page of either database: one that is full has room for a word here or there. */
  private static final String SOME = "x".repeat(32_768);

  private final Store store;
  private final Marks marks;

  /** Tries a record. */
  public WriteTrial(Store store) {
    this.store = store;
    this.marks = new Marks(store);
  }

  /**
   * Commits something of some size, and takes it away again.
   *
   * @throws RuntimeException of the database where it cannot
   */
  public void write() {
    store.inTransaction(
        () -> {
          marks.set(MARK, SOME);
          return null;
        });
    store.inTransaction(
        () -> {
          marks.remove(MARK);
          return null;
        });
  }
}
