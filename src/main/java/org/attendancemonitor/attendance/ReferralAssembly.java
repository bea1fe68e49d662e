package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The person's referrals: those received, those only referred to by an appointment, and the
 * implicit one of each service that appointments without a referral belong to.
 */
final class ReferralAssembly {
  private static final String IMPLICIT = "implicit|";

  private final KeyGroups groups = new KeyGroups();
  private final Map<String, Versions> received = new TreeMap<>();
  private final Map<String, List<KeptFact>> otherEndings = new HashMap<>();
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
    for (KeptFact kept : facts.get(FactKind.EPISODE)) {
      if (kept.current() && kept.fact() instanceof EpisodeFact episode) {
        episode.referrals().forEach(referral -> otherEnding(referral, kept));
      }
    }
    for (KeptFact kept : facts.get(FactKind.ENCOUNTER)) {
      if (kept.current() && kept.fact() instanceof EncounterFact encounter) {
        encounter.referrals().forEach(referral -> otherEnding(referral, kept));
      }
    }
  }

  private void otherEnding(Key referral, KeptFact kept) {
    otherEndings.computeIfAbsent(idOf(referral), id -> new ArrayList<>()).add(kept);
  }

  /** The id of the referral a key means. */
  String idOf(Key referral) {
    return groups.nameOf(referral).text();
  }

  /** Whether a referral resource with this key was received. */
  boolean knows(Key referral) {
    return groups.knows(referral);
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
   * @param appointmentServices the service of the appointments of each referral, by id; holds the
   *     referrals that are only referred to
   */
  List<Referral> assemble(Map<String, String> appointmentServices) {
    Map<String, Referral> referrals = new TreeMap<>();
    appointmentServices.forEach(
        (id, service) ->
            referrals.put(id, new Referral(id, true, service, Priority.ROUTINE, null, ending(id))));
    for (Versions versions : received.values()) {
      versions
          .newest()
          .filter(kept -> kept.fact() instanceof ReferralFact)
          .ifPresent(
              kept -> referrals.put(versions.id(), referral(versions, kept, appointmentServices)));
    }
    return List.copyOf(referrals.values());
  }

  private Referral referral(
      Versions versions, KeptFact newest, Map<String, String> appointmentServices) {
    ReferralFact fact = (ReferralFact) newest.fact();
    String service = serviceOf(newest);
    if (service == null) {
      service = appointmentServices.getOrDefault(versions.id(), ServiceCatalogue.UNMAPPED);
    }
    return new Referral(
        versions.id(),
        false,
        service,
        fact.priority() == null ? Priority.ROUTINE : fact.priority(),
        fact.authoredOn(),
        ending(versions.id()));
  }

  /** The newest of what its referral, episodes and encounters say decides whether it is over. */
  private Ending ending(String id) {
    List<KeptFact> statements = new ArrayList<>(otherEndings.getOrDefault(id, List.of()));
    Versions versions = received.get(id);
    if (versions != null) {
      versions.newest().ifPresent(statements::add);
    }
    Optional<KeptFact> newest =
        statements.stream()
            .filter(kept -> kept.fact() instanceof EncounterFact visit ? visit.discharged() : true)
            .max(Versions.AGE);
    return newest
        .filter(kept -> ends(kept.fact()))
        .map(kept -> ending(kept, versions))
        .orElse(null);
  }

  private static boolean ends(Fact fact) {
    return fact instanceof ReferralFact referral && referral.status().ended()
        || fact instanceof EpisodeFact episode && episode.ended()
        || fact instanceof EncounterFact visit && visit.discharged();
  }

  private static Ending ending(KeptFact newest, Versions versions) {
    KeptFact first = newest;
    boolean forNonAttendance = false;
    if (versions != null) {
      first =
          versions
              .firstHeard(ReferralAssembly::ends)
              .filter(heard -> heard.received().isBefore(newest.received()))
              .orElse(newest);
      forNonAttendance =
          versions
              .newest()
              .map(KeptFact::fact)
              .filter(fact -> fact instanceof ReferralFact it && it.endedForNonAttendance())
              .isPresent();
    }
    return new Ending(endedAt(newest), first.received(), first.historic(), forNonAttendance);
  }

  private static Instant endedAt(KeptFact kept) {
    if (kept.fact() instanceof EpisodeFact episode && episode.end() != null) {
      return episode.end().atStartOfDay(Assembly.LONDON).toInstant();
    }
    if (kept.fact() instanceof EncounterFact visit && visit.end() != null) {
      return visit.end();
    }
    return kept.effective();
  }
}
