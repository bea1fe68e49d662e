package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * What decides how long a person's record is kept.
 *
 * @param rows every patient row of the person
 * @param last the last news about them, or the last change of a task of theirs
 * @param births every date of birth that is stated, {@code YYYY}, {@code YYYY-MM} or {@code
 *     YYYY-MM-DD}
 * @param died a source says so
 * @param deathDate or null
 * @param active something is open, booked or waiting, or a hold forbids it
 */
public record KeptPerson(
    Set<Long> rows,
    Instant last,
    Set<String> births,
    boolean died,
    LocalDate deathDate,
    boolean active) {
  public KeptPerson {
    rows = Set.copyOf(rows);
    births = Set.copyOf(births);
  }
}
