/**
 * The one way into the record: bounded lanes, the batch with its transaction, halving around a bad
 * event, re-assessment by the clock, and the component that takes messages from a queue in batches.
 */
package org.attendancemonitor.intake;
