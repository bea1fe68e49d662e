package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SpellRow.Exit;
import org.attendancemonitor.record.Spell;
import org.attendancemonitor.statistics.Wait;
import org.attendancemonitor.statistics.WaitEnd;

/**
 * A referral as a release sees it at the end of its last day.
 *
 * @param priority of the referral
 * @param referred epoch day
 * @param days how long the patient waited, or has waited so far
 * @param from how long the wait had lasted when it came under observation
 * @param exit how the wait ended, or null where the patient still waits
 * @param sinceClock days since the clock started; empty where it stands still or nobody waits
 * @param sinceContact days since the last contact; 0 where nobody waits
 */
record ObservedWait(
    Priority priority,
    long referred,
    int days,
    int from,
    Exit exit,
    OptionalInt sinceClock,
    int sinceContact) {

  /**
   * Follows waits through the 52 weeks up to a day: a longer wait comes under observation when they
   * begin, so that the curve tells of these weeks and not of those before.
   *
   * @param upTo the last day that is known
   * @param floor the day since which referrals are recorded completely, or the far past
   */
  static ObservedWait of(Spell spell, LocalDate upTo, LocalDate floor) {
    long last = upTo.toEpochDay();
    boolean waits = spell.waits(last);
    long begins = Math.max(Window.W52.after(upTo).toEpochDay(), floor.toEpochDay());
    OptionalLong clock = waits ? spell.clockSince(last) : OptionalLong.empty();
    return new ObservedWait(
        spell.priority(),
        spell.referred(),
        Math.toIntExact(Math.min(spell.left(), last) - spell.referred()),
        Math.toIntExact(Math.max(0, Math.max(spell.observed(), begins) - spell.referred())),
        waits ? null : spell.exit(),
        clock.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Math.toIntExact(last - clock.getAsLong())),
        waits ? Math.toIntExact(last - spell.contactSince(last)) : 0);
  }

  boolean waits() {
    return exit == null;
  }

  /** Whether it was under observation for any time at all. */
  boolean observed() {
    return from == 0 || from < days;
  }

  /**
   * The wait as the curves see it, those that were never observed left out.
   *
   * @param removed the end that competes with the one in question
   */
  Wait asWait() {
    WaitEnd end =
        exit == null ? WaitEnd.WAITING : exit == Exit.SEEN ? WaitEnd.SEEN : WaitEnd.REMOVED;
    return new Wait(from, days, end);
  }

  /** The same where only removal by the service counts, and every other end competes with it. */
  Wait asRemoval() {
    WaitEnd end =
        exit == null ? WaitEnd.WAITING : exit == Exit.REMOVED ? WaitEnd.REMOVED : WaitEnd.SEEN;
    return new Wait(from, days, end);
  }
}
