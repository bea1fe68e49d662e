package org.attendancemonitor.attendance;

/**
 * Why something was derived.
 *
 * @param code stable, for machines: a rule or value-set name of the configuration
 * @param text one plain-English sentence a clinician would accept; no names, no addresses
 */
public record Reason(String code, String text) {}
