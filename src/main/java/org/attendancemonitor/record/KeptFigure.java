package org.attendancemonitor.record;

/**
 * A released figure that is no count of appointments.
 *
 * @param name the metric it belongs to, without prefix
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param label its other label's value
 * @param window {@code 13w}, {@code 52w}, or empty
 * @param value the figure
 */
public record KeptFigure(String name, String service, String label, String window, double value) {}
