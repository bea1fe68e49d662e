package org.attendancemonitor.reconciliation;

/** A list that cannot be compared; its text is one sentence for whoever made it. */
public final class ListNotComparedException extends Exception {
  private static final long serialVersionUID = 1L;

  ListNotComparedException(String text) {
    super(text);
  }
}
