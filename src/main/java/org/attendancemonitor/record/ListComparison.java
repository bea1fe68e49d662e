package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What came of comparing a record system's list of its appointments with what is known here.
 *
 * @param feed name in {@code feeds.yaml}
 * @param at when it was done
 * @param first day of the list, in local time
 * @param last day of the list
 * @param listed lines of the list that could be read
 * @param agreeing known here, at the same time and with the same outcome
 * @param missing listed, and not known here
 * @param extra known here on the days of the list, and not listed
 * @param differing known here with another time or another outcome
 * @param otherTime those of them with another time
 * @param otherOutcome those of them with another outcome
 * @param unreadable lines of the list that could not be read
 * @param newer known here by news that is newer than the list, which therefore says nothing of them
 */
public record ListComparison(
    String feed,
    Instant at,
    LocalDate first,
    LocalDate last,
    long listed,
    long agreeing,
    long missing,
    long extra,
    long differing,
    long otherTime,
    long otherOutcome,
    long unreadable,
    long newer) {

  /** Both sides say the same, as far as they can be compared. */
  public boolean same() {
    return missing == 0 && extra == 0 && differing == 0 && unreadable == 0;
  }
}
