package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The person's appointments, each with what all its sources together say of its outcome. */
final class AppointmentAssembly {
  private final KeyGroups groups = new KeyGroups();
  private final List<Versions> received;
  private final Map<String, List<KeptFact>> visits = new HashMap<>();
  private final Map<String, KeptFact> answers = new HashMap<>();
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
    for (KeptFact kept : facts.get(FactKind.ENCOUNTER)) {
      if (kept.current() && kept.fact() instanceof EncounterFact visit) {
        for (Key appointment : visit.appointments()) {
          visits.computeIfAbsent(idOf(appointment), id -> new ArrayList<>()).add(kept);
        }
      }
    }
    for (KeptFact kept : facts.get(FactKind.RESPONSE)) {
      if (kept.current() && kept.fact() instanceof ResponseFact response) {
        answers.merge(
            idOf(response.appointment()),
            kept,
            (one, other) -> Versions.AGE.compare(one, other) < 0 ? other : one);
      }
    }
  }

  /** The id of the appointment a key means. */
  String idOf(Key appointment) {
    return groups.nameOf(appointment).text();
  }

  /** Whether an appointment resource with this key was received. */
  boolean knows(Key appointment) {
    return groups.knows(appointment);
  }

  /** The service of each referral that appointments belong to: that of its first appointment. */
  Map<String, String> referralServices(List<Appointment> appointments) {
    Map<String, String> services = new TreeMap<>();
    for (Appointment appointment : appointments) {
      services.putIfAbsent(appointment.referral(), appointment.service());
    }
    return services;
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
    Instant start = fact.start() == null ? newest.effective() : fact.start();
    Evidence evidence = evidence(versions, newest, start);
    String named = namedReferral(versions.id(), fact);
    String service = service(fact, named);
    return new Appointment(
        versions.id(),
        named == null ? ReferralAssembly.implicitId(service) : named,
        service,
        fact.booked(),
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

  /** An outcome and the fact that first told us of it. */
  private record Evidence(Outcome outcome, KeptFact heard) {}

  private Evidence evidence(Versions versions, KeptFact newest, Instant start) {
    Outcome stated = ((AppointmentFact) newest.fact()).outcome();
    var seen =
        visits.getOrDefault(versions.id(), List.of()).stream()
            .filter(visit -> ((EncounterFact) visit.fact()).seen())
            .filter(
                visit ->
                    stated == Outcome.NOT_RECORDED || visit.effective().isAfter(newest.effective()))
            .min(Comparator.comparing(KeptFact::received).thenComparing(KeptFact::key));
    if (seen.isPresent()) {
      return new Evidence(Outcome.ATTENDED, seen.get());
    }
    KeptFact answer = answers.get(versions.id());
    if (answer != null
        && ((ResponseFact) answer.fact()).declined()
        && answer.effective().isBefore(start)
        && (stated == Outcome.DNA
            || stated == Outcome.NOT_RECORDED && answer.effective().isAfter(newest.effective()))) {
      return new Evidence(Outcome.PATIENT_CANCELLED, answer);
    }
    KeptFact heard =
        versions
            .firstHeard(fact -> fact instanceof AppointmentFact it && it.outcome() == stated)
            .orElse(newest);
    return new Evidence(stated, heard);
  }

  private String namedReferral(String id, AppointmentFact fact) {
    if (!fact.basedOn().isEmpty()) {
      return referrals.idOf(fact.basedOn().get(0));
    }
    return visits.getOrDefault(id, List.of()).stream()
        .flatMap(visit -> ((EncounterFact) visit.fact()).referrals().stream())
        .map(referrals::idOf)
        .min(Comparator.naturalOrder())
        .orElse(null);
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
