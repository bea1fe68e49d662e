package org.attendancemonitor.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * How many appointments ended how, by the outcomes of NHS Data Dictionary ATTENDED OR DID NOT
 * ATTEND.
 *
 * @param attended codes 5 and 6
 * @param dna code 3, no advance warning
 * @param lateNotSeen code 7, arrived late and could not be seen
 * @param patientCancelled code 2
 * @param providerCancelled code 4
 * @param unknown past, and nobody recorded how it ended
 */
public record OutcomeCounts(
    long attended,
    long dna,
    long lateNotSeen,
    long patientCancelled,
    long providerCancelled,
    long unknown) {

  /** No appointment at all. */
  public static final OutcomeCounts NONE = new OutcomeCounts(0, 0, 0, 0, 0, 0);

  /** These and those. */
  public OutcomeCounts plus(OutcomeCounts other) {
    return combine(other, Long::sum);
  }

  /** These without those; a part may become negative. */
  public OutcomeCounts minus(OutcomeCounts other) {
    return combine(other, (mine, theirs) -> mine - theirs);
  }

  /** Only what is above zero, part by part. */
  public OutcomeCounts positive() {
    return combine(NONE, Math::max);
  }

  /** Each outcome by its label, in the order of the metric's documentation. */
  public Map<String, Long> byOutcome() {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("attended", attended);
    all.put("dna", dna);
    all.put("late_not_seen", lateNotSeen);
    all.put("patient_cancelled", patientCancelled);
    all.put("provider_cancelled", providerCancelled);
    all.put("unknown", unknown);
    return all;
  }

  /** As the counts of a cell. */
  public Counts counts() {
    return Counts.of(
        Subject.APPOINTMENTS,
        attended,
        dna,
        lateNotSeen,
        patientCancelled,
        providerCancelled,
        unknown);
  }

  /** The reverse of {@link #byOutcome}; what is missing is zero, any other outcome is unknown. */
  public static OutcomeCounts of(Map<String, Long> byOutcome) {
    OutcomeCounts sum = NONE;
    for (Map.Entry<String, Long> entry : byOutcome.entrySet()) {
      sum = sum.plus(of(entry.getKey(), entry.getValue()));
    }
    return sum;
  }

  /** So many of one outcome. */
  static OutcomeCounts of(String outcome, long n) {
    return switch (outcome) {
      case "attended" -> new OutcomeCounts(n, 0, 0, 0, 0, 0);
      case "dna" -> new OutcomeCounts(0, n, 0, 0, 0, 0);
      case "late_not_seen" -> new OutcomeCounts(0, 0, n, 0, 0, 0);
      case "patient_cancelled" -> new OutcomeCounts(0, 0, 0, n, 0, 0);
      case "provider_cancelled" -> new OutcomeCounts(0, 0, 0, 0, n, 0);
      default -> new OutcomeCounts(0, 0, 0, 0, 0, n);
    };
  }

  private OutcomeCounts combine(OutcomeCounts other, LongBinaryOperator by) {
    return new OutcomeCounts(
        by.applyAsLong(attended, other.attended),
        by.applyAsLong(dna, other.dna),
        by.applyAsLong(lateNotSeen, other.lateNotSeen),
        by.applyAsLong(patientCancelled, other.patientCancelled),
        by.applyAsLong(providerCancelled, other.providerCancelled),
        by.applyAsLong(unknown, other.unknown));
  }
}
