package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Names;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Referrals;

/** Finds the referral of the record that somebody means by an id or identifier of theirs. */
final class SoughtReferrals {
  private static final String TYPE = "ServiceRequest";

  private final Referrals referrals;
  private final People people;
  private final Patients patients;
  private final PersonView view;

  SoughtReferrals(Referrals referrals, People people, Patients patients, PersonView view) {
    this.referrals = referrals;
    this.people = people;
    this.patients = patients;
    this.view = view;
  }

  /**
   * A referral and whose it is.
   *
   * @param seen the person
   * @param referral id of one of the person's referrals
   */
  record Found(PersonView.Seen seen, String referral) {}

  /**
   * The referral that lies under a key.
   *
   * @return empty where none does
   * @throws Refused where those of different people do
   */
  Optional<Found> under(Key key) {
    return view.of(Patients.only(people.linked(referrals.patientsOf(key))))
        .flatMap(
            seen ->
                one(seen, Set.of(view.names(seen).referral(key))).map(it -> new Found(seen, it)));
  }

  /** The patient row a referral was told of. */
  long row(Found found) {
    Names names = view.names(found.seen());
    return found.seen().facts().stream()
        .filter(kept -> kept.fact() instanceof ReferralFact)
        .filter(kept -> names.referral(kept.key()).equals(found.referral()))
        .mapToLong(KeptFact::patient)
        .findFirst()
        .orElse(found.seen().record().person().id());
  }

  /**
   * The referral a sender calls by this id.
   *
   * @param id logical id at the sender
   * @param user who asks; one that sends for a feed means the ids of its own source
   * @return empty where none is known by it
   * @throws Refused where different referrals are known by it in different sources
   */
  Optional<Found> called(String id, String user) {
    List<Key> keys =
        patients.sources(user).map(source -> Key.ofId(source, TYPE, id)).distinct().toList();
    List<Set<Long>> persons = new ArrayList<>();
    keys.forEach(key -> persons.addAll(people.linked(referrals.patientsOf(key))));
    return view.of(Patients.only(persons))
        .flatMap(
            seen -> {
              Names names = view.names(seen);
              return one(seen, keys.stream().map(names::referral).toList())
                  .map(it -> new Found(seen, it));
            });
  }

  /**
   * The referral of a person that is called so.
   *
   * @param name {@code ServiceRequest/ID}, {@code ID}, or an identifier, with its system or without
   * @throws Refused where several are
   */
  Optional<String> of(PersonView.Seen seen, String name, String user) {
    String id = name.substring(name.lastIndexOf('/') + 1);
    Set<Key> ids = new HashSet<>();
    patients.sources(user).forEach(source -> ids.add(Key.ofId(source, TYPE, id)));
    return one(
        seen, view.names(seen).referrals(key -> ids.contains(key) || identifies(name, key.text())));
  }

  private static boolean identifies(String name, String key) {
    int start = key.indexOf(TYPE + "?") + TYPE.length() + 1;
    return start > TYPE.length()
        && (name.contains("|")
            ? key.substring(start).equals(name)
            : key.substring(start).endsWith("|" + name));
  }

  private static Optional<String> one(PersonView.Seen seen, Collection<String> ids) {
    List<String> known =
        seen.record().referrals().stream().map(Referral::id).filter(ids::contains).toList();
    if (known.size() > 1) {
      throw Patients.several("Several referrals are known by this.");
    }
    return known.stream().findFirst();
  }
}
