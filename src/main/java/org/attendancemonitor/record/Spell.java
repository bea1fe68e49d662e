package org.attendancemonitor.record;

import java.util.List;
import java.util.OptionalLong;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SpellRow.Exit;

/**
 * A referral from the day it was made to the day its wait ended, as one patient's history tells it;
 * what {@link org.attendancemonitor.attendance.SpellRow} says, in epoch days and read where it is
 * asked for.
 *
 * @param patient row of the person
 * @param keys what it counts under: a key for each dimension of {@link Spells#dimensions}; the
 *     first is the service as a whole. Often the same list for equal keys
 * @param priority of the referral
 * @param referred the day the wait began
 * @param observed the day from which it was under observation
 * @param left the day the wait ended; far in the future while the patient waits
 * @param exit how it ended, or null while the patient waits
 * @param clock days on which the clock started and stopped in turn, parted by blanks
 * @param contacts days of contacts, parted by blanks
 */
public record Spell(
    long patient,
    List<TallyKey> keys,
    Priority priority,
    long referred,
    long observed,
    long left,
    Exit exit,
    String clock,
    String contacts) {

  /** Whether the patient waits at the end of a day. */
  public boolean waits(long day) {
    return referred <= day && left > day;
  }

  /** The day since which the clock runs at the end of a day; empty where it stands still. */
  public OptionalLong clockSince(long day) {
    int turns = 0;
    long last = referred;
    for (int from = 0; from < clock.length(); from = end(clock, from) + 1) {
      long turn = Long.parseLong(clock.substring(from, end(clock, from)));
      if (turn > day) {
        break;
      }
      turns++;
      last = turn;
    }
    return turns % 2 == 1 ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /** The day of the last contact at the end of a day: the referral is the first. */
  public long contactSince(long day) {
    long last = referred;
    for (int from = 0; from < contacts.length(); from = end(contacts, from) + 1) {
      long contact = Long.parseLong(contacts.substring(from, end(contacts, from)));
      if (contact > day) {
        break;
      }
      last = contact;
    }
    return last;
  }

  private static int end(String days, int from) {
    int blank = days.indexOf(' ', from);
    return blank < 0 ? days.length() : blank;
  }
}
