package org.attendancemonitor.policy;

import java.util.List;

/**
 * A reason why somebody missed an appointment (attendance-policy section 7).
 *
 * @param text in plain words, for a clinician
 * @param side whose share it is
 * @param unmetNeed it says that a known need was not met by the service
 * @param away it says that the person was in hospital, in custody or detained on the day, or died
 * @param actions support actions that answer it
 */
public record MissReason(
    String text, Side side, boolean unmetNeed, boolean away, List<String> actions) {
  public MissReason {
    actions = List.copyOf(actions);
    actions.forEach(action -> SupportSuggestion.check("actions", action));
    if (unmetNeed && side != Side.PROVIDER) {
      throw new IllegalArgumentException(
          "side: expected provider where unmetNeed is true, found " + side.word());
    }
  }
}
