/**
 * Bytes to facts, or a rejection its sender can act on: FHIR R4 with UK Core and BaRS, and HL7 v2.
 * Says what it did not use. It decides nothing and stores nothing; the same text always reads as
 * the same facts.
 */
package org.attendancemonitor.feed;
