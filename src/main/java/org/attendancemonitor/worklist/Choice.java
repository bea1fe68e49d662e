package org.attendancemonitor.worklist;

import java.util.List;

/**
 * One of the answers to a question of a form.
 *
 * @param value as sent
 * @param text as shown
 */
record Choice(String value, String text) {

  /** The value where it is one of the choices; else empty, which is "any". */
  static String among(List<Choice> choices, String value) {
    return choices.stream().anyMatch(choice -> choice.value().equals(value)) ? value : "";
  }
}
