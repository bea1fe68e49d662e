package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * What a source states about an episode of care.
 *
 * @param keys every key of this episode
 * @param ended finished, or cancelled
 * @param referrals keys of the referrals it answers
 * @param end the day it ended, or null
 */
public record EpisodeFact(List<Key> keys, boolean ended, List<Key> referrals, LocalDate end)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.EPISODE;
  }
}
