package org.attendancemonitor.equity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.statistics.Proportion;

/** What is charted over time. */
enum ProcessMeasure {
  /** Missed of attended and missed. */
  DNA("dna_ratio"),
  /** The same of those who depend on others to attend. */
  WAS_NOT_BROUGHT("was_not_brought_ratio"),
  /** Cancelled by or for the patient, of all that were booked. */
  PATIENT_CANCELLED("patient_cancelled_ratio"),
  /** Cancelled or put off by the service, of all that were booked. */
  PROVIDER_CANCELLED("provider_cancelled_ratio"),
  /** Past, and nobody recorded how it ended, of all. */
  OUTCOME_MISSING("outcome_missing_ratio"),
  /** Share missed of the most deprived fifth less that of everybody else. */
  GAP_DEPRIVATION("dna_gap_deprivation");

  /** Those that a service's own counts give, day by day. */
  static final List<ProcessMeasure> OF_SERVICES =
      List.of(DNA, PATIENT_CANCELLED, PROVIDER_CANCELLED, OUTCOME_MISSING);

  /** As written in the metrics' labels. */
  final String label;

  ProcessMeasure(String label) {
    this.label = label;
  }

  /** The measure of a label, if there is one. */
  static Optional<ProcessMeasure> of(String label) {
    return Arrays.stream(values()).filter(measure -> measure.label.equals(label)).findFirst();
  }

  /** Every label, in order. */
  static List<String> labels() {
    return Arrays.stream(values()).map(measure -> measure.label).toList();
  }

  /** The share that counts give. */
  Proportion share(OutcomeCounts counts, EquitySettings settings) {
    long booked =
        counts.attended()
            + counts.dna()
            + counts.lateNotSeen()
            + counts.patientCancelled()
            + counts.providerCancelled();
    return switch (this) {
      case DNA, WAS_NOT_BROUGHT, GAP_DEPRIVATION -> settings.share(counts);
      case PATIENT_CANCELLED -> new Proportion(counts.patientCancelled(), booked);
      case PROVIDER_CANCELLED -> new Proportion(counts.providerCancelled(), booked);
      case OUTCOME_MISSING -> new Proportion(counts.unknown(), booked + counts.unknown());
    };
  }
}
