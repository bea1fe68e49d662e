package org.attendancemonitor.doctor;

import java.util.List;

/** Looks at one side of a feed, message by message, and concludes at the end. */
interface Check {
  /** Looks at one message. */
  void look(Look message);

  /** Says what only all messages together show. */
  default void conclude() {}

  /** Its numbers. */
  default List<Figure> figures() {
    return List.of();
  }

  /** What to paste. */
  default List<Snippet> snippets() {
    return List.of();
  }
}
