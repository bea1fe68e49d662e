package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Who the person is, from everything their sources state about them. */
final class PersonAssembly {
  /** "Not stated" and "not known" in the NHS ethnic category code sets; HES adds X. */
  private static final Set<String> NOT_STATED = Set.of("Z", "99", "X");

  private PersonAssembly() {}

  static Person assemble(Set<Long> rows, List<KeptFact> facts) {
    List<KeptFact> versions = stated(facts);
    List<PatientFact> current = new ArrayList<>();
    List<PatientFact> all = new ArrayList<>();
    for (KeptFact kept : versions) {
      PatientFact patient = (PatientFact) kept.fact();
      all.add(patient);
      if (kept.current()) {
        current.add(patient);
      }
    }
    return new Person(
        Collections.min(rows),
        Set.copyOf(rows),
        latest(current, PatientFact::nhsNumber),
        latest(current, PatientFact::birthDate),
        latestSex(current),
        ethnicCategory(all),
        addresses(versions),
        latestList(current, PatientFact::languages),
        latest(current, PatientFact::interpreterRequired),
        union(current, PatientFact::communicationNeeds),
        current.stream().anyMatch(PatientFact::deceased),
        latest(current, PatientFact::deathDate),
        current.stream().anyMatch(PatientFact::restricted),
        current.isEmpty()
            ? null
            : current.stream().anyMatch(patient -> !patient.phones().isEmpty()));
  }

  /**
   * What a record says once it was replaced by another, or is no longer used, is older than what
   * any record in use says: the link that retires it does not make its old address news.
   */
  private static final Comparator<KeptFact> AGE =
      Comparator.<KeptFact, Boolean>comparing(kept -> !retired(kept)).thenComparing(Versions.AGE);

  private static boolean retired(KeptFact kept) {
    return kept.fact() instanceof PatientFact it && (!it.active() || !it.mergedInto().isEmpty());
  }

  /** Versions oldest first; a record taken back says nothing, nor do its older versions. */
  private static List<KeptFact> stated(List<KeptFact> facts) {
    Set<Key> takenBack = new java.util.HashSet<>();
    for (KeptFact kept : facts) {
      if (kept.current() && kept.fact() instanceof Withdrawn) {
        takenBack.add(kept.key());
      }
    }
    return facts.stream()
        .filter(kept -> kept.fact() instanceof PatientFact && !takenBack.contains(kept.key()))
        .sorted(AGE)
        .toList();
  }

  private static <T> T latest(List<PatientFact> facts, Function<PatientFact, T> part) {
    T found = null;
    for (PatientFact fact : facts) {
      T stated = part.apply(fact);
      found = stated == null ? found : stated;
    }
    return found;
  }

  private static Sex latestSex(List<PatientFact> facts) {
    Sex sex = latest(facts, fact -> fact.sex() == Sex.UNKNOWN ? null : fact.sex());
    return sex == null ? Sex.UNKNOWN : sex;
  }

  private static <T> List<T> latestList(
      List<PatientFact> facts, Function<PatientFact, List<T>> part) {
    List<T> found = latest(facts, fact -> part.apply(fact).isEmpty() ? null : part.apply(fact));
    return found == null ? List.of() : found;
  }

  private static <T> List<T> union(List<PatientFact> facts, Function<PatientFact, List<T>> part) {
    Set<T> found = new LinkedHashSet<>();
    facts.forEach(fact -> found.addAll(part.apply(fact)));
    return List.copyOf(found);
  }

  /** The most recent stated value wins over "not stated", "not known" and silence. */
  private static Code ethnicCategory(List<PatientFact> versions) {
    Code stated =
        latest(
            versions,
            fact ->
                fact.ethnicCategory() == null || !isStated(fact.ethnicCategory())
                    ? null
                    : fact.ethnicCategory());
    return stated == null ? latest(versions, PatientFact::ethnicCategory) : stated;
  }

  private static boolean isStated(Code category) {
    return !NOT_STATED.contains(category.value().toUpperCase(Locale.ROOT));
  }

  private static List<Address> addresses(List<KeptFact> versions) {
    List<Address> addresses = new ArrayList<>();
    boolean used = versions.stream().anyMatch(kept -> !retired(kept));
    for (KeptFact kept : versions) {
      Residence residence = ((PatientFact) kept.fact()).residence();
      if (residence == null || retired(kept) && used) {
        continue;
      }
      if (addresses.isEmpty()) {
        addresses.add(new Address(residence, LocalDate.MIN));
      } else if (!addresses.get(addresses.size() - 1).residence().equals(residence)) {
        addresses.add(new Address(residence, Assembly.dayOf(kept.effective())));
      }
    }
    return addresses;
  }
}
