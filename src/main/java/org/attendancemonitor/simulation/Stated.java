package org.attendancemonitor.simulation;

/**
 * One resource as its record system writes it.
 *
 * @param type its type
 * @param id its logical id
 * @param json its text
 */
record Stated(String type, String id, String json) {}
