/**
 * Decides what support is due, as pure functions of the record, the assessment, {@code policy.yaml}
 * and the moment, and reconciles it with what is there. It can open a review of a discharge and
 * never produce or suggest one (NHS Data Dictionary, Discharge after Patient Did Not Attend: "may",
 * never "must").
 */
package org.attendancemonitor.policy;
