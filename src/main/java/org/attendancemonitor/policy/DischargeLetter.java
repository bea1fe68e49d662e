package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T11: a referral was ended after a miss with a complete review. The patient, the referrer and the
 * GP are told the same day what was tried and how to come back without a new referral.
 */
final class DischargeLetter implements Rule {
  static final String ID = "T11";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS Data Dictionary, Discharge after Patient Did Not Attend; policy section 5, item 9",
          TaskKind.DISCHARGE_LETTER,
          Set.of(Steps.LETTER_PATIENT, Steps.LETTER_REFERRER));
  private final PolicySettings settings;
  private final Wording wording;

  DischargeLetter(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    Ending ending = pathway.referral.ending();
    if (ending == null
        || ending.historic()
        || pathway.record.person().deceased()
        || !pathway.gatePassed()
        || !pathway.definition.endedAfterMiss(pathway.referral, pathway.record.appointments())
        || sent(ending, pathway)) {
      return Optional.empty();
    }
    LocalDate back =
        ending.at().atZone(WorkingDays.LONDON).toLocalDate().plusMonths(settings.reopenMonths());
    return Optional.of(
        new Trigger(
            List.of(),
            ending.received(),
            "The "
                + wording.name(pathway.service())
                + "referral was ended after a review: write what was tried, and that the patient may"
                + " come back without a new referral until "
                + Wording.day(back)));
  }

  private static boolean sent(Ending ending, Pathway pathway) {
    return pathway.finished(TaskKind.DISCHARGE_LETTER).stream()
        .anyMatch(letter -> !pathway.finishedAt(letter).isBefore(ending.received()));
  }

  @Override
  public Closing closing(Pathway pathway) {
    return pathway.referral.live()
        ? Closing.cancelled(CloseReason.REOPENED)
        : Closings.usual(pathway);
  }
}
