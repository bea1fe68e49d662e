package org.attendancemonitor.intake;

import java.time.Instant;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.policy.Act;

/** What a person asks to do. Whether it may be done is judged inside the lock. */
public sealed interface Asked {

  /**
   * Something with a task.
   *
   * @param act what is to be done
   */
  record WithTask(Act act) implements Asked {}

  /**
   * A place for a waiting patient in the order of the list.
   *
   * @param patient the row the referral is filed under
   * @param placing what the clinician says
   * @param after the last word on the place that was looked at, {@link Instant#EPOCH} for none;
   *     null where that is not said
   */
  record Place(long patient, PlacingFact placing, Instant after) implements Asked {

    /** By somebody who does not say what they looked at. */
    public Place(long patient, PlacingFact placing) {
      this(patient, placing, null);
    }
  }
}
