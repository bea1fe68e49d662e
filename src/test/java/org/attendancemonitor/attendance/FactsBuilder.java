package org.attendancemonitor.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Builds facts as they lie in the record, in readable lines, and assembles them. Each line is a
 * statement of the source {@code epr}, received when it was made; what qualifies it follows it:
 *
 * <pre>
 * facts.referral("r", "2026-08-03T09:00", ReferralStatus.ACTIVE)
 *     .appointment("a", "r", "2026-10-05T09:30", Outcome.DNA, "2026-10-05T16:00").historic();
 * </pre>
 */
final class FactsBuilder {
  static final Code PHYSIOTHERAPY = new Code("urn:services", "physiotherapy");
  private static final ServiceCatalogue SERVICES =
      new ServiceCatalogue(Map.of(PHYSIOTHERAPY, "physiotherapy"));

  private final List<KeptFact> facts = new ArrayList<>();
  private long patient = 1;

  static Key key(String type, String id) {
    return Key.ofId("epr", type, id);
  }

  /** What follows is stated about this row of the person. */
  FactsBuilder row(long row) {
    patient = row;
    return this;
  }

  FactsBuilder referral(String id, String at, ReferralStatus status) {
    return referral(id, at, status, false);
  }

  FactsBuilder referral(String id, String at, ReferralStatus status, boolean forNonAttendance) {
    Key key = key("ServiceRequest", id);
    return say(
        key,
        new ReferralFact(
            List.of(key),
            status,
            List.of(PHYSIOTHERAPY),
            List.of(),
            null,
            null,
            forNonAttendance,
            null),
        at);
  }

  /** The same referral, with a part changed that says nothing about its status. */
  FactsBuilder urgentReferral(String id, String at, ReferralStatus status) {
    Key key = key("ServiceRequest", id);
    return say(
        key,
        new ReferralFact(
            List.of(key),
            status,
            List.of(PHYSIOTHERAPY),
            List.of(),
            Priority.URGENT,
            null,
            false,
            null),
        at);
  }

  /** An appointment booked for referrals, separated by spaces; none where that is empty. */
  FactsBuilder appointment(String id, String referrals, String start, Outcome outcome, String at) {
    Key key = key("Appointment", id);
    List<Key> basedOn = new ArrayList<>();
    for (String referral : referrals.split(" ")) {
      if (!referral.isEmpty()) {
        basedOn.add(key("ServiceRequest", referral));
      }
    }
    return say(
        key,
        new AppointmentFact(
            List.of(key),
            true,
            outcome,
            RecordBuilder.at(start),
            null,
            false,
            List.of(PHYSIOTHERAPY),
            List.of(),
            List.of(),
            null,
            basedOn,
            Mode.UNKNOWN,
            Visit.UNKNOWN,
            List.of(),
            false,
            1,
            null),
        at);
  }

  FactsBuilder withdrawn(FactKind kind, String type, String id, String at) {
    return say(key(type, id), new Withdrawn(kind), at);
  }

  /** An encounter of an appointment: seen, and with the outcome "discharged" or not. */
  FactsBuilder encounter(String id, String appointment, boolean discharged, String at) {
    Key key = key("Encounter", id);
    return say(
        key,
        new EncounterFact(
            List.of(key),
            true,
            false,
            List.of(key("Appointment", appointment)),
            List.of(),
            null,
            null,
            discharged),
        at);
  }

  /** An encounter that did not take place, after which the patient is discharged. */
  FactsBuilder discharge(String id, String appointment, String at) {
    Key key = key("Encounter", id);
    return say(
        key,
        new EncounterFact(
            List.of(key),
            false,
            true,
            List.of(key("Appointment", appointment)),
            List.of(),
            null,
            null,
            true),
        at);
  }

  FactsBuilder episode(String id, String referral, boolean ended, String at) {
    Key key = key("EpisodeOfCare", id);
    return say(
        key,
        new EpisodeFact(List.of(key), ended, List.of(key("ServiceRequest", referral)), null),
        at);
  }

  FactsBuilder response(String id, String appointment, boolean declined, String at) {
    return say(
        key("AppointmentResponse", id),
        new ResponseFact(key("Appointment", appointment), declined),
        at);
  }

  FactsBuilder contact(String id, String type, String about, String at) {
    return contact(id, type, about, RecordBuilder.at(at), at);
  }

  /** A contact whose own time, which may be null, is not that of the news of it. */
  FactsBuilder contact(String id, String type, String about, Instant made, String at) {
    return say(
        key("Communication", id),
        new ContactFact(List.of(key(type, about)), false, Channel.PHONE, made),
        at);
  }

  /** Something that was sent, and arrived; why she missed it where she answered. */
  FactsBuilder sent(String id, Channel channel, List<String> reasons, String at) {
    return say(
        key("Communication", id),
        new ContactFact(
            List.of(key("Appointment", "a")),
            true,
            channel,
            RecordBuilder.at(at),
            reasons,
            List.of(),
            false,
            null),
        at);
  }

  FactsBuilder carer(String id, LocalDate from, LocalDate until, String at) {
    Code guardian = new Code("urn:role", "GUARD");
    return say(key("RelatedPerson", id), new CarerFact(List.of(guardian), from, until), at);
  }

  FactsBuilder need(String id, boolean active, String at) {
    Code need = new Code("urn:need", "easy-read");
    return say(key("Flag", id), new NeedFact(List.of(need), List.of(), active, null, null), at);
  }

  FactsBuilder patient(String id, String area, Code ethnic, String mergedInto, String at) {
    Key key = key("Patient", id);
    return say(
        key,
        new PatientFact(
            List.of(key),
            null,
            null,
            List.of(),
            null,
            Sex.UNKNOWN,
            ethnic,
            area == null ? null : new Residence(null, area, false),
            List.of(),
            null,
            List.of(),
            false,
            null,
            mergedInto == null,
            mergedInto == null ? List.of() : List.of(key("Patient", mergedInto)),
            List.of(),
            false),
        at);
  }

  private FactsBuilder say(Key key, Fact fact, String at) {
    Instant moment = RecordBuilder.at(at);
    facts.add(new KeptFact(key, patient, "epr", fact, moment, moment, false, true));
    return this;
  }

  /** The last statement arrived as history. */
  FactsBuilder historic() {
    KeptFact last = facts.remove(facts.size() - 1);
    facts.add(
        new KeptFact(
            last.key(),
            last.patient(),
            last.source(),
            last.fact(),
            last.effective(),
            last.received(),
            true,
            true));
    return this;
  }

  /** As the record gives them: of each key and row, the newest statement is the current one. */
  List<KeptFact> facts() {
    Map<String, Instant> newest = new HashMap<>();
    for (KeptFact it : facts) {
      newest.merge(it.key() + " " + it.patient(), it.effective(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return facts.stream()
        .map(
            it ->
                new KeptFact(
                    it.key(),
                    it.patient(),
                    it.source(),
                    it.fact(),
                    it.effective(),
                    it.received(),
                    it.historic(),
                    newest.get(it.key() + " " + it.patient()).equals(it.effective())))
        .toList();
  }

  PersonRecord record() {
    return record(facts());
  }

  static PersonRecord record(List<KeptFact> facts) {
    TreeSet<Long> rows = new TreeSet<>();
    facts.forEach(it -> rows.add(it.patient()));
    return new Assembly(SERVICES, key -> null).assemble(rows, facts, List.of(), List.of());
  }
}
