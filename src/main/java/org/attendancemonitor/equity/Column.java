package org.attendancemonitor.equity;

import java.util.Map;
import org.attendancemonitor.record.OutcomeCounts;

/**
 * A count that viewers can add up over the groups of a dimension and compare with the exact total
 * of the service. {@link #MISSED} is no outcome of its own: where a group's late arrivals are too
 * few to be told apart, its {@code dna} holds both.
 */
enum Column {
  ATTENDED("attended"),
  MISSED("missed"),
  DNA("dna"),
  LATE("late_not_seen"),
  PATIENT_CANCELLED("patient_cancelled"),
  PROVIDER_CANCELLED("provider_cancelled"),
  UNKNOWN("unknown");

  /** As written in the metrics' label, but for {@link #MISSED}. */
  final String outcome;

  Column(String outcome) {
    this.outcome = outcome;
  }

  /** Decides whether the whole cell is shown; the others are hidden one by one. */
  boolean core() {
    return this == ATTENDED || this == MISSED;
  }

  long of(OutcomeCounts counts, boolean lateCounts) {
    return switch (this) {
      case ATTENDED -> counts.attended();
      case MISSED -> counts.dna() + (lateCounts ? counts.lateNotSeen() : 0);
      case DNA -> counts.dna();
      case LATE -> counts.lateNotSeen();
      case PATIENT_CANCELLED -> counts.patientCancelled();
      case PROVIDER_CANCELLED -> counts.providerCancelled();
      case UNKNOWN -> counts.unknown();
    };
  }

  /** The range a viewer reads from what is shown, or null where nothing is. */
  Range read(Map<String, Long> shown, DisclosureRule rule, boolean lateCounts) {
    if (this == MISSED) {
      Range dna = range(shown.get(DNA.outcome), rule);
      Range late = range(shown.get(LATE.outcome), rule);
      return !lateCounts || late == null || dna == null
          ? dna
          : new Range(dna.low() + late.low(), dna.high() + late.high());
    }
    if (this == DNA && lateCounts && !shown.containsKey(LATE.outcome)) {
      return null;
    }
    return range(shown.get(outcome), rule);
  }

  private static Range range(Long shown, DisclosureRule rule) {
    return shown == null ? null : new Range(rule.least(shown), rule.most(shown));
  }

  /** From low to high, both possible. */
  record Range(long low, long high) {}
}
