package org.attendancemonitor.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The person's appointments, each with what all its sources together say of its outcome. */
final class AppointmentAssembly {
  private final KeyGroups groups = new KeyGroups();
  private final List<Versions> received;
  private final Map<String, List<Said>> visits = new HashMap<>();
  private final Map<String, Said> answers = new HashMap<>();
  private final ReferralAssembly referrals;
  private final ServiceCatalogue catalogue;
  private final Directory places;

  AppointmentAssembly(
      Map<FactKind, List<KeptFact>> facts,
      ReferralAssembly referrals,
      ServiceCatalogue catalogue,
      Directory places) {
    this.referrals = referrals;
    this.catalogue = catalogue;
    this.places = places;
    for (KeptFact kept : facts.get(FactKind.APPOINTMENT)) {
      groups.join(
          kept.key(), kept.fact() instanceof AppointmentFact fact ? fact.keys() : List.of());
    }
    received = Versions.of(facts.get(FactKind.APPOINTMENT), groups);
    for (Versions visit : Versions.of(facts.get(FactKind.ENCOUNTER))) {
      visit
          .newest()
          .filter(newest -> newest.fact() instanceof EncounterFact)
          .ifPresent(newest -> visited(new Said(newest, visit.since(newest))));
    }
    for (Versions answer : Versions.of(facts.get(FactKind.RESPONSE))) {
      answer
          .newest()
          .filter(newest -> newest.fact() instanceof ResponseFact)
          .ifPresent(newest -> answered(new Said(newest, answer.since(newest))));
    }
  }

  /** The newest statement of another resource, and since when it has been made. */
  private record Said(KeptFact kept, Instant since) {
    static final Comparator<Said> AGE =
        Comparator.comparing(Said::since).thenComparing(Said::kept, Versions.AGE);
  }

  private void visited(Said visit) {
    for (Key appointment : ((EncounterFact) visit.kept().fact()).appointments()) {
      visits.computeIfAbsent(idOf(appointment), id -> new ArrayList<>()).add(visit);
    }
  }

  private void answered(Said answer) {
    answers.merge(
        idOf(((ResponseFact) answer.kept().fact()).appointment()),
        answer,
        (one, other) -> Said.AGE.compare(one, other) < 0 ? other : one);
  }

  /** The id of the appointment a key means. */
  String idOf(Key appointment) {
    return groups.nameOf(appointment).text();
  }

  /** Adds the patient row under which each appointment is filed. */
  void rows(Map<String, Long> rows) {
    received.forEach(
        versions ->
            versions.newest().ifPresent(newest -> rows.put(versions.id(), newest.patient())));
  }

  /** Every appointment that was not taken back, in order of start. */
  List<Appointment> assemble() {
    List<Appointment> appointments = new ArrayList<>(received.size());
    for (Versions versions : received) {
      versions
          .newest()
          .filter(newest -> newest.fact() instanceof AppointmentFact)
          .ifPresent(newest -> appointments.add(appointment(versions, newest)));
    }
    appointments.sort(Comparator.comparing(Appointment::start).thenComparing(Appointment::id));
    return appointments;
  }

  private Appointment appointment(Versions versions, KeptFact newest) {
    AppointmentFact fact = (AppointmentFact) newest.fact();
    Instant start = fact.start() == null ? versions.since(newest) : fact.start();
    Evidence evidence = evidence(versions, newest, start);
    String named = namedReferral(versions);
    String service = service(fact, named);
    return new Appointment(
        versions.id(),
        named == null ? ReferralAssembly.implicitId(service) : named,
        service,
        fact.booked(),
        bookedOn(versions, start),
        start,
        Assembly.dayOf(start),
        evidence.outcome(),
        evidence.heard().received(),
        evidence.heard().historic(),
        fact.wasNotBrought() && evidence.outcome().missed(),
        fact.patients() > 1 ? Mode.GROUP : fact.mode(),
        fact.visit(),
        site(fact),
        fact.reasons().stream().map(Code::toString).collect(Collectors.joining(" ")));
  }

  private static LocalDate bookedOn(Versions versions, Instant start) {
    return versions.facts().stream()
        .filter(kept -> kept.fact() instanceof AppointmentFact it && it.booked())
        .map(KeptFact::effective)
        .filter(moment -> moment.isBefore(start))
        .min(Instant::compareTo)
        .map(Assembly::dayOf)
        .orElseGet(() -> Assembly.dayOf(start));
  }

  /** An outcome and the fact that first told us of it. */
  private record Evidence(Outcome outcome, KeptFact heard) {}

  /**
   * What the newest statements together say. The appointment's own outcome holds until an encounter
   * says something newer; a refusal counts while it was given in advance.
   */
  private Evidence evidence(Versions versions, KeptFact newest, Instant start) {
    Outcome stated = ((AppointmentFact) newest.fact()).outcome();
    Instant since = versions.since(newest);
    var seen =
        visits.getOrDefault(versions.id(), List.of()).stream()
            .filter(visit -> ((EncounterFact) visit.kept().fact()).seen())
            .filter(visit -> stated == Outcome.NOT_RECORDED || visit.since().isAfter(since))
            .map(Said::kept)
            .min(Comparator.comparing(KeptFact::received).thenComparing(KeptFact::key));
    if (seen.isPresent()) {
      return new Evidence(Outcome.ATTENDED, seen.get());
    }
    Said answer = answers.get(versions.id());
    if (answer != null
        && ((ResponseFact) answer.kept().fact()).declined()
        && answer.since().isBefore(start)
        && refused(versions, stated, since, answer.since())) {
      return new Evidence(Outcome.PATIENT_CANCELLED, answer.kept());
    }
    // One miss stays one miss when its code is refined: what was heard first still counts.
    KeptFact heard =
        versions
            .firstHeard(
                fact ->
                    fact instanceof AppointmentFact it
                        && (it.outcome() == stated || it.outcome().missed() && stated.missed()))
            .orElse(newest);
    return new Evidence(stated, heard);
  }

  /** Whether a refusal given in advance decides what the appointment itself leaves open. */
  private static boolean refused(
      Versions versions, Outcome stated, Instant since, Instant refusal) {
    return switch (stated) {
      // Refused, booked anew, and missed: the refusal was of the earlier time.
      case DNA -> !bookedAfter(versions, refusal);
      case NOT_RECORDED -> refusal.isAfter(since);
      // Who cancelled is not said; the patient had asked for it.
      case CANCELLED -> !refusal.isAfter(since);
      default -> false;
    };
  }

  private static boolean bookedAfter(Versions versions, Instant refusal) {
    return versions.facts().stream()
        .filter(
            kept ->
                kept.fact() instanceof AppointmentFact it
                    && it.booked()
                    && it.outcome() == Outcome.NOT_RECORDED)
        .anyMatch(kept -> versions.since(kept).isAfter(refusal));
  }

  /**
   * The referral an appointment names: the first in its sender's order that was not taken back. A
   * version that names none does not undo one that did; else an encounter may name it.
   */
  private String namedReferral(Versions versions) {
    List<Key> basedOn =
        versions.facts().stream()
            .filter(kept -> kept.fact() instanceof AppointmentFact it && !it.basedOn().isEmpty())
            .max(Versions.AGE)
            .map(kept -> ((AppointmentFact) kept.fact()).basedOn())
            .orElse(List.of());
    if (!basedOn.isEmpty()) {
      return basedOn.stream()
          .map(referrals::idOf)
          .filter(id -> !referrals.takenBack(id))
          .findFirst()
          .orElseGet(() -> referrals.idOf(basedOn.get(0)));
    }
    return visits.getOrDefault(versions.id(), List.of()).stream()
        .flatMap(visit -> ((EncounterFact) visit.kept().fact()).referrals().stream())
        .map(referrals::idOf)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The service of an appointment that is not among those received. */
  String serviceOf(AppointmentFact fact) {
    return service(fact, fact.basedOn().isEmpty() ? null : referrals.idOf(fact.basedOn().get(0)));
  }

  private String service(AppointmentFact fact, String referral) {
    String service = catalogue.first(fact.serviceTypes());
    for (Key place : fact.healthcareServices()) {
      service = service == null ? catalogue.first(Assembly.codesOf(places, place)) : service;
    }
    if (service == null && referral != null) {
      service = referrals.serviceOf(referral);
    }
    for (Key performer : fact.performers()) {
      service = service == null ? catalogue.first(Assembly.codesOf(places, performer)) : service;
    }
    return service == null ? ServiceCatalogue.UNMAPPED : service;
  }

  private String site(AppointmentFact fact) {
    PlaceFact place = fact.location() == null ? null : places.place(fact.location());
    return place == null ? null : place.name();
  }
}
