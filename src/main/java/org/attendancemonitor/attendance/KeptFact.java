package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * A fact as it lies in the record.
 *
 * @param key the key the resource is filed under
 * @param patient the row of the person it is about; 0 where it is about nobody
 * @param source the system that stated it
 * @param fact the content
 * @param effective which news it is: the source's own time, else the time of receipt
 * @param received its first durable receipt
 * @param historic decided once at first receipt: it counts in figures and opens no task
 * @param current no newer news of this key and person is known
 */
public record KeptFact(
    Key key,
    long patient,
    String source,
    Fact fact,
    Instant effective,
    Instant received,
    boolean historic,
    boolean current) {}
