package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * One fact as read from a message: what is stated, about which resource and whom, and which news it
 * is. A group appointment is one notice per patient under the same key.
 *
 * @param key the key the resource is filed under
 * @param patient the key of the person it is about; null for a place, and for a fact that names
 *     only an appointment
 * @param fact the content
 * @param sourceTime when the source last changed it; null where the sender does not say
 * @param versionId compared for equality only; null where the sender does not say
 */
public record Notice(Key key, Key patient, Fact fact, Instant sourceTime, String versionId) {}
