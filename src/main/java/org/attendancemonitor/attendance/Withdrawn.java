package org.attendancemonitor.attendance;

/**
 * The sender takes the resource back: entered in error, deleted, or the person is no longer a
 * participant of the appointment.
 *
 * @param kind what was withdrawn
 */
public record Withdrawn(FactKind kind) implements Fact {}
