/**
 * Says, with reasons, why a person may be at higher risk of being left behind: pure functions from
 * the record, the areas' deprivation and {@code risk.yaml} to flags and groups. Facts, not a score:
 * nothing here ranks people, and what nobody asked stays unknown, never "no" and never "low risk".
 */
package org.attendancemonitor.risk;
