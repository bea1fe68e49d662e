package org.attendancemonitor.simulation;

import java.time.Instant;

/**
 * One message in the form in which it is sent.
 *
 * @param feed the feed of {@code feeds.yaml} it is sent on
 * @param at when it is sent
 * @param about what it concerns: messages about the same are sent one after another
 * @param text FHIR JSON without line breaks, HL7 v2 with a carriage return after each segment, or a
 *     line of an extract
 */
public record Told(String feed, Instant at, String about, String text) {}
