package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T1: a referral has come and nobody has asked of late what support the person needs. Ask and
 * record needs, language, format and preferred contact before the first booking.
 */
final class AskNeeds implements Rule {
  static final String ID = "T1";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, AHP health inequalities guide: ask what support is needed to attend",
          TaskKind.ASK_NEEDS,
          Set.of(Steps.ASK));
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;

  AskNeeds(PolicySettings settings, WorkingDays days, Wording wording) {
    this.settings = settings;
    this.days = days;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    Referral referral = pathway.referral;
    if (pathway.over()
        || referral.implicit()
        || referral.historic()
        || referral.received() == null
        || asked(pathway)
        || !pathway.finished(TaskKind.ASK_NEEDS).isEmpty()) {
      return Optional.empty();
    }
    Trigger trigger =
        new Trigger(
            List.of(),
            referral.received(),
            "Referred to "
                + wording.service(pathway.service())
                + ": ask what support is needed to attend");
    return Optional.of(
        firstBooked(pathway)
            .map(booked -> trigger.due(Map.of(Steps.ASK, soonest(booked, pathway))))
            .orElse(trigger));
  }

  /** Before the first booking; once that has been made, the same day. */
  private Instant soonest(Instant booked, Pathway pathway) {
    Referral referral = pathway.referral;
    int usual = settings.terms(ID, pathway.service()).steps().get(Steps.ASK);
    Instant due = days.plus(referral.received(), usual, pathway.service());
    Instant from = booked.isBefore(referral.received()) ? referral.received() : booked;
    Instant sameDay = days.sameDay(from, pathway.service());
    return sameDay.isBefore(due) ? sameDay : due;
  }

  private static Optional<Instant> firstBooked(Pathway pathway) {
    return pathway
        .appointments()
        .filter(Appointment::booked)
        .map(Pathway::received)
        .min(Instant::compareTo);
  }

  /** Needs belong to the person: what one service has asked, the other need not ask again. */
  private boolean asked(Pathway pathway) {
    if (pathway.referral.received() == null) {
      return false;
    }
    Instant from =
        pathway
            .referral
            .received()
            .atZone(WorkingDays.LONDON)
            .minusMonths(settings.askAgainMonths())
            .toInstant();
    return pathway.record.contacts().stream()
        .filter(Contact::needsAsked)
        .anyMatch(contact -> contact.at().isAfter(from) && !contact.at().isAfter(pathway.now));
  }

  @Override
  public Closing closing(Pathway pathway) {
    return !pathway.over() && asked(pathway)
        ? Closing.completed(CloseReason.ASKED)
        : Closings.usual(pathway);
  }
}
