package org.attendancemonitor.doctor;

import java.util.List;

/**
 * One part of a report.
 *
 * @param word stable, for scripts
 * @param title for people
 * @param question what it answers
 * @param judged there are rules for it, so that no finding is good news
 * @param findings worst first
 * @param figures in order
 * @param snippets to paste
 */
public record Section(
    String word,
    String title,
    String question,
    boolean judged,
    List<Finding> findings,
    List<Figure> figures,
    List<Snippet> snippets) {}
