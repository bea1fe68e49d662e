package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts the facts about one person together into the record that assessment and policy see. A pure
 * function of the set of facts: the order in which they came leaves no trace.
 */
public final class Assembly {
  /** Local days and times are those of the service. */
  public static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final ServiceCatalogue catalogue;
  private final Directory places;

  /**
   * @param catalogue which service a code means
   * @param places the places known now
   */
  public Assembly(ServiceCatalogue catalogue, Directory places) {
    this.catalogue = catalogue;
    this.places = places;
  }

  /**
   * Assembles a record.
   *
   * @param rows every patient row linked to the person now; not empty
   * @param facts every current fact about them, and older versions of patients, referrals and
   *     appointments
   * @param flags raised so far
   * @param tasks opened so far
   */
  public PersonRecord assemble(
      Set<Long> rows, List<KeptFact> facts, List<Flag> flags, List<SupportTask> tasks) {
    Map<FactKind, List<KeptFact>> byKind = byKind(facts);
    Person person = PersonAssembly.assemble(rows, byKind.get(FactKind.PATIENT));
    ReferralAssembly referrals = new ReferralAssembly(byKind, catalogue, places);
    AppointmentAssembly appointments =
        new AppointmentAssembly(byKind, referrals, catalogue, places);
    List<Appointment> held = appointments.assemble();
    List<Referral> assembled = referrals.assemble(held, appointments::idOf);
    return new PersonRecord(
        person,
        assembled,
        held,
        contacts(byKind.get(FactKind.CONTACT), appointments, referrals, held, assembled),
        needs(byKind),
        carers(byKind.get(FactKind.CARER)),
        flags,
        tasks.stream().map(task -> renamed(task, appointments, referrals)).toList(),
        actions(byKind.get(FactKind.ACTION)),
        placings(byKind.get(FactKind.PLACING), referrals),
        filed(appointments, referrals));
  }

  private static Map<String, Long> filed(
      AppointmentAssembly appointments, ReferralAssembly referrals) {
    Map<String, Long> rows = new HashMap<>();
    referrals.rows(rows);
    appointments.rows(rows);
    return Map.copyOf(rows);
  }

  /**
   * How the record of these facts calls what senders call by their keys.
   *
   * @param facts about one person, as they were given to {@link #assemble}
   */
  public Names names(List<KeptFact> facts) {
    Map<FactKind, List<KeptFact>> byKind = byKind(facts);
    ReferralAssembly referrals = new ReferralAssembly(byKind, catalogue, places);
    return new Names(
        facts, referrals, new AppointmentAssembly(byKind, referrals, catalogue, places));
  }

  /**
   * The codes under which a person's appointments and referrals of no known service were booked.
   *
   * @param record assembled from the facts
   * @param facts about the person
   */
  public Set<Code> unmapped(PersonRecord record, List<KeptFact> facts) {
    Set<String> ids = new HashSet<>();
    record.appointments().stream()
        .filter(appointment -> appointment.service().equals(ServiceCatalogue.UNMAPPED))
        .forEach(appointment -> ids.add(appointment.id()));
    record.referrals().stream()
        .filter(referral -> referral.service().equals(ServiceCatalogue.UNMAPPED))
        .forEach(referral -> ids.add(referral.id()));
    Set<Code> codes = new LinkedHashSet<>();
    if (!ids.isEmpty()) {
      facts.stream().filter(KeptFact::current).forEach(kept -> addCodes(kept.fact(), ids, codes));
    }
    return codes;
  }

  private void addCodes(Fact fact, Set<String> ids, Set<Code> codes) {
    if (fact instanceof AppointmentFact appointment && named(appointment.keys(), ids)) {
      codes.addAll(appointment.serviceTypes());
      appointment.healthcareServices().forEach(key -> codes.addAll(codesOf(places, key)));
    } else if (fact instanceof ReferralFact referral && named(referral.keys(), ids)) {
      codes.addAll(referral.codes());
    }
  }

  private static boolean named(List<Key> keys, Set<String> ids) {
    return keys.stream().anyMatch(key -> ids.contains(key.text()));
  }

  /** A service name for local use by other assemblies: the codes of a place, if it is known. */
  static List<Code> codesOf(Directory places, Key place) {
    PlaceFact known = place == null ? null : places.place(place);
    return known == null ? List.of() : known.codes();
  }

  /** The local day of a moment. */
  public static LocalDate dayOf(java.time.Instant moment) {
    return moment.atZone(LONDON).toLocalDate();
  }

  private static Map<FactKind, List<KeptFact>> byKind(List<KeptFact> facts) {
    Map<FactKind, List<KeptFact>> byKind = new EnumMap<>(FactKind.class);
    for (FactKind kind : FactKind.values()) {
      byKind.put(kind, new ArrayList<>());
    }
    for (KeptFact fact : facts) {
      byKind.get(fact.fact().kind()).add(fact);
    }
    byKind.values().forEach(same -> same.sort(Versions.AGE));
    return byKind;
  }

  /** A task opened under a key that has since been joined with others carries the group's name. */
  private static SupportTask renamed(
      SupportTask task, AppointmentAssembly appointments, ReferralAssembly referrals) {
    String referral = referrals.idOf(new Key(task.referral()));
    List<String> answered =
        task.appointments().stream().map(id -> appointments.idOf(new Key(id))).toList();
    if (referral.equals(task.referral()) && answered.equals(task.appointments())) {
      return task;
    }
    return task.about(referral, answered);
  }

  private static List<Contact> contacts(
      List<KeptFact> facts,
      AppointmentAssembly appointments,
      ReferralAssembly referrals,
      List<Appointment> held,
      List<Referral> assembled) {
    Set<String> heldIds = held.stream().map(Appointment::id).collect(Collectors.toSet());
    Set<String> referralIds = assembled.stream().map(Referral::id).collect(Collectors.toSet());
    List<Contact> contacts = new ArrayList<>();
    for (KeptFact kept : facts) {
      if (kept.current() && kept.fact() instanceof ContactFact contact) {
        contacts.add(
            new Contact(
                ids(contact.about(), appointments::idOf, heldIds),
                ids(contact.about(), referrals::idOf, referralIds),
                reached(contact),
                contact.channel(),
                contact.at() == null ? kept.effective() : contact.at(),
                contact.reasons(),
                contact.supports(),
                contact.needsAsked(),
                contact.by(),
                contact.reached()));
      }
    }
    contacts.sort(Comparator.comparing(Contact::at).thenComparing(Contact::channel));
    return contacts;
  }

  /**
   * A completed call has reached somebody. A completed letter, text or email has been sent: it has
   * reached somebody where it was answered, or where whoever records it says so.
   */
  private static boolean reached(ContactFact contact) {
    boolean oneWay =
        switch (contact.channel()) {
          case LETTER, TEXT, EMAIL -> true;
          default -> false;
        };
    boolean answered =
        contact.by() != null
            || contact.needsAsked()
            || !contact.reasons().isEmpty()
            || !contact.supports().isEmpty();
    return contact.reached() && (!oneWay || answered);
  }

  private static List<ActionFact> actions(List<KeptFact> facts) {
    return facts.stream()
        .filter(kept -> kept.current() && kept.fact() instanceof ActionFact)
        .sorted(
            Comparator.comparing((KeptFact kept) -> ((ActionFact) kept.fact()).at())
                .thenComparing(KeptFact::key))
        .map(kept -> (ActionFact) kept.fact())
        .toList();
  }

  private static List<Placing> placings(List<KeptFact> facts, ReferralAssembly referrals) {
    return facts.stream()
        .filter(kept -> kept.current() && kept.fact() instanceof PlacingFact)
        .map(kept -> (PlacingFact) kept.fact())
        .sorted(Comparator.comparing(PlacingFact::at))
        .map(
            fact ->
                new Placing(
                    referrals.idOf(fact.referral()),
                    fact.urgency(),
                    fact.actor(),
                    fact.at(),
                    fact.note()))
        .toList();
  }

  private static List<String> ids(List<Key> about, Function<Key, String> idOf, Set<String> known) {
    return about.stream().map(idOf).filter(known::contains).toList();
  }

  /** A carer is known for a span of days as a need is, and may say as much about attending. */
  private static List<Need> needs(Map<FactKind, List<KeptFact>> facts) {
    List<Need> needs = new ArrayList<>();
    for (Versions need : Versions.of(facts.get(FactKind.NEED))) {
      for (KeptFact kept : need.facts()) {
        if (kept.current() && kept.fact() instanceof NeedFact fact) {
          LocalDate until = fact.until();
          if (until == null && !fact.active()) {
            until = dayOf(need.since(kept));
          }
          needs.add(new Need(fact.codes(), fact.categories(), fact.from(), until));
        }
      }
    }
    for (KeptFact kept : facts.get(FactKind.CARER)) {
      if (kept.current() && kept.fact() instanceof CarerFact carer && carer.until() != null) {
        needs.add(new Need(carer.relationships(), List.of(), carer.from(), carer.until()));
      }
    }
    return needs;
  }

  private static List<Code> carers(List<KeptFact> facts) {
    List<Code> relationships = new ArrayList<>();
    for (KeptFact kept : facts) {
      if (kept.current() && kept.fact() instanceof CarerFact carer && carer.until() == null) {
        relationships.addAll(carer.relationships());
      }
    }
    return relationships;
  }
}
