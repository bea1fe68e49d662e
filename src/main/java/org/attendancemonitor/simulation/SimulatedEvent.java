package org.attendancemonitor.simulation;

import java.time.Instant;

/**
 * One message of a synthetic record system.
 *
 * @param feed the feed of {@code feeds.yaml} it is sent on
 * @param at when it is sent: {@code meta.lastUpdated} of what it carries
 * @param json one FHIR R4 resource or Bundle, without line breaks
 */
public record SimulatedEvent(String feed, Instant at, String json) {}
