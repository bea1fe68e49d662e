package org.attendancemonitor.worklist;

/**
 * What is asked before something is done that is easily regretted.
 *
 * @param title what is the matter
 * @param text what to think of
 * @param back the button that goes back
 * @param onward the button that does it all the same
 */
record Pause(String title, String text, String back, String onward) {
  /** Name of the field that says which button was pressed. */
  static final String ANSWER = "answer";

  static final String BACK = "back";
  static final String ONWARD = "onward";
}
