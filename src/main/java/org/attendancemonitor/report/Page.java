package org.attendancemonitor.report;

import java.util.List;

/**
 * The whole page.
 *
 * @param service its name
 * @param subtitle the question it answers, and the time it is about, in words
 * @param counted what the figures count, in words
 * @param known as known when, in words
 * @param synthetic made from invented patients
 * @param messages the main message, in sentences
 * @param strips of sections, in their order
 */
public record Page(
    String service,
    String subtitle,
    String counted,
    String known,
    boolean synthetic,
    List<String> messages,
    List<Strip> strips) {

  public Page {
    messages = List.copyOf(messages);
    strips = List.copyOf(strips);
  }
}
