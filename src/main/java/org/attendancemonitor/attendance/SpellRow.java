package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A referral as the figures of waits count it: from the day it was made to the day the patient was
 * seen for the first time on it, or left the list otherwise. Groups are those of the day it was
 * made, written as in the metrics' labels.
 *
 * @param referral id of the referral
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param priority as the referral's newest message states it, and not where the service has placed
 *     it on its list: what is decided because of a wait must not explain it
 * @param referred the day the wait began; everything else is not before it
 * @param observed the day from which it was under observation: its own where it was loaded as
 *     history, else that of its first receipt
 * @param clock days on which the clock of referral to treatment started, stopped and started again
 *     in turn, the first being {@code referred}: a missed appointment before the first attended one
 *     stops it, the booking of another starts it anew
 * @param contacts days after {@code referred} on which the patient was reached about it while
 *     waiting, in order
 * @param left the day the wait ended, or null while the patient waits
 * @param exit how it ended, or null while the patient waits
 * @param deprivation {@code 1} (most deprived) to {@code 5}, or {@code unknown}
 * @param ethnicGroup {@code asian} ... {@code not_stated}, {@code not_known}
 * @param ageBand {@code 0-4} ... {@code 85+}, or {@code unknown}
 * @param sex {@code female}, {@code male}, {@code other} or {@code unknown}
 * @param interpreter {@code yes}, {@code no} or {@code unknown}
 * @param disability as above
 * @param inclusionHealth as above
 */
public record SpellRow(
    String referral,
    String service,
    Priority priority,
    LocalDate referred,
    LocalDate observed,
    List<LocalDate> clock,
    List<LocalDate> contacts,
    LocalDate left,
    Exit exit,
    String deprivation,
    String ethnicGroup,
    String ageBand,
    String sex,
    String interpreter,
    String disability,
    String inclusionHealth) {

  public SpellRow {
    clock = List.copyOf(clock);
    contacts = List.copyOf(contacts);
  }

  /** Whether the patient waits at the end of a day. */
  public boolean waits(LocalDate day) {
    return !referred.isAfter(day) && (left == null || left.isAfter(day));
  }

  /** The day since which the clock runs at the end of a day; empty where it stands still. */
  public Optional<LocalDate> clockSince(LocalDate day) {
    List<LocalDate> turns = clock.stream().takeWhile(turn -> !turn.isAfter(day)).toList();
    return turns.size() % 2 == 1 ? Optional.of(turns.get(turns.size() - 1)) : Optional.empty();
  }

  /** The day of the last contact at the end of a day: the referral is the first. */
  public LocalDate contactSince(LocalDate day) {
    return contacts.stream()
        .takeWhile(contact -> !contact.isAfter(day))
        .reduce(referred, (earlier, later) -> later);
  }

  /** How a wait ended. */
  public enum Exit {
    /** The patient attended for the first time. */
    SEEN,
    /** The service ended the referral, and the patient was never seen on it. */
    REMOVED,
    /** The patient died waiting. */
    DIED,
    /** The referral was ended because the patient had moved away. */
    MOVED;

    /** As it is stored. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #label}; null for null. */
    public static Exit of(String label) {
      return label == null ? null : valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
