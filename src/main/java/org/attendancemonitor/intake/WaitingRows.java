package org.attendancemonitor.intake;

import java.util.List;
import org.attendancemonitor.attendance.WaitingRow;
import org.attendancemonitor.policy.WaitingPlace;

/** Places on waiting lists, from the policy's words to those of the record. */
public final class WaitingRows {
  private WaitingRows() {}

  /** The places as they are kept. */
  public static List<WaitingRow> of(List<WaitingPlace> places) {
    return places.stream().map(WaitingRows::row).toList();
  }

  private static WaitingRow row(WaitingPlace place) {
    return new WaitingRow(
        place.referral(),
        place.service(),
        place.urgency(),
        place.safety(),
        place.impact(),
        place.vulnerable(),
        place.since(),
        place.reasons());
  }
}
