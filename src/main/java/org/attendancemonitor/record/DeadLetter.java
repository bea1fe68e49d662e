package org.attendancemonitor.record;

import java.time.Instant;

/**
 * A message, or one entry of it, that could not be used, with everything needed to try again.
 *
 * @param id ours; 0 before it is kept
 * @param feed the way it came in
 * @param source the system it came from
 * @param received its first receipt, which a replay keeps
 * @param reason the word of its {@link org.attendancemonitor.attendance.RejectReason}
 * @param position where in the message the fault lies, or null
 * @param text one sentence, without anything about a person
 * @param original the bytes as received
 * @param attempts how often it was tried
 * @param contentType as received, or null
 */
public record DeadLetter(
    long id,
    String feed,
    String source,
    Instant received,
    String reason,
    String position,
    String text,
    byte[] original,
    int attempts,
    String contentType) {}
