package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Names;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.task.Systems;

/** Answers calls of CDS Hooks from what is known of the patient. Nothing of a call is kept. */
final class HookAnswers {
  private final Patients patients;
  private final PersonView view;
  private final SoughtReferrals sought;
  private final Policy policy;
  private final DischargeCards dischargeCards;
  private final FeedReader reader;
  private final FeedSettings feeds;

  private final Within within;

  HookAnswers(
      Patients patients,
      PersonView view,
      SoughtReferrals sought,
      Policy policy,
      ServiceNames services,
      FeedReader reader,
      FeedSettings feeds,
      Within within) {
    this.within = within;
    this.patients = patients;
    this.view = view;
    this.sought = sought;
    this.policy = policy;
    this.dischargeCards = new DischargeCards(services);
    this.reader = reader;
    this.feeds = feeds;
  }

  /**
   * The cards for a call; none where the patient is not known here.
   *
   * @param user who calls; one that sends for a feed means the ids of its own source
   * @param reach of who calls: people outside of it are not known to them
   * @throws Refused with 412 where it cannot be told which patient is meant
   */
  List<Card> answer(HookCall call, String user, Reach reach) {
    Optional<PersonView.Seen> seen =
        view.of(person(call, user)).filter(it -> within.covers(reach, it.record().person().rows()));
    if (seen.isEmpty()) {
      return List.of();
    }
    return call.hook() == Hook.APPOINTMENT_BOOK
        ? booking(call, seen.get(), user)
        : discharge(call, seen.get(), user);
  }

  /** By the sender's id, else by the NHS number of the Patient it sent along. */
  private Set<Long> person(HookCall call, String user) {
    Refused doubt = null;
    try {
      Set<Long> known = patients.byId(call.patientId(), user);
      if (!known.isEmpty()) {
        return known;
      }
    } catch (Refused several) {
      doubt = several;
    }
    String number =
        read(call.patient(), user, PatientFact.class)
            .map(PatientFact::nhsNumber)
            .filter(it -> it.trustworthy())
            .map(it -> it.digits())
            .orElse(null);
    if (number == null && (doubt != null || call.patientFailed())) {
      throw unclear("Which patient is meant cannot be told; send the Patient with NHS number.");
    }
    try {
      return number == null ? Set.of() : patients.byIdentifier(Systems.NHS_NUMBER, number, user);
    } catch (Refused several) {
      throw unclear("Several patients are known by this NHS number.");
    }
  }

  private static Refused unclear(String text) {
    return Refused.of(412, RejectReason.NO_PATIENT, "prefetch.patient", text);
  }

  private List<Card> discharge(HookCall call, PersonView.Seen seen, String user) {
    Set<String> meant = meant(call, seen, user);
    return dischargeCards.of(
        seen.record().referrals().stream()
            .filter(it -> meant.isEmpty() ? it.live() : meant.contains(it.id()))
            .map(Referral::id)
            .map(it -> policy.dischargeCheck(seen.record(), seen.assessed(), it, seen.now()))
            .toList());
  }

  /** The referrals that are about to end; empty where that cannot be told: then any of them. */
  private Set<String> meant(HookCall call, PersonView.Seen seen, String user) {
    if (call.referralId() != null) {
      return sought.of(seen, call.referralId(), user).map(Set::of).orElse(Set.of());
    }
    Names names = view.names(seen);
    Stream<EncounterFact> recorded =
        patients
            .sources(user)
            .map(source -> names.encounter(Key.ofId(source, "Encounter", call.encounterId())))
            .flatMap(Optional::stream);
    Stream<EncounterFact> sent = read(call.encounter(), user, EncounterFact.class).stream();
    Set<String> meant = new TreeSet<>();
    Stream.concat(sent, recorded)
        .forEach(encounter -> meant.addAll(names.referralsOf(encounter, seen.record())));
    return meant;
  }

  private List<Card> booking(HookCall call, PersonView.Seen seen, String user) {
    Names names = view.names(seen);
    Set<String> services = new TreeSet<>();
    for (ObjectNode appointment : call.appointments()) {
      read(complete(appointment, call.patientId()), user, AppointmentFact.class)
          .map(names::serviceOf)
          .ifPresent(services::add);
    }
    if (services.isEmpty()) {
      services.add(ServiceCatalogue.UNMAPPED);
    }
    return BookingCards.of(
        services.stream()
            .map(it -> policy.bookingAdvice(seen.record(), seen.assessed(), it, seen.now()))
            .toList());
  }

  /** A proposal may still lack its id and its patient; the context says who that is. */
  private static ObjectNode complete(ObjectNode proposed, String patientId) {
    ObjectNode whole = proposed.deepCopy();
    if (!whole.path("id").isTextual()) {
      whole.put("id", "proposed");
    }
    ArrayNode participants =
        whole.path("participant") instanceof ArrayNode given
            ? given
            : whole.putArray("participant");
    ObjectNode patient = participants.addObject();
    patient.putObject("actor").put("reference", "Patient/" + patientId);
    patient.put("status", "accepted");
    return whole;
  }

  /** What the feed's reader makes of a resource; nothing where it would be rejected. */
  private <T extends Fact> Optional<T> read(ObjectNode resource, String user, Class<T> type) {
    if (resource == null) {
      return Optional.empty();
    }
    String feed = feeds.feedOf(user).orElse(FeedSettings.DEFAULT);
    return reader.read(resource.toString(), feed).entries().stream()
        .map(entry -> entry.reading())
        .filter(Accepted.class::isInstance)
        .flatMap(reading -> ((Accepted) reading).notices().stream())
        .map(notice -> notice.fact())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
