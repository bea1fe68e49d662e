package org.attendancemonitor.attendance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The person's referrals: those received, those only referred to by an appointment, and the
 * implicit one of each service that appointments without a referral belong to.
 */
final class ReferralAssembly {
  private static final String IMPLICIT = "implicit|";

  private final KeyGroups groups = new KeyGroups();
  private final Map<String, Versions> received = new TreeMap<>();
  private final List<Versions> episodes;
  private final List<Versions> encounters;
  private final ServiceCatalogue catalogue;
  private final Directory places;

  ReferralAssembly(
      Map<FactKind, List<KeptFact>> facts, ServiceCatalogue catalogue, Directory places) {
    this.catalogue = catalogue;
    this.places = places;
    for (KeptFact kept : facts.get(FactKind.REFERRAL)) {
      groups.join(kept.key(), kept.fact() instanceof ReferralFact fact ? fact.keys() : List.of());
    }
    for (Versions versions : Versions.of(facts.get(FactKind.REFERRAL), groups)) {
      received.put(versions.id(), versions);
    }
    episodes = Versions.of(facts.get(FactKind.EPISODE));
    encounters = Versions.of(facts.get(FactKind.ENCOUNTER));
  }

  /** The id of the referral a key means. */
  String idOf(Key referral) {
    return groups.nameOf(referral).text();
  }

  /** Adds the patient row under which each received referral is filed. */
  void rows(Map<String, Long> rows) {
    received.forEach(
        (id, versions) -> versions.newest().ifPresent(newest -> rows.put(id, newest.patient())));
  }

  /** Whether the sender has taken this referral back: it was entered in error. */
  boolean takenBack(String id) {
    return received.containsKey(id)
        && received.get(id).newest().filter(it -> it.fact() instanceof Withdrawn).isPresent();
  }

  /** The id of the referral that appointments of a service without one belong to. */
  static String implicitId(String service) {
    return IMPLICIT + service;
  }

  /** The service a received referral asks for, or null. */
  String serviceOf(String id) {
    return received.containsKey(id)
        ? received.get(id).newest().map(this::serviceOf).orElse(null)
        : null;
  }

  private String serviceOf(KeptFact kept) {
    if (!(kept.fact() instanceof ReferralFact fact)) {
      return null;
    }
    String service = catalogue.first(fact.codes());
    for (Key performer : fact.performers()) {
      service = service == null ? catalogue.first(Assembly.codesOf(places, performer)) : service;
    }
    return service;
  }

  /**
   * Every referral of the person.
   *
   * @param appointments in order of start: a referral that is only referred to takes the service of
   *     the first
   * @param appointmentId the id of the appointment a key means
   */
  List<Referral> assemble(List<Appointment> appointments, Function<Key, String> appointmentId) {
    Map<String, String> services = new TreeMap<>();
    Map<String, String> byAppointment = new HashMap<>();
    for (Appointment appointment : appointments) {
      services.putIfAbsent(appointment.referral(), appointment.service());
      byAppointment.put(appointment.id(), appointment.referral());
    }
    ReferralEndings endings =
        new ReferralEndings(
            received,
            episodes,
            encounters,
            this::idOf,
            it -> byAppointment.get(appointmentId.apply(it)));
    Map<String, Referral> referrals = new TreeMap<>();
    services.forEach(
        (id, service) -> {
          Ending ending = endings.of(id);
          boolean goesOn =
              id.startsWith(IMPLICIT) && ending != null && bookedSince(id, ending, appointments);
          referrals.put(
              id, new Referral(id, true, service, Priority.ROUTINE, null, goesOn ? null : ending));
        });
    for (Versions versions : received.values()) {
      versions
          .newest()
          .filter(kept -> kept.fact() instanceof ReferralFact)
          .ifPresent(
              kept ->
                  referrals.put(
                      versions.id(),
                      referral(versions, kept, services, endings.of(versions.id()))));
    }
    return List.copyOf(referrals.values());
  }

  /** Nobody can reopen an implicit referral: to be booked again is a new course of care. */
  private static boolean bookedSince(String id, Ending ending, List<Appointment> appointments) {
    return appointments.stream()
        .filter(it -> it.referral().equals(id) && it.booked() && !it.outcome().cancelled())
        .anyMatch(it -> it.day().isAfter(Assembly.dayOf(ending.at())));
  }

  private Referral referral(
      Versions versions, KeptFact newest, Map<String, String> appointmentServices, Ending ending) {
    ReferralFact fact = (ReferralFact) newest.fact();
    String service = serviceOf(newest);
    KeptFact heard = versions.firstHeard(ReferralFact.class::isInstance).orElse(newest);
    return new Referral(
        versions.id(),
        false,
        service == null
            ? appointmentServices.getOrDefault(versions.id(), ServiceCatalogue.UNMAPPED)
            : service,
        fact.priority() == null ? Priority.ROUTINE : fact.priority(),
        fact.authoredOn(),
        ending,
        heard.received(),
        heard.historic());
  }
}
