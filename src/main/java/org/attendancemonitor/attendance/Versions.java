package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything stated about one resource, under whichever of its keys and by whichever source.
 *
 * @param id name of its key group
 * @param facts at least one
 */
record Versions(String id, List<KeptFact> facts) {

  /**
   * Which news is newer: the source's time, then receipt, then the key, so that none ties. A
   * version that moves a resource from one record of a person to another takes it from the one and
   * states it of the other at the same moment: then the statement holds.
   */
  static final Comparator<KeptFact> AGE = Versions::compareAge;

  private static int compareAge(KeptFact one, KeptFact other) {
    int order = one.effective().compareTo(other.effective());
    if (order != 0) {
      return order;
    }
    order =
        Boolean.compare(!(one.fact() instanceof Withdrawn), !(other.fact() instanceof Withdrawn));
    if (order != 0) {
      return order;
    }
    order = one.received().compareTo(other.received());
    if (order != 0) {
      return order;
    }
    order = one.key().compareTo(other.key());
    return order != 0 ? order : Long.compare(one.patient(), other.patient());
  }

  /** The newest of the current facts: the state of the resource; empty where only history is. */
  Optional<KeptFact> newest() {
    KeptFact newest = null;
    for (KeptFact fact : facts) {
      if (fact.current() && (newest == null || AGE.compare(fact, newest) > 0)) {
        newest = fact;
      }
    }
    return Optional.ofNullable(newest);
  }

  /** Of the versions that say a thing, the one that was received first. */
  Optional<KeptFact> firstHeard(Predicate<Fact> thing) {
    return facts.stream()
        .filter(version -> thing.test(version.fact()))
        .min(Comparator.comparing(KeptFact::received).thenComparing(KeptFact::effective));
  }

  /**
   * The moment since which a fact has been stated as it stands. Saying the same again says nothing
   * new, so that it never outranks what another resource has said in between.
   */
  Instant since(KeptFact fact) {
    Instant since = fact.effective();
    if (facts.size() == 1) {
      return since;
    }
    for (KeptFact version : newestFirst(fact)) {
      if (!version.fact().equals(fact.fact())) {
        break;
      }
      since = version.effective();
    }
    return since;
  }

  private List<KeptFact> newestFirst(KeptFact from) {
    return facts.stream()
        .filter(it -> it.key().equals(from.key()) && it.patient() == from.patient())
        .filter(it -> AGE.compare(it, from) <= 0)
        .sorted(AGE.reversed())
        .toList();
  }

  /** Groups facts of one kind into resources, by the keys they state, in order of id. */
  static List<Versions> of(List<KeptFact> facts) {
    KeyGroups groups = new KeyGroups();
    facts.forEach(kept -> groups.join(kept.key(), keys(kept.fact())));
    return of(facts, groups);
  }

  private static List<Key> keys(Fact fact) {
    if (fact instanceof EncounterFact encounter) {
      return encounter.keys();
    }
    return fact instanceof EpisodeFact episode ? episode.keys() : List.of();
  }

  /** Groups facts of one kind into resources, in order of id. */
  static List<Versions> of(List<KeptFact> facts, KeyGroups groups) {
    var byName = new java.util.TreeMap<Key, List<KeptFact>>();
    for (KeptFact fact : facts) {
      byName.computeIfAbsent(groups.nameOf(fact.key()), name -> new ArrayList<>()).add(fact);
    }
    List<Versions> resources = new ArrayList<>(byName.size());
    byName.forEach((name, versions) -> resources.add(new Versions(name.text(), versions)));
    return resources;
  }
}
