package org.attendancemonitor.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds a person's record in readable lines. Moments are local times in London, such as {@code
 * 2026-11-02T09:00}; what qualifies an appointment follows it:
 *
 * <pre>
 * RecordBuilder.person(1).born("1980-05-01").referral("r", "podiatry")
 *     .missed("a", "r", "2026-11-02T09:00").received("2026-11-02T17:30").build();
 * </pre>
 */
public final class RecordBuilder {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String ETHNIC =
      "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";

  private final long id;
  private BirthDate born;
  private Sex sex = Sex.UNKNOWN;
  private Code ethnic;
  private final List<Address> addresses = new ArrayList<>();
  private List<String> languages = List.of();
  private Boolean interpreter;
  private List<Code> communication = List.of();
  private boolean deceased;
  private LocalDate death;
  private Boolean phone;
  private final List<Referral> referrals = new ArrayList<>();
  private final List<Appointment> appointments = new ArrayList<>();
  private final List<Contact> contacts = new ArrayList<>();
  private final List<Need> needs = new ArrayList<>();
  private final List<Code> carers = new ArrayList<>();
  private final List<Flag> flags = new ArrayList<>();
  private final List<SupportTask> tasks = new ArrayList<>();
  private final List<ActionFact> actions = new ArrayList<>();
  private final List<Placing> placings = new ArrayList<>();
  private final Map<String, Long> rows = new HashMap<>();

  private RecordBuilder(long id) {
    this.id = id;
  }

  /** Someone of whom nothing is known. */
  public static RecordBuilder person(long id) {
    return new RecordBuilder(id);
  }

  /** A moment in London, for example {@code 2026-11-02T09:00}. */
  public static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(LONDON).toInstant();
  }

  public RecordBuilder born(String date) {
    born = new BirthDate(date);
    return this;
  }

  public RecordBuilder sex(Sex value) {
    sex = value;
    return this;
  }

  /** An ethnic category of England, for example {@code K}. */
  public RecordBuilder ethnic(String letter) {
    return ethnic(new Code(ETHNIC, letter));
  }

  public RecordBuilder ethnic(Code category) {
    ethnic = category;
    return this;
  }

  /** Lives there as long as is known. */
  public RecordBuilder livesIn(String postcode) {
    addresses.add(new Address(new Residence(postcode, null, false), LocalDate.MIN));
    return this;
  }

  /** Moves there on a day, after what was said before. */
  public RecordBuilder movesTo(String postcode, String day) {
    addresses.add(new Address(new Residence(postcode, null, false), LocalDate.parse(day)));
    return this;
  }

  public RecordBuilder noFixedAbode() {
    addresses.add(new Address(new Residence("ZZ99 3VZ", null, true), LocalDate.MIN));
    return this;
  }

  public RecordBuilder speaks(String... tags) {
    languages = List.of(tags);
    return this;
  }

  public RecordBuilder interpreter(Boolean required) {
    interpreter = required;
    return this;
  }

  public RecordBuilder communicationNeed(Code code) {
    communication = new ArrayList<>(communication);
    communication.add(code);
    return this;
  }

  public RecordBuilder phone(Boolean known) {
    phone = known;
    return this;
  }

  /** Died on a day, or at an unknown time if it is null. */
  public RecordBuilder died(String day) {
    deceased = true;
    death = day == null ? null : LocalDate.parse(day);
    return this;
  }

  /** A need by its SNOMED CT code, as long as is known. */
  public RecordBuilder need(String snomed) {
    return need(new Code(SNOMED, snomed), null, null);
  }

  /** A need with its first and last day, each of which may be null. */
  public RecordBuilder need(Code code, String from, String until) {
    needs.add(
        new Need(
            List.of(code),
            List.of(),
            from == null ? null : LocalDate.parse(from),
            until == null ? null : LocalDate.parse(until)));
    return this;
  }

  public RecordBuilder need(Need need) {
    needs.add(need);
    return this;
  }

  public RecordBuilder carer(Code relationship) {
    carers.add(relationship);
    return this;
  }

  public RecordBuilder referral(String referral, String service) {
    referrals.add(new Referral(referral, false, service, Priority.ROUTINE, null, null));
    return this;
  }

  /** A referral that came at a moment, made on that day. */
  public RecordBuilder referred(String referral, String service, String moment) {
    return referral(
        new Referral(
            referral,
            false,
            service,
            Priority.ROUTINE,
            LocalDateTime.parse(moment).toLocalDate(),
            null,
            at(moment),
            false));
  }

  public RecordBuilder referral(Referral referral) {
    referrals.removeIf(known -> known.id().equals(referral.id()));
    referrals.add(referral);
    return this;
  }

  /** The referral was ended; heard of at once. */
  public RecordBuilder ended(String referral, String moment) {
    return ended(referral, new Ending(at(moment), at(moment), false, false));
  }

  public RecordBuilder ended(String referral, Ending ending) {
    referrals.replaceAll(
        r ->
            r.id().equals(referral)
                ? new Referral(
                    r.id(),
                    r.implicit(),
                    r.service(),
                    r.priority(),
                    r.referredOn(),
                    ending,
                    r.received(),
                    r.historic())
                : r);
    return this;
  }

  public RecordBuilder missed(String appointment, String referral, String start) {
    return appointment(appointment, referral, start, Outcome.DNA);
  }

  public RecordBuilder attended(String appointment, String referral, String start) {
    return appointment(appointment, referral, start, Outcome.ATTENDED);
  }

  /** Booked, and nothing said yet of how it ended; heard of ten days before unless said. */
  public RecordBuilder booked(String appointment, String referral, String start) {
    return appointment(appointment, referral, start, Outcome.NOT_RECORDED);
  }

  /** Its outcome is received an hour after the start unless {@link #received} says otherwise. */
  public RecordBuilder appointment(
      String appointment, String referral, String start, Outcome outcome) {
    Instant moment = at(start);
    boolean open = outcome == Outcome.NOT_RECORDED;
    String service =
        referrals.stream()
            .filter(r -> r.id().equals(referral))
            .map(Referral::service)
            .findFirst()
            .orElse(ServiceCatalogue.UNMAPPED);
    appointments.add(
        new Appointment(
            appointment,
            referral,
            service,
            true,
            moment.minusSeconds(864_000).atZone(LONDON).toLocalDate(),
            moment,
            moment.atZone(LONDON).toLocalDate(),
            outcome,
            open ? moment.minusSeconds(864_000) : moment.plusSeconds(3600),
            false,
            false,
            Mode.IN_PERSON,
            Visit.UNKNOWN,
            null,
            ""));
    return this;
  }

  /** An appointment as it is now, whatever was said of it before. */
  public RecordBuilder appointment(Appointment appointment) {
    withdrawn(appointment.id());
    appointments.add(appointment);
    return this;
  }

  /** The last appointment was booked on a day; ten days before its start unless said. */
  public RecordBuilder bookedOn(String day) {
    return last(
        a ->
            new Appointment(
                a.id(),
                a.referral(),
                a.service(),
                a.booked(),
                LocalDate.parse(day),
                a.start(),
                a.day(),
                a.outcome(),
                a.outcomeReceived(),
                a.historic(),
                a.wasNotBrought(),
                a.mode(),
                a.visit(),
                a.site(),
                a.reasons()));
  }

  /** An appointment was entered in error. */
  public RecordBuilder withdrawn(String appointment) {
    appointments.removeIf(known -> known.id().equals(appointment));
    return this;
  }

  /** The outcome of the last appointment was received then. */
  public RecordBuilder received(String moment) {
    return received(at(moment));
  }

  public RecordBuilder received(Instant moment) {
    return last(
        a -> with(a, a.booked(), a.outcome(), moment, a.historic(), a.wasNotBrought(), a.mode()));
  }

  /** The outcome of the last appointment was heard of as history. */
  public RecordBuilder historic() {
    return last(
        a ->
            with(
                a,
                a.booked(),
                a.outcome(),
                a.outcomeReceived(),
                true,
                a.wasNotBrought(),
                a.mode()));
  }

  /** The sender codes the miss of the last appointment as "was not brought". */
  public RecordBuilder notBrought() {
    return last(
        a -> with(a, a.booked(), a.outcome(), a.outcomeReceived(), a.historic(), true, a.mode()));
  }

  public RecordBuilder mode(Mode mode) {
    return last(
        a ->
            with(
                a,
                a.booked(),
                a.outcome(),
                a.outcomeReceived(),
                a.historic(),
                a.wasNotBrought(),
                mode));
  }

  /** The last appointment was only proposed. */
  public RecordBuilder proposed() {
    return last(
        a ->
            with(
                a,
                false,
                a.outcome(),
                a.outcomeReceived(),
                a.historic(),
                a.wasNotBrought(),
                a.mode()));
  }

  /** The outcome of an appointment said before turns out to be another. */
  public RecordBuilder corrected(String appointment, Outcome outcome) {
    appointments.replaceAll(
        a ->
            a.id().equals(appointment)
                ? with(
                    a,
                    a.booked(),
                    outcome,
                    a.outcomeReceived(),
                    a.historic(),
                    a.wasNotBrought(),
                    a.mode())
                : a);
    return this;
  }

  /** An attempt to reach the person about a referral. */
  public RecordBuilder contact(String referral, Channel channel, boolean reached, String moment) {
    return contact(new Contact(List.of(), List.of(referral), reached, channel, at(moment)));
  }

  public RecordBuilder contact(Contact contact) {
    contacts.add(contact);
    return this;
  }

  /** Somebody did something with a task. */
  public RecordBuilder act(ActionFact action) {
    actions.add(action);
    return this;
  }

  /** A referral or an appointment is filed under a patient row. */
  public RecordBuilder filed(String id, long row) {
    rows.put(id, row);
    return this;
  }

  /** A clinician's word on the order of a waiting list. */
  public RecordBuilder placed(Placing placing) {
    placings.add(placing);
    return this;
  }

  public RecordBuilder task(SupportTask task) {
    tasks.removeIf(known -> known.id().equals(task.id()));
    tasks.add(task);
    return this;
  }

  public RecordBuilder flag(Flag flag) {
    flags.removeIf(known -> known.code().equals(flag.code()));
    flags.add(flag);
    return this;
  }

  /** Tasks and flags as they are after a decision. */
  public RecordBuilder after(Decision decision) {
    for (Change change : decision.changes()) {
      if (change instanceof Change.OpenTask opened) {
        task(opened.task());
      } else if (change instanceof Change.AmendTask amended) {
        task(amended.task());
      } else if (change instanceof Change.SetFlag set) {
        flag(set.flag());
      }
    }
    return this;
  }

  /** Someone claims an open task of a kind. */
  public RecordBuilder claimed(TaskKind kind, String owner) {
    return change(kind, task -> with(task, TaskStatus.IN_PROGRESS, owner, null));
  }

  /** Someone completes an open task of a kind. */
  public RecordBuilder completed(TaskKind kind, String owner, String reason) {
    return change(kind, task -> with(task, TaskStatus.COMPLETED, owner, reason));
  }

  private RecordBuilder change(TaskKind kind, UnaryOperator<SupportTask> change) {
    tasks.replaceAll(
        task -> task.kind() == kind && task.status().open() ? change.apply(task) : task);
    return this;
  }

  /** The record, in the order that {@link PersonRecord} promises. */
  public PersonRecord build() {
    Person person =
        new Person(
            id,
            Set.of(id),
            null,
            born,
            sex,
            ethnic,
            List.copyOf(addresses),
            languages,
            interpreter,
            communication,
            deceased,
            death,
            false,
            phone);
    return new PersonRecord(
        person,
        referrals.stream().sorted(Comparator.comparing(Referral::id)).toList(),
        appointments.stream()
            .sorted(Comparator.comparing(Appointment::start).thenComparing(Appointment::id))
            .toList(),
        contacts.stream().sorted(Comparator.comparing(Contact::at)).toList(),
        List.copyOf(needs),
        List.copyOf(carers),
        List.copyOf(flags),
        List.copyOf(tasks),
        actions.stream().sorted(Comparator.comparing(ActionFact::at)).toList(),
        placings.stream().sorted(Comparator.comparing(Placing::at)).toList(),
        Map.copyOf(rows));
  }

  private RecordBuilder last(UnaryOperator<Appointment> change) {
    int last = appointments.size() - 1;
    appointments.set(last, change.apply(appointments.get(last)));
    return this;
  }

  private static Appointment with(
      Appointment a,
      boolean booked,
      Outcome outcome,
      Instant received,
      boolean historic,
      boolean notBrought,
      Mode mode) {
    return new Appointment(
        a.id(),
        a.referral(),
        a.service(),
        booked,
        a.bookedOn(),
        a.start(),
        a.day(),
        outcome,
        received,
        historic,
        notBrought,
        mode,
        a.visit(),
        a.site(),
        a.reasons());
  }

  private static SupportTask with(
      SupportTask task, TaskStatus status, String owner, String closeReason) {
    return task.draft()
        .status(status)
        .owner(owner)
        .version(task.version() + 1)
        .closeReason(closeReason)
        .build();
  }
}
