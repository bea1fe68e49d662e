package org.attendancemonitor.report;

import java.util.Optional;

/**
 * What a report is made of.
 *
 * @param name of the service, as shown to people
 * @param period reported on
 * @param now figures of the newest release that counts no day after the period
 * @param yearBefore figures of the release about a year before, if there is one
 * @param confidence of all limits
 */
record Reported(
    String name,
    Period period,
    ServiceFigures now,
    Optional<ServiceFigures> yearBefore,
    double confidence) {

  Sentences sentences() {
    return new Sentences(confidence);
  }
}
