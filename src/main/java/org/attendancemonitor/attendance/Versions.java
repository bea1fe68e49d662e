package org.attendancemonitor.attendance;

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
   * Which news is newer: the source's time, then receipt, then the key, so that none ties. One
   * version that moves an appointment from one row of a person to another, as after a merge, takes
   * it from the first and states it for the second: what it states stands.
   */
  static final Comparator<KeptFact> AGE =
      Comparator.comparing(KeptFact::effective)
          .thenComparing(kept -> !(kept.fact() instanceof Withdrawn))
          .thenComparing(KeptFact::received)
          .thenComparing(KeptFact::key);

  /** The newest of the current facts: the state of the resource; empty where only history is. */
  Optional<KeptFact> newest() {
    return facts.stream().filter(KeptFact::current).max(AGE);
  }

  /** Of the versions that say a thing, the one that was received first. */
  Optional<KeptFact> firstHeard(Predicate<Fact> thing) {
    return facts.stream()
        .filter(version -> thing.test(version.fact()))
        .min(Comparator.comparing(KeptFact::received).thenComparing(KeptFact::effective));
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
