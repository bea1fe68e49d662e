/**
 * A synthetic trust with known truth, the faults that real feeds have, and the benchmarks. It
 * speaks to the rest of the program as any record system would, in FHIR messages, and knows nothing
 * of risk, policy or figures: what it put in can be held against what comes out.
 */
package org.attendancemonitor.simulation;
