package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.attendancemonitor.statistics.Estimate;
import org.junit.jupiter.api.Test;

class WaitingSentencesTest {
  private static final double WEEK = 7 * 86_400;

  @Test
  void waitingSoFarIsNotTheWait() {
    assertThat(WaitingSentences.waiting("27 September 2026", 412, 9 * WEEK))
        .isEqualTo(
            "On 27 September 2026 412 referrals waited for a first appointment; half of them had"
                + " waited 9 weeks or longer.");
    assertThat(WaitingSentences.seen(11.3 * WEEK))
        .isEqualTo("That is not yet the wait: half of all referrals are seen within 11.3 weeks.");
    assertThat(WaitingSentences.clock(7 * WEEK))
        .isEqualTo(
            "By the clock, which a missed first appointment starts anew, it is 7 weeks: groups are"
                + " compared since referral, which nothing resets.");
  }

  @Test
  void whoIsRemovedUnseenIsNotTakenForSeen() {
    Estimate seen = new Estimate(0.834, 0.801, 0.862);
    Estimate removed = new Estimate(0.061, 0.048, 0.077);
    assertThat(WaitingSentences.removed(126, seen, removed))
        .isEqualTo(
            "In 52 weeks 126 referrals were ended before the patient was ever seen; within 18 weeks"
                + " of all referrals 83.4% (80.1% to 86.2%) were seen and 6.1% (4.8% to 7.7%) removed"
                + " unseen.");
    assertThat(WaitingSentences.removed(0, null, null))
        .isEqualTo("In 52 weeks no referrals were ended before the patient was ever seen.");
  }

  @Test
  void theListIsAQueue() {
    assertThat(WaitingSentences.queue(1.04, 1.83))
        .isEqualTo(
            "Referrals are 1.04 times what the service can see (from 1 on the list grows); pressure"
                + " is 1.8 (above 1 the target is likely to be missed).");
  }
}
