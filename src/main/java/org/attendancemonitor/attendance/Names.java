package org.attendancemonitor.attendance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Under which ids a person's record knows what senders call by their own keys. Made by {@link
 * Assembly#names} from the facts the record was assembled from.
 */
public final class Names {
  private final List<KeptFact> facts;
  private final ReferralAssembly referrals;
  private final AppointmentAssembly appointments;

  Names(List<KeptFact> facts, ReferralAssembly referrals, AppointmentAssembly appointments) {
    this.facts = facts;
    this.referrals = referrals;
    this.appointments = appointments;
  }

  /** The id of the referral a key means; the key itself where it is not known. */
  public String referral(Key key) {
    return referrals.idOf(key);
  }

  /** The ids of the referrals that have a key of this kind. */
  public Set<String> referrals(Predicate<Key> called) {
    Set<String> ids = new TreeSet<>();
    for (KeptFact kept : facts) {
      if (kept.fact() instanceof ReferralFact referral) {
        Stream.concat(Stream.of(kept.key()), referral.keys().stream())
            .filter(called)
            .forEach(it -> ids.add(referral(it)));
      } else if (kept.fact() instanceof AppointmentFact appointment) {
        appointment.basedOn().stream().filter(called).forEach(it -> ids.add(referral(it)));
      }
    }
    return ids;
  }

  /** What is recorded of the encounter with this key. */
  public Optional<EncounterFact> encounter(Key key) {
    return facts.stream()
        .filter(kept -> kept.current() && kept.key().equals(key))
        .map(KeptFact::fact)
        .filter(EncounterFact.class::isInstance)
        .map(EncounterFact.class::cast)
        .findFirst();
  }

  /**
   * The referrals of the record an encounter belongs to, by itself or by its appointments.
   *
   * @param record assembled from the same facts
   */
  public Set<String> referralsOf(EncounterFact encounter, PersonRecord record) {
    Set<String> ids = new TreeSet<>();
    encounter.referrals().forEach(key -> ids.add(referral(key)));
    Set<String> held = new TreeSet<>();
    encounter.appointments().forEach(key -> held.add(appointments.idOf(key)));
    record.appointments().stream()
        .filter(appointment -> held.contains(appointment.id()))
        .forEach(appointment -> ids.add(appointment.referral()));
    ids.retainAll(record.referrals().stream().map(Referral::id).toList());
    return ids;
  }

  /** The service an appointment would be counted to once it is recorded. */
  public String serviceOf(AppointmentFact proposed) {
    return appointments.serviceOf(proposed);
  }
}
