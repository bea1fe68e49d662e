package org.attendancemonitor.equity;

/**
 * A small hidden count that a viewer could narrow.
 *
 * @param column whose counts give it away
 * @param window of the release in the making in which less has to be told first
 */
record Leak(Column column, String window) {}
