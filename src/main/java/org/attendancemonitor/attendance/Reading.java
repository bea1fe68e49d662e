package org.attendancemonitor.attendance;

import java.util.List;

/** What came of reading one message: facts, or a rejection its sender can act on. */
public sealed interface Reading {

  /**
   * The message was understood.
   *
   * @param notices what it states, in its own order
   * @param ignored elements and resources that were not used, by name, for counting
   */
  record Accepted(List<Notice> notices, List<String> ignored) implements Reading {}

  /**
   * The message, or one entry of it, was not.
   *
   * @param reason the class of the fault
   * @param position where: a path such as {@code Bundle.entry[3].resource.start}, or a line
   * @param text one sentence for the sender, without anything the message said about a person
   */
  record Rejected(RejectReason reason, String position, String text) implements Reading {}
}
