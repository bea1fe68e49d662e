package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Flag;

/**
 * Writes flags on the person's smallest row. Rows that were linked may each have carried the flag
 * already: then one stays, the newest, and the others end.
 */
final class FlagDesk {
  private final Store store;

  FlagDesk(Store store) {
    this.store = store;
  }

  /** Keeps the changes to flags; returns what is to be told. */
  List<Outbox.Pending> keep(Map<Long, Derivation> people) {
    Map<Long, List<Flags.Kept>> linked = linked(people);
    Map<String, Flags.Kept> written = new TreeMap<>();
    people.forEach(
        (person, derivation) -> {
          Map<String, List<Flags.Kept>> known = byCode(linked.getOrDefault(person, List.of()));
          for (Change change : derivation.changes()) {
            if (change instanceof Change.SetFlag set) {
              Flags.Kept kept = onPerson(person, set.flag(), known);
              known
                  .computeIfAbsent(set.flag().code(), code -> new ArrayList<>())
                  .removeIf(other -> other.patient() == person);
              known.get(set.flag().code()).add(kept);
              end(kept, known.get(set.flag().code()), written);
              written.put(kept.id(), kept);
            }
          }
          known.values().forEach(same -> keepNewest(same, written));
        });
    Rows.write(
        store.writing(),
        Flags.UPSERT,
        written.values().stream().map(k -> Flags.values(k.patient(), k.flag())).toList());
    return written.values().stream()
        .map(kept -> new Outbox.Pending(Outbox.FLAG, kept.id(), kept.flag().version()))
        .toList();
  }

  /** Versions count on per row, wherever the flag was derived from. */
  private static Flags.Kept onPerson(long person, Flag flag, Map<String, List<Flags.Kept>> known) {
    long version =
        known.getOrDefault(flag.code(), List.of()).stream()
            .filter(kept -> kept.patient() == person)
            .mapToLong(kept -> kept.flag().version() + 1)
            .reduce(flag.version(), Math::max);
    return new Flags.Kept(
        person,
        new Flag(flag.code(), flag.level(), flag.reasons(), flag.active(), flag.since(), version));
  }

  private static void end(
      Flags.Kept stays, List<Flags.Kept> same, Map<String, Flags.Kept> written) {
    for (int i = 0; i < same.size(); i++) {
      Flags.Kept other = same.get(i);
      if (other.patient() != stays.patient() && other.flag().active()) {
        Flag flag = other.flag();
        Flags.Kept ended =
            new Flags.Kept(
                other.patient(),
                new Flag(
                    flag.code(),
                    flag.level(),
                    flag.reasons(),
                    false,
                    flag.since(),
                    flag.version() + 1));
        same.set(i, ended);
        written.put(ended.id(), ended);
      }
    }
  }

  private static void keepNewest(List<Flags.Kept> same, Map<String, Flags.Kept> written) {
    same.stream()
        .filter(kept -> kept.flag().active())
        .max(
            Comparator.comparing((Flags.Kept kept) -> kept.flag().since())
                .thenComparing(Flags.Kept::patient, Comparator.reverseOrder()))
        .ifPresent(newest -> end(newest, same, written));
  }

  private Map<Long, List<Flags.Kept>> linked(Map<Long, Derivation> people) {
    Map<Long, Long> persons = new HashMap<>();
    people.forEach(
        (person, derivation) -> {
          if (derivation.before().rows().size() > 1 && !derivation.before().flags().isEmpty()) {
            derivation.before().rows().forEach(row -> persons.put(row, person));
          }
        });
    Map<Long, List<Flags.Kept>> linked = new HashMap<>();
    if (!persons.isEmpty()) {
      store
          .writing()
          .query(
              "SELECT * FROM flag WHERE " + store.among("patient"),
              row -> {
                Flags.Kept kept = Flags.kept(row);
                linked
                    .computeIfAbsent(persons.get(kept.patient()), p -> new ArrayList<>())
                    .add(kept);
              },
              new Object[] {store.list(new TreeSet<>(persons.keySet()))});
    }
    return linked;
  }

  private static Map<String, List<Flags.Kept>> byCode(List<Flags.Kept> flags) {
    Map<String, List<Flags.Kept>> byCode = new TreeMap<>();
    flags.forEach(
        kept -> byCode.computeIfAbsent(kept.flag().code(), c -> new ArrayList<>()).add(kept));
    return byCode;
  }
}
