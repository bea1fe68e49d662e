package org.attendancemonitor.simulation;

import java.util.List;

/**
 * What was said in a contact.
 *
 * @param reason R-code of why an appointment was missed, or null where nobody asked
 * @param offers supports offered
 * @param asked the person was asked what would help
 */
record Talk(String reason, List<Offer> offers, boolean asked) {
  /** Nothing that anybody wrote down. */
  static final Talk NONE = new Talk(null, List.of(), false);

  /** Nobody was there to be asked. */
  static final Talk NOT_REACHED = new Talk("R99", List.of(), false);

  /**
   * A support offered.
   *
   * @param support S-code
   * @param result {@code accepted}, {@code declined}, {@code tried} or {@code not-available}
   */
  record Offer(String support, String result) {}
}
