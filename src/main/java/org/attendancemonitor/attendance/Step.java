package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * One thing to do within a task.
 *
 * @param code stable: {@code contact}, {@code re-offer}, {@code plan}, {@code safeguarding-check},
 *     {@code tell-referrer}, {@code review}
 * @param due when it should be done by
 * @param done when the record first showed it done, or null
 */
public record Step(String code, Instant due, Instant done) {}
