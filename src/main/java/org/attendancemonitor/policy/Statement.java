package org.attendancemonitor.policy;

import java.time.Instant;
import org.attendancemonitor.attendance.Actor;

/**
 * What a reviewer has stated of one item of evidence.
 *
 * @param value what was said, one of the item's words, a date or a sentence
 * @param actor who said it
 * @param at when
 */
public record Statement(String value, Actor actor, Instant at) {}
