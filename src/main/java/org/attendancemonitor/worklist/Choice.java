package org.attendancemonitor.worklist;

/**
 * One of the answers to a question of a form.
 *
 * @param value as sent
 * @param text as shown
 */
record Choice(String value, String text) {}
