package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T16: somebody waits for a first appointment to take place, and has not been spoken with for so
 * many weeks. Ask how they are, whether it is still needed, what has changed; whoever is worse is
 * looked at by a clinician. Silence never removes anybody from the list.
 */
final class WaitingWell implements Rule {
  static final String ID = "T16";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, AHP health inequalities guide: proactive contact while waiting",
          TaskKind.WAITING_WELL,
          Set.of(Steps.CONTACT, Steps.CLINICAL_REVIEW));
  private final PolicySettings settings;
  private final Wording wording;

  WaitingWell(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (!waits(pathway)) {
      return Optional.empty();
    }
    Optional<SupportTask> worse =
        last(pathway).filter(task -> Outcomes.WORSE.equals(task.closeReason()));
    if (worse.isPresent()) {
      return Optional.of(
          new Trigger(
                  List.of(),
                  pathway.finishedAt(worse.get()),
                  "Is worse while waiting for the "
                      + wording.name(pathway.service())
                      + "appointment: a clinician looks again at the priority")
              .only(Set.of(Steps.CLINICAL_REVIEW))
              .at(Priority.URGENT));
    }
    Instant since = after(silentSince(pathway), weeks(pathway));
    if (since.isAfter(pathway.now)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trigger(
                List.of(),
                since,
                "Waiting for a first "
                    + wording.name(pathway.service())
                    + "appointment since "
                    + Wording.day(waitingSince(pathway.referral))
                    + " and not spoken with for "
                    + weeks(pathway)
                    + " weeks")
            .only(Set.of(Steps.CONTACT))
            .from(Map.of("weeks", Integer.toString(weeks(pathway)))));
  }

  @Override
  public Stream<Instant> looks(Pathway pathway) {
    return waits(pathway) ? Stream.of(after(silentSince(pathway), weeks(pathway))) : Stream.empty();
  }

  private int weeks(Pathway pathway) {
    PolicySettings.WaitingWell terms = settings.waitingWellIn(pathway.service());
    return pathway.flagged() ? terms.flaggedWeeks() : terms.everyoneWeeks();
  }

  /** Live, referred, and not seen on this referral yet. */
  static boolean waits(Pathway pathway) {
    return !pathway.over()
        && !pathway.referral.implicit()
        && pathway.referral.received() != null
        && pathway.appointments().noneMatch(a -> a.outcome() == Outcome.ATTENDED);
  }

  /** The day of the referral; of its receipt where the sender does not say. */
  static LocalDate waitingSince(Referral referral) {
    LocalDate received = referral.received().atZone(WorkingDays.LONDON).toLocalDate();
    return referral.referredOn() == null || referral.referredOn().isAfter(received)
        ? received
        : referral.referredOn();
  }

  /** When somebody last spoke with the person about this referral; else when the wait began. */
  private static Instant silentSince(Pathway pathway) {
    Instant began = began(pathway.referral);
    return spoken(pathway).filter(moment -> moment.isAfter(began)).orElse(began);
  }

  /** A referral that was loaded as history counts from there: its waits were somebody else's. */
  private static Instant began(Referral referral) {
    return referral.historic()
        ? referral.received()
        : waitingSince(referral).atStartOfDay(WorkingDays.LONDON).toInstant();
  }

  private static Optional<Instant> spoken(Pathway pathway) {
    Stream<Instant> contacts =
        pathway.contactsAfter(began(pathway.referral), pathway.appointments().toList()).stream()
            .filter(Contact::reached)
            .filter(WaitingWell::elsewhere)
            .map(Contact::at);
    Stream<Instant> finished =
        pathway.finished(TaskKind.WAITING_WELL).stream().map(pathway::finishedAt);
    return Stream.concat(contacts, finished).max(Instant::compareTo);
  }

  /**
   * A contact that somebody records on this very task is about the referral alone: what came of it
   * is told when the task is completed, and until then the task stays.
   */
  private static boolean elsewhere(Contact contact) {
    return contact.by() == null || !contact.appointments().isEmpty();
  }

  private static Optional<SupportTask> last(Pathway pathway) {
    List<SupportTask> finished = pathway.finished(TaskKind.WAITING_WELL);
    return finished.isEmpty() ? Optional.empty() : Optional.of(finished.get(finished.size() - 1));
  }

  private static Instant after(Instant moment, int weeks) {
    ZonedDateTime local = moment.atZone(WorkingDays.LONDON);
    return local.toLocalDate().plusWeeks(weeks).atStartOfDay(WorkingDays.LONDON).toInstant();
  }

  @Override
  public Closing closing(Pathway pathway) {
    if (pathway.over()) {
      return Closings.usual(pathway);
    }
    if (pathway.appointments().anyMatch(a -> a.outcome() == Outcome.ATTENDED)) {
      return Closing.completed(CloseReason.ATTENDED);
    }
    return waits(pathway) && spokenOfLate(pathway)
        ? Closing.completed(CloseReason.REACHED)
        : Closings.usual(pathway);
  }

  /** Otherwise it is a flag that has ended, and nobody has spoken with anybody. */
  private boolean spokenOfLate(Pathway pathway) {
    int weeks = settings.waitingWellIn(pathway.service()).flaggedWeeks();
    return spoken(pathway).filter(at -> after(at, weeks).isAfter(pathway.now)).isPresent();
  }
}
