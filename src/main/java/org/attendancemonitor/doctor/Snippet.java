package org.attendancemonitor.doctor;

/**
 * Lines to paste into a configuration file.
 *
 * @param file such as {@code config/feeds.yaml}
 * @param yaml the lines
 */
public record Snippet(String file, String yaml) {}
