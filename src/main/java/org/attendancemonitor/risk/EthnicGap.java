package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.Set;

/**
 * A gap in attendance that a service has measured for an ethnic group and signed off. It adds a
 * suggestion and a reason, and never changes kind, owner, due date or order of a task.
 *
 * @param service key in {@code services.yaml}
 * @param ethnicGroups the groups it was measured for
 * @param signedBy the role that signed it
 * @param signedOn first day it holds
 * @param reviewBy last day it holds: no list lasts without review
 * @param text what the service has found, as one sentence
 */
public record EthnicGap(
    String service,
    Set<String> ethnicGroups,
    String signedBy,
    LocalDate signedOn,
    LocalDate reviewBy,
    String text) {
  public EthnicGap {
    ethnicGroups = Set.copyOf(ethnicGroups);
    if (signedBy == null || signedBy.isBlank()) {
      throw new IllegalArgumentException("signedBy: expected who signed the list, found nothing");
    }
    if (!reviewBy.isAfter(signedOn) || reviewBy.isAfter(signedOn.plusMonths(12))) {
      throw new IllegalArgumentException(
          "reviewBy: expected a day within a year after signedOn, found " + reviewBy);
    }
  }
}
