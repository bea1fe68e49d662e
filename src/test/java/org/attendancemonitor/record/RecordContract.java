package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attendancemonitor.record.Told.NHS;
import static org.attendancemonitor.record.Told.about;
import static org.attendancemonitor.record.Told.appointment;
import static org.attendancemonitor.record.Told.appointmentKey;
import static org.attendancemonitor.record.Told.appointmentTold;
import static org.attendancemonitor.record.Told.at;
import static org.attendancemonitor.record.Told.groupTold;
import static org.attendancemonitor.record.Told.patient;
import static org.attendancemonitor.record.Told.patientKey;
import static org.attendancemonitor.record.Told.patientTold;
import static org.attendancemonitor.record.Told.place;
import static org.attendancemonitor.record.Told.response;
import static org.attendancemonitor.record.Told.told;
import static org.attendancemonitor.record.Told.withdrawn;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.AttendanceRow.FirstContact;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.EventsHeard;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.ResponseFact;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.attendance.WaitingRow;
import org.attendancemonitor.attendance.Withdrawn;
import org.attendancemonitor.record.MessageReceipt.Standing;
import org.attendancemonitor.record.Recorded.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the record promises on every database. */
abstract class RecordContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

  Store store;
  Places places;
  Facts facts;
  Recall recall;
  Derived derived;
  People people;

  abstract Store open() throws Exception;

  /** The same record as {@link #open} opened last, only to be read. */
  abstract Optional<Store> openToRead();

  /** The same record once more, made ready as at any start. */
  abstract Store openAgain();

  @BeforeEach
  void openStore() throws Exception {
    store = open();
    places = new Places(store);
    facts = new Facts(store, places);
    recall = new Recall(store);
    derived = new Derived(store);
    people = new People(store);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void whatPeopleRecordIsFiledUnderTheRowItIsAbout() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    long row = rows("epr", "p").iterator().next();
    Key key = Key.ofId(Key.OURS, "Communication", "c");
    ContactFact contact = new ContactFact(List.of(appointmentKey("a")), true, Channel.PHONE, at(2));

    Recorded recorded =
        keep(told(Key.OURS, key, people.keyOf(row), contact, at(2), null, at(2))).get(0);

    assertThat(recorded.patients()).containsExactly(row);
    assertThat(current("p")).extracting(KeptFact::fact).contains(contact);
    assertThat(count("patient")).as("no row is made").isEqualTo(1);
    assertThatThrownBy(() -> people.keyOf(row + 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFactGivenOutKeepsItsIdForAsLongAsItStands() {
    CurrentFacts given = new CurrentFacts(store);
    Key key = Key.ofId("epr", "Communication", "c");
    keep(about("p", key, new ContactFact(List.of(), false, Channel.PHONE, at(1)), 1));
    keep(about("q", Key.ofId("epr", "Communication", "d"), contactAt(1), 1));
    Set<Long> rows = rows("epr", "p");
    String id = given.of(FactKind.CONTACT, rows).get(0).id();

    keep(about("p", key, contactAt(3), 3));
    keep(about("p", Key.ofId("epr", "Communication", "e"), contactAt(2), 2));

    assertThat(given.of(FactKind.CONTACT, rows))
        .as("the newest of each, the newest first")
        .extracting(kept -> kept.fact().fact())
        .containsExactly(contactAt(3), contactAt(2));
    assertThat(given.read(FactKind.CONTACT, id).orElseThrow().fact().fact())
        .isEqualTo(contactAt(3));
    assertThat(given.read(FactKind.NEED, id)).isEmpty();
    assertThat(given.read(FactKind.CONTACT, "no-id")).isEmpty();
    keep(about("p", key, new Withdrawn(FactKind.CONTACT), 4));
    assertThat(given.read(FactKind.CONTACT, id)).isEmpty();
  }

  private static ContactFact contactAt(long minute) {
    return new ContactFact(List.of(), true, Channel.PHONE, at(minute));
  }

  @Test
  void overdueTasksComeFirstAndThenTheOrderOfTheQuery() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    List<Change> tasks = new ArrayList<>();
    tasks.add(new Change.OpenTask(due("late", Priority.ROUTINE, 5)));
    tasks.add(new Change.OpenTask(due("later", Priority.ROUTINE, 6)));
    tasks.add(new Change.OpenTask(due("stat", Priority.STAT, 90)));
    tasks.add(new Change.OpenTask(due("never", Priority.URGENT, null)));
    derive("p", tasks, List.of(), List.of());

    assertThat(new Tasks(store).overdueFirst(TaskQuery.all(10), at(10)))
        .extracting(SupportTask::id)
        .containsExactly("late", "later", "stat", "never");
    assertThat(new Tasks(store).overdueFirst(TaskQuery.all(10), at(5)))
        .extracting(SupportTask::id)
        .containsExactly("stat", "never", "late", "later");
  }

  private SupportTask due(String id, Priority priority, Integer minute) {
    return task(id, rows("epr", "p").iterator().next(), TaskStatus.REQUESTED, 1)
        .draft()
        .priority(priority)
        .due(minute == null ? null : at(minute))
        .build();
  }

  @Test
  void newerNewsWinsWhateverTheOrderOfArrival() {
    assertThat(result(appointmentTold("p", "a", Outcome.DNA, 2))).isEqualTo(Result.ACCEPTED);
    assertThat(result(appointmentTold("p", "a", Outcome.NOT_RECORDED, 1))).isEqualTo(Result.STALE);
    assertThat(outcome("p", "a")).isEqualTo(Outcome.DNA);
    assertThat(result(appointmentTold("p", "a", Outcome.ATTENDED, 3))).isEqualTo(Result.ACCEPTED);
    assertThat(outcome("p", "a")).isEqualTo(Outcome.ATTENDED);
    // Every version is told: a refusal, say, speaks of the booking that stood when it was given.
    assertThat(appointments("p"))
        .extracting(AppointmentFact::outcome)
        .containsExactly(Outcome.NOT_RECORDED, Outcome.DNA, Outcome.ATTENDED);
  }

  @Test
  void aReaderBesideTheOwnerIsToldThePastAndCannotWrite() {
    keep(place("physio", "Old wing", 1), appointmentTold("p", "a", Outcome.NOT_RECORDED, 2));
    keep(place("physio", "New wing", 5), appointmentTold("p", "a", Outcome.DNA, 4));
    try (Store reader = openToRead().orElseThrow()) {
      Chronicles chronicles = new Chronicles(reader, false);
      Chronicle chronicle = chronicles.after(0, 10).people().get(0);
      assertThat(chronicle.receipts()).containsExactly(at(2), at(4), at(5));
      assertThat(chronicle.at(at(1))).isEmpty();
      assertThat(chronicle.at(at(3)).get(0).facts())
          .extracting(kept -> ((AppointmentFact) kept.fact()).outcome())
          .containsExactly(Outcome.NOT_RECORDED);
      assertThat(chronicle.at(at(9)).get(0).facts()).isEqualTo(material("p").facts());
      Key wing = Key.ofId("epr", "HealthcareService", "physio");
      assertThat(chronicle.placesAt(at(0)).place(wing)).isNull();
      assertThat(chronicle.placesAt(at(4)).place(wing).name()).isEqualTo("Old wing");
      assertThat(chronicle.placesAt(at(5)).place(wing)).isEqualTo(places.place(wing));
      // The owner goes on beside it.
      keep(appointmentTold("q", "b", Outcome.DNA, 6));
      assertThat(chronicles.after(0, 1).people()).hasSize(1);
      assertThat(chronicles.after(0, 10).people()).hasSize(2);
      assertThatThrownBy(() -> reader.writing().update("DELETE FROM fact"))
          .rootCause()
          .message()
          .containsIgnoringCase("read");
    }
    assertThat(count("fact")).isEqualTo(5);
  }

  @Test
  void theSameNewsTwiceIsKeptOnce() {
    Incoming news = appointmentTold("p", "a", Outcome.DNA, 2);
    List<Recorded> both = keep(news, news);
    assertThat(both)
        .extracting(Recorded::result)
        .containsExactly(Result.ACCEPTED, Result.DUPLICATE);
    Recorded again = keep(news).get(0);
    assertThat(again.result()).isEqualTo(Result.DUPLICATE);
    assertThat(again.patients()).isEmpty();
    assertThat(count("fact")).isEqualTo(1);
  }

  @Test
  void theSameNewsWithoutATimeOrInAnotherMessageIsADuplicate() {
    Key key = appointmentKey("a");
    Key patient = patientKey("epr", "p");
    AppointmentFact fact = appointment("a", Outcome.DNA, 1);
    keep(told("epr", key, patient, fact, null, null, at(1)));
    assertThat(result(told("epr", key, patient, fact, null, null, at(5))))
        .isEqualTo(Result.DUPLICATE);
    assertThat(current("p").get(0).received()).isEqualTo(at(1));
    assertThat(count("fact")).isEqualTo(1);
  }

  @Test
  void unchangedNewsWithALaterTimeMovesTheTimeOnly() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    assertThat(result(appointmentTold("p", "a", Outcome.DNA, 5))).isEqualTo(Result.DUPLICATE);
    assertThat(count("fact")).isEqualTo(1);
    // What came between them is older than the current state, and splits the run.
    assertThat(result(appointmentTold("p", "a", Outcome.ATTENDED, 3))).isEqualTo(Result.STALE);
    assertThat(appointments("p"))
        .extracting(AppointmentFact::outcome)
        .containsExactly(Outcome.DNA, Outcome.ATTENDED, Outcome.DNA);
    assertThat(outcome("p", "a")).isEqualTo(Outcome.DNA);
    assertThat(material("p").facts())
        .extracting(KeptFact::effective)
        .containsExactly(at(1), at(3), at(5));
  }

  @Test
  void otherContentUnderTheSameVersionAndTimeIsAConflictAndChangesNothing() {
    Key key = appointmentKey("a");
    Key patient = patientKey("epr", "p");
    keep(told("epr", key, patient, appointment("a", Outcome.DNA, 1), at(1), "7", at(1)));
    Recorded second =
        keep(told("epr", key, patient, appointment("a", Outcome.ATTENDED, 1), at(1), "7", at(2)))
            .get(0);
    assertThat(second.result()).isEqualTo(Result.CONFLICT);
    assertThat(second.patients()).isEmpty();
    assertThat(outcome("p", "a")).isEqualTo(Outcome.DNA);
    assertThat(count("fact")).isEqualTo(1);
  }

  @Test
  void anUntrustedClockIsOverruledByReceipt() {
    Key key = appointmentKey("a");
    Key patient = patientKey("epr", "p");
    keep(
        untrusted(
            told("epr", key, patient, appointment("a", Outcome.DNA, 1), at(90), null, at(1))));
    assertThat(
            result(
                untrusted(
                    told(
                        "epr",
                        key,
                        patient,
                        appointment("a", Outcome.ATTENDED, 1),
                        at(10),
                        null,
                        at(2)))))
        .isEqualTo(Result.ACCEPTED);
    assertThat(outcome("p", "a")).isEqualTo(Outcome.ATTENDED);
  }

  @Test
  void aMentionMakesAPlaceholderThatThePatientFills() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    Set<Long> rows = rows("epr", "p");
    assertThat(rows).hasSize(1);
    assertThat(people.nhsNumber(rows)).isEmpty();
    keep(patientTold("epr", "p", verified("epr", "p", "1980-01-02"), 2));
    assertThat(rows("epr", "p")).isEqualTo(rows);
    assertThat(people.nhsNumber(rows)).contains(new NhsNumber(NHS, true));
    assertThat(material("p").facts()).hasSize(2);
  }

  @Test
  void aMergeLinksTwoRowsAndALaterVersionWithoutItUnlinksThem() {
    keep(appointmentTold("old", "a", Outcome.DNA, 1), appointmentTold("new", "b", Outcome.DNA, 1));
    PatientFact merged =
        patient(List.of(patientKey("epr", "old")), null, null, List.of(patientKey("epr", "new")));
    Recorded merge = keep(patientTold("epr", "old", merged, 3)).get(0);
    assertThat(rows("epr", "old")).hasSize(2).isEqualTo(rows("epr", "new"));
    assertThat(merge.patients()).isEqualTo(rows("epr", "old"));
    assertThat(appointments("new")).hasSize(2);

    Recorded unmerge = keep(patientTold("epr", "old", patient("epr", "old"), 4)).get(0);
    assertThat(unmerge.patients()).as("both are to be derived again").hasSize(2);
    assertThat(rows("epr", "old")).hasSize(1);
    assertThat(appointments("new")).hasSize(1);
    // Older news of the merge changes nothing.
    assertThat(result(patientTold("epr", "old", merged, 2))).isEqualTo(Result.STALE);
    assertThat(rows("epr", "old")).hasSize(1);
  }

  @Test
  void rowsThatClaimOneIdentifierAreOnePerson() {
    Key hospitalNumber = Key.ofIdentifier("epr", "Patient", "urn:mrn", "77");
    keep(
        told(
            "epr",
            appointmentKey("a"),
            hospitalNumber,
            appointment("a", Outcome.DNA, 1),
            at(1),
            null,
            at(1)));
    keep(appointmentTold("p", "b", Outcome.DNA, 1));
    assertThat(rows("epr", "p")).hasSize(1);
    keep(
        patientTold(
            "epr",
            "p",
            patient(List.of(patientKey("epr", "p"), hospitalNumber), null, null, List.of()),
            2));
    assertThat(rows("epr", "p")).hasSize(2).isEqualTo(people.rowsOf(hospitalNumber).orElseThrow());
    assertThat(people.keysOf(rows("epr", "p")))
        .containsExactly(patientKey("epr", "p"), hospitalNumber);
    keep(about("p", patientKey("epr", "p"), new Withdrawn(FactKind.PATIENT), 3));
    assertThat(rows("epr", "p")).hasSize(1);
  }

  @Test
  void sourcesJoinOnAVerifiedNhsNumberWithAnEqualBirthDateOnly() {
    keep(patientTold("epr", "p", verified("epr", "p", "1980-01-02"), 1));
    keep(patientTold("pas", "birth", verified("pas", "birth", "1980-02-01"), 1));
    keep(
        patientTold(
            "pas",
            "loose",
            patient(
                List.of(patientKey("pas", "loose")),
                new NhsNumber(NHS, false),
                "1980-01-02",
                List.of()),
            1));
    assertThat(rows("epr", "p")).hasSize(1);
    assertThat(people.possibleDoubles()).containsEntry("patient", 1L);
    assertThat(people.withNhsNumber(NHS)).hasSize(3);
    keep(patientTold("pas", "same", verified("pas", "same", "1980-01-02"), 1));
    assertThat(rows("epr", "p")).hasSize(2).isEqualTo(rows("pas", "same"));
  }

  @Test
  void anNhsNumberThatCannotBeJoinsNobody() {
    for (String source : List.of("epr", "pas")) {
      keep(
          patientTold(
              source,
              "p",
              patient(
                  List.of(patientKey(source, "p")),
                  new NhsNumber("9434765918", true),
                  "1980-01-02",
                  List.of()),
              1));
    }
    assertThat(rows("epr", "p")).hasSize(1);
  }

  @Test
  void whoIsLeftOutOfALaterVersionOfAGroupIsTakenOut() {
    keep(groupTold("p", "g", 2, 1), groupTold("q", "g", 2, 1));
    Recorded later = keep(groupTold("p", "g", 1, 5)).get(0);
    assertThat(later.patients()).as("both are to be derived again").hasSize(2);
    assertThat(outcome("p", "g")).isEqualTo(Outcome.NOT_RECORDED);
    assertThat(current("q"))
        .singleElement()
        .extracting(KeptFact::fact)
        .isEqualTo(new Withdrawn(FactKind.APPOINTMENT));
  }

  @Test
  void whoWasLeftOutIsTakenOutEvenIfTheEarlierVersionComesLast() {
    keep(groupTold("p", "g", 1, 5));
    keep(groupTold("p", "g", 2, 1), groupTold("q", "g", 2, 1));
    assertThat(current("q"))
        .singleElement()
        .extracting(KeptFact::fact)
        .isEqualTo(new Withdrawn(FactKind.APPOINTMENT));
    keep(groupTold("p", "g", 2, 7), groupTold("q", "g", 2, 7));
    assertThat(outcome("q", "g")).isEqualTo(Outcome.NOT_RECORDED);
  }

  @Test
  void aGroupWhoseVersionComesInTwoPartsLosesNobody() {
    keep(groupTold("p", "g", 2, 1), groupTold("q", "g", 2, 1));
    keep(groupTold("p", "g", 2, 3));
    keep(groupTold("q", "g", 2, 3));
    assertThat(outcome("q", "g")).isEqualTo(Outcome.NOT_RECORDED);
    assertThat(outcome("p", "g")).isEqualTo(Outcome.NOT_RECORDED);
  }

  @Test
  void aGroupToldWithoutTimesLosesNobodyWhoIsRepeated() {
    Key key = appointmentKey("g");
    Fact group = appointment("g", Outcome.NOT_RECORDED, 2);
    Fact missed = appointment("g", Outcome.DNA, 2);
    for (int i = 1; i <= 3; i += 2) {
      keep(
          told("epr", key, patientKey("epr", "p"), i == 1 ? group : missed, null, null, at(i)),
          told("epr", key, patientKey("epr", "q"), group, null, null, at(i)));
    }
    assertThat(outcome("p", "g")).isEqualTo(Outcome.DNA);
    assertThat(outcome("q", "g")).isEqualTo(Outcome.NOT_RECORDED);
  }

  @Test
  void anotherSourceWithTheSameAppointmentTakesNobodyOut() {
    Key shared = Key.shared("Appointment", "urn:booking", "5");
    Fact fact = appointment("g", Outcome.NOT_RECORDED, 1);
    keep(told("epr", shared, patientKey("epr", "p"), fact, at(1), null, at(1)));
    keep(told("ers", shared, patientKey("ers", "p"), fact, at(2), null, at(2)));
    assertThat(current("p")).singleElement().extracting(KeptFact::fact).isEqualTo(fact);
  }

  @Test
  void aCorrectedSubjectMovesTheAppointment() {
    keep(appointmentTold("wrong", "a", Outcome.DNA, 1));
    keep(appointmentTold("right", "a", Outcome.DNA, 2));
    assertThat(current("wrong"))
        .singleElement()
        .extracting(KeptFact::fact)
        .isEqualTo(new Withdrawn(FactKind.APPOINTMENT));
    assertThat(outcome("right", "a")).isEqualTo(Outcome.DNA);
  }

  @Test
  void anAnswerWithoutAPatientBelongsToTheOnlyPatientOfItsAppointment() {
    keep(appointmentTold("p", "a", Outcome.NOT_RECORDED, 1));
    Recorded answer = keep(response("r", appointmentKey("a"), true, 2)).get(0);
    assertThat(answer.patients()).isEqualTo(rows("epr", "p"));
    assertThat(current("p"))
        .extracting(KeptFact::fact)
        .contains(new ResponseFact(appointmentKey("a"), true));
  }

  @Test
  void anAnswerWaitsForItsAppointmentUnderAnyOfItsKeys() {
    Key booking = Key.shared("Appointment", "urn:booking", "5");
    assertThat(keep(response("r", booking, true, 2)).get(0).patients()).isEmpty();
    Recorded arrived =
        keep(about("p", appointmentKey("a"), appointment("a", Outcome.NOT_RECORDED, 1, booking), 1))
            .get(0);
    assertThat(arrived.patients()).isEqualTo(rows("epr", "p"));
    assertThat(current("p")).extracting(KeptFact::fact).contains(new ResponseFact(booking, true));
    // A second patient makes it nobody's; when that one is taken out, it has its owner again.
    keep(groupTold("p", "a", 2, 3), groupTold("q", "a", 2, 3));
    assertThat(current("p"))
        .extracting(KeptFact::fact)
        .doesNotHaveAnyElementsOfTypes(ResponseFact.class);
    keep(withdrawn("q", "a", 5), groupTold("p", "a", 1, 5));
    assertThat(current("p")).extracting(KeptFact::fact).contains(new ResponseFact(booking, true));
  }

  @Test
  void anAnswerThatIsTakenBackIsGoneAndItsOwnerIsDerivedAgain() {
    keep(appointmentTold("p", "a", Outcome.NOT_RECORDED, 1));
    Incoming answer = response("r", appointmentKey("a"), true, 2);
    keep(answer);
    Recorded gone =
        keep(told(
                "epr",
                answer.notice().key(),
                null,
                new Withdrawn(FactKind.RESPONSE),
                at(3),
                null,
                at(3)))
            .get(0);
    assertThat(gone.patients()).isEqualTo(rows("epr", "p"));
    assertThat(current("p"))
        .extracting(KeptFact::fact)
        .doesNotHaveAnyElementsOfTypes(ResponseFact.class);
  }

  @Test
  void anAppointmentTakenBackWithoutNamingAnyoneIsTakenFromEveryone() {
    keep(groupTold("p", "g", 2, 1), groupTold("q", "g", 2, 1));
    Withdrawn gone = new Withdrawn(FactKind.APPOINTMENT);
    Recorded kept = keep(told("epr", appointmentKey("g"), null, gone, at(3), null, at(3))).get(0);
    assertThat(kept.patients()).hasSize(2);
    assertThat(current("p")).extracting(KeptFact::fact).containsExactly(gone);
    assertThat(current("q")).extracting(KeptFact::fact).containsExactly(gone);
  }

  @Test
  void historicIsDecidedOnceAtTheFirstReceipt() {
    Incoming live = appointmentTold("p", "a", Outcome.DNA, 1);
    Incoming history = new Incoming(live.notice(), live.source(), live.feed(), at(60), true, true);
    keep(history);
    assertThat(current("p")).singleElement().matches(KeptFact::historic);
    keep(new Incoming(live.notice(), live.source(), live.feed(), at(99), false, true));
    assertThat(current("p")).singleElement().matches(KeptFact::historic);
    // A replay keeps its own, earlier receipt, and what was decided then.
    keep(live);
    assertThat(current("p"))
        .singleElement()
        .matches(kept -> !kept.historic())
        .extracting(KeptFact::received)
        .isEqualTo(at(1));
  }

  @Test
  void aChangedPlaceMakesThoseWhoReferToItDue() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    Clockwork clock = new Clockwork(store);
    assertThat(clock.due(at(99), 10)).isEmpty();
    keep(place("physio", "Physiotherapy", 3));
    assertThat(clock.due(at(3), 10)).containsExactlyElementsOf(rows("epr", "p"));
    Key key = Key.ofId("epr", "HealthcareService", "physio");
    assertThat(places.place(key)).extracting(PlaceFact::name).isEqualTo("Physiotherapy");
    Places elsewhere = new Places(store);
    keep(place("physio", "MSK", 4));
    elsewhere.refresh();
    assertThat(elsewhere.place(key).name()).isEqualTo("MSK");
    assertThat(places.place(key).name()).isEqualTo("MSK");
  }

  @Test
  void aRolledBackPlaceIsForgotten() {
    Key key = Key.ofId("epr", "HealthcareService", "physio");
    try {
      store.inTransaction(
          () -> {
            facts.keep(List.of(place("physio", "Physiotherapy", 3)));
            assertThat(places.place(key)).isNotNull();
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException expected) {
      places.refresh();
    }
    assertThat(places.place(key)).isNull();
  }

  @Test
  void derivedRowsAreWrittenByDifferenceAndMarkTheirDaysStale() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    LocalDate day = LocalDate.of(2026, 3, 10);
    derive(
        "p",
        List.of(),
        List.of(row("a", "physio", day, "dna")),
        List.of(new ClosureRow("r", "physio", day, "missing")));
    assertThat(material("p").attendances()).containsExactly(row("a", "physio", day, "dna"));
    assertThat(material("p").closures()).hasSize(1);
    assertThat(staleDays()).containsExactly("physio " + day);
    store.inTransaction(() -> store.writing().update("DELETE FROM stale_day"));

    derive(
        "p",
        List.of(),
        List.of(row("a", "physio", day, "dna")),
        List.of(new ClosureRow("r", "physio", day, "missing")));
    assertThat(staleDays()).as("nothing has changed").isEmpty();

    derive("p", List.of(), List.of(row("a", "podiatry", day.plusDays(1), "dna")), List.of());
    assertThat(staleDays()).containsExactly("physio " + day, "podiatry " + day.plusDays(1));
    assertThat(material("p").attendances())
        .containsExactly(row("a", "podiatry", day.plusDays(1), "dna"));
    assertThat(material("p").closures()).isEmpty();
  }

  @Test
  void aPassShowsEachPatientOnceByDayAndOnlyWhatWasDue() {
    LocalDate day = LocalDate.of(2026, 3, 10);
    for (String who : List.of("p", "q", "r")) {
      keep(appointmentTold(who, "of " + who, Outcome.DNA, 1));
    }
    derive(
        "p",
        List.of(),
        List.of(
            row("a", "physio", day.plusDays(3), "dna"),
            row("b", "podiatry", day, "attended"),
            row("c", "physio", day, "patient_cancelled"),
            row("d", "physio", day.minusDays(1), "attended")),
        List.of());
    derive("q", List.of(), List.of(row("e", "physio", day, "late_not_seen")), List.of());
    derive("r", List.of(), List.of(row("f", "physio", day.plusDays(4), "dna")), List.of());
    List<List<String>> seen = new ArrayList<>();
    new PatientPass(store)
        .read(
            day.minusDays(1),
            day.plusDays(3),
            List.of(
                appointments ->
                    seen.add(
                        appointments.stream()
                            .map(
                                one ->
                                    one.profile().service()
                                        + " "
                                        + (one.day() - day.toEpochDay())
                                        + " "
                                        + one.outcome())
                            .toList())));
    assertThat(seen)
        .containsExactlyInAnyOrder(
            List.of("podiatry 0 attended", "physio 3 dna"), List.of("physio 0 late_not_seen"));
  }

  @Test
  void aSnapshotSeesOneMoment() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    keep(appointmentTold("q", "b", Outcome.DNA, 1));
    LocalDate day = LocalDate.of(2026, 3, 10);
    derive("p", List.of(), List.of(row("a", "physio", day, "dna")), List.of());
    List<Integer> patients = new ArrayList<>();
    PatientVisitor count = appointments -> patients.add(appointments.size());
    PatientPass pass = new PatientPass(store);
    store.inSnapshot(
        () -> {
          pass.read(day.minusDays(1), day, List.of(count));
          derive("q", List.of(), List.of(row("b", "physio", day, "dna")), List.of());
          pass.read(day.minusDays(1), day, List.of(count));
          return null;
        });
    assertThat(patients).containsExactly(1, 1);
    pass.read(day.minusDays(1), day, List.of(count));
    assertThat(patients).containsExactly(1, 1, 1, 1);
  }

  @Test
  void rowsOfALinkedPersonMoveToItsSmallestRow() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    keep(appointmentTold("q", "b", Outcome.DNA, 1));
    LocalDate day = LocalDate.of(2026, 3, 10);
    derive("p", List.of(), List.of(row("a", "physio", day, "dna")), List.of());
    derive("q", List.of(), List.of(row("b", "physio", day, "dna")), List.of());
    keep(
        patientTold(
            "epr",
            "q",
            patient(List.of(patientKey("epr", "q")), null, null, List.of(patientKey("epr", "p"))),
            3));
    List<AttendanceRow> both =
        List.of(row("a", "physio", day, "dna"), row("b", "physio", day, "dna"));
    derive("q", List.of(), both, List.of());
    assertThat(material("p").attendances()).containsExactlyElementsOf(both);
    long smallest = rows("epr", "p").iterator().next();
    assertThat(store.here().queryForList("SELECT DISTINCT patient FROM attendance", Long.class))
        .containsExactly(smallest);

    keep(patientTold("epr", "q", patient("epr", "q"), 4));
    derive("p", List.of(), both.subList(0, 1), List.of());
    derive("q", List.of(), both.subList(1, 2), List.of());
    assertThat(material("p").attendances()).containsExactly(both.get(0));
    assertThat(material("q").attendances()).containsExactly(both.get(1));
  }

  @Test
  void aWaitingListIsReadInOrderAndWrittenByDifference() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    long p = rows("epr", "p").iterator().next();
    long q = rows("epr", "q").iterator().next();
    WaitingList list = new WaitingList(store);
    WaitingRow long1 = waits("r1", Priority.ROUTINE, false, 0, 0, 1);
    WaitingRow urgent = waits("r2", Priority.URGENT, false, 0, 0, 9);
    WaitingRow unsafe = waits("r3", Priority.ROUTINE, true, 0, 0, 9);
    WaitingRow working = waits("r4", Priority.ROUTINE, false, 2, 0, 9);
    WaitingRow vulnerable = waits("r5", Priority.ROUTINE, false, 0, 1, 9);
    WaitingRow short1 = waits("r6", Priority.ROUTINE, false, 0, 0, 9);
    WaitingRow asap = waits("r7", Priority.ASAP, false, 0, 0, 9);
    waiting("p", long1, urgent, unsafe, working);
    waiting("q", vulnerable, short1, asap);

    List<WaitingRow> order = List.of(asap, urgent, unsafe, working, vulnerable, long1, short1);
    List<WaitingList.Place> all = list.page("physio", 99, 0);
    assertThat(all).extracting(WaitingList.Place::row).containsExactlyElementsOf(order);
    assertThat(all).extracting(WaitingList.Place::position).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(all).extracting(WaitingList.Place::patient).containsExactly(q, p, p, p, q, p, q);
    assertThat(list.page("physio", 2, 3)).isEqualTo(all.subList(3, 5));
    assertThat(list.page("physio", 2, 7)).isEmpty();
    assertThat(list.page("podiatry", 99, 0)).isEmpty();
    assertThat(list.count("physio")).isEqualTo(7);
    assertThat(material("p").waiting()).containsExactly(long1, urgent, unsafe, working);

    WaitingRow sooner = waits("r1", Priority.STAT, false, 0, 0, 1);
    waiting("p", sooner, unsafe);
    assertThat(list.page("physio", 1, 0)).extracting(WaitingList.Place::row).containsOnly(sooner);
    assertThat(list.count("physio")).isEqualTo(5);
    waiting("p");
    waiting("q");
    assertThat(list.count("physio")).isZero();
    assertThat(staleDays()).as("nobody's figures").isEmpty();
  }

  @Test
  void placesOfALinkedPersonMoveToItsSmallestRow() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    WaitingRow same = waits("r", Priority.ROUTINE, false, 0, 0, 1);
    WaitingRow other = waits("s", Priority.ROUTINE, false, 0, 0, 2);
    waiting("p", same);
    waiting("q", same, other);
    keep(
        patientTold(
            "epr",
            "q",
            patient(List.of(patientKey("epr", "q")), null, null, List.of(patientKey("epr", "p"))),
            3));
    waiting("q", same, other);
    long smallest = rows("epr", "p").iterator().next();
    assertThat(new WaitingList(store).page("physio", 9, 0))
        .containsExactly(
            new WaitingList.Place(1, smallest, same), new WaitingList.Place(2, smallest, other));
  }

  @Test
  void waitsAreKeptByDifferenceAndMoveToTheSmallestRowOfALinkedPerson() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    SpellRow waiting = spell("r", null, null);
    SpellRow seen = spell("s", DAY.plusDays(90), SpellRow.Exit.SEEN);
    spells("p", waiting);
    spells("q", waiting, seen);
    assertThat(material("p").spells()).containsExactly(waiting);
    assertThat(material("q").spells()).containsExactly(waiting, seen);
    SpellRow removed = spell("s", DAY.plusDays(91), SpellRow.Exit.REMOVED);
    spells("q", waiting, removed);
    assertThat(material("q").spells()).containsExactly(waiting, removed);
    keep(
        patientTold(
            "epr",
            "q",
            patient(List.of(patientKey("epr", "q")), null, null, List.of(patientKey("epr", "p"))),
            3));
    spells("q", waiting, removed);
    assertThat(material("p").spells()).containsExactly(waiting, removed);
    assertThat(count("spell")).isEqualTo(2);
    spells("p", waiting);
    assertThat(count("spell")).isEqualTo(1);
    assertThat(staleDays()).as("no appointment's figures").isEmpty();
  }

  private static SpellRow spell(String referral, LocalDate left, SpellRow.Exit exit) {
    return new SpellRow(
        referral,
        "physio",
        Priority.URGENT,
        DAY,
        DAY.plusDays(2),
        List.of(DAY, DAY.plusDays(30), DAY.plusDays(44)),
        List.of(DAY.plusDays(35)),
        left,
        exit,
        "1",
        "asian",
        "18-24",
        "female",
        "yes",
        "no",
        "unknown");
  }

  private void spells(String patient, SpellRow... spells) {
    derive(
        new Derivation(
            material(patient),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(spells),
            null,
            false,
            at(1)));
  }

  @Test
  void howLongNobodyTriedAfterAMissIsKeptWithTheAppointment() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    AttendanceRow open = missed(new FirstContact(at(60), null, null));
    AttendanceRow tried = missed(new FirstContact(at(60), at(120), at(500)));
    derive("p", List.of(), List.of(open), List.of());
    assertThat(material("p").attendances()).containsExactly(open);
    derive("p", List.of(), List.of(tried), List.of());
    assertThat(material("p").attendances()).containsExactly(tried);
  }

  private static AttendanceRow missed(FirstContact contact) {
    return new AttendanceRow(
        "a",
        "physio",
        DAY,
        "dna",
        false,
        "unknown",
        "not_known",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "in_person",
        "unknown",
        "task:support-attendance",
        contact);
  }

  private static WaitingRow waits(
      String referral, Priority urgency, boolean safety, int impact, int vulnerable, int since) {
    return new WaitingRow(
        referral,
        "physio",
        urgency,
        safety,
        impact,
        vulnerable,
        at(since),
        List.of(new Reason("waits-since", "Has waited since then.")));
  }

  private void waiting(String patient, WaitingRow... places) {
    derive(
        new Derivation(
            material(patient),
            List.of(),
            List.of(),
            List.of(),
            List.of(places),
            List.of(),
            null,
            false,
            at(1)));
  }

  @Test
  void tasksKeepTheirVersionsAndTheOutboxTheLatest() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    long person = rows("epr", "p").iterator().next();
    SupportTask first = task("t1", person, TaskStatus.REQUESTED, 1);
    SupportTask second = task("t1", person, TaskStatus.IN_PROGRESS, 2);
    Outbox outbox = new Outbox(store);
    Set<String> all = Set.of(Outbox.TASK, Outbox.FLAG);
    Dispatch here = new Dispatch(store, "here", fixed(1));
    Dispatch there = new Dispatch(store, "there", fixed(1));
    Tasks tasks = new Tasks(store);
    derive("p", List.of(new Change.OpenTask(first)), List.of(), List.of());
    Outbox.Pending before = here.take(all, 10).get(0);
    derive("p", List.of(new Change.AmendTask(second)), List.of(), List.of());
    here.done(before);
    Outbox.Pending now = new Outbox.Pending("task", "t1", 2);
    assertThat(here.take(all, 10)).containsExactly(now);
    store.inTransaction(
        () -> {
          outbox.put(List.of(before));
          return null;
        });
    assertThat(here.take(all, 10)).as("not told yet").containsExactly(now);
    assertThat(there.take(all, 10)).as("it is the other's").isEmpty();
    there = new Dispatch(store, "there", fixed(2));
    assertThat(there.take(all, 10)).as("the other one died").containsExactly(now);
    there.done(now);
    assertThat(there.take(all, 10)).isEmpty();
    here.done(now);
    assertThat(there.take(all, 10)).as("it told late what may be old").containsExactly(now);
    there.done(now);
    assertThat(there.take(all, 10)).isEmpty();
    assertThat(tasks.read("t1")).contains(second);
    assertThat(tasks.version("t1", 1)).contains(first);
    assertThat(tasks.versions("t1")).containsExactly(second, first);
    assertThat(material("p").tasks()).containsExactly(second);
  }

  @Test
  void tasksAreFoundAndCountedByWhatIsSought() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1));
    long person = rows("epr", "p").iterator().next();
    derive(
        "p",
        List.of(
            new Change.OpenTask(task("t1", person, TaskStatus.REQUESTED, 1)),
            new Change.OpenTask(task("t2", person, TaskStatus.COMPLETED, 1))),
        List.of(),
        List.of());
    Tasks tasks = new Tasks(store);
    TaskQuery open =
        new TaskQuery(
            Set.of(TaskStatus.REQUESTED, TaskStatus.ON_HOLD),
            Set.of(person, 99L),
            Set.of("key-worker"),
            Set.of(),
            Set.of(Priority.URGENT),
            Set.of(TaskKind.SUPPORT_ATTENDANCE),
            Set.of("physio"),
            Optional.of(at(0)),
            Optional.of(at(500)),
            TaskQuery.Sort.RANK,
            10,
            0);
    assertThat(tasks.search(open)).extracting(SupportTask::id).containsExactly("t1");
    assertThat(tasks.count(open)).isEqualTo(1);
    assertThat(tasks.count(TaskQuery.all(1))).isEqualTo(2);
    assertThat(tasks.search(TaskQuery.all(1))).hasSize(1);
    assertThat(tasks.counts(at(10_000)))
        .isEqualTo(
            Map.of(
                new Tasks.Group("physio", TaskKind.SUPPORT_ATTENDANCE, TaskStatus.REQUESTED, true),
                    1L,
                new Tasks.Group("physio", TaskKind.SUPPORT_ATTENDANCE, TaskStatus.COMPLETED, false),
                    1L));
  }

  @Test
  void aFlagThatLinkedRowsBothCarryStaysOnce() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    long p = rows("epr", "p").iterator().next();
    long q = rows("epr", "q").iterator().next();
    derive("p", List.of(new Change.SetFlag(flag(true, 1, 1))), List.of(), List.of());
    derive("q", List.of(new Change.SetFlag(flag(true, 2, 1))), List.of(), List.of());
    keep(
        patientTold(
            "epr",
            "q",
            patient(List.of(patientKey("epr", "q")), null, null, List.of(patientKey("epr", "p"))),
            3));
    assertThat(material("p").flags()).hasSize(2);
    derive("p", List.of(), List.of(), List.of());
    Flags flags = new Flags(store);
    assertThat(flags.search(Set.of(p, q), true, 10, 0))
        .singleElement()
        .extracting(Flags.Kept::patient)
        .isEqualTo(q);
    derive("p", List.of(new Change.SetFlag(flag(true, 5, 2))), List.of(), List.of());
    assertThat(flags.search(Set.of(p, q), true, 10, 0))
        .singleElement()
        .extracting(Flags.Kept::patient)
        .isEqualTo(p);
    assertThat(flags.read(p + "-repeat-non-attendance").orElseThrow().flag().version())
        .isEqualTo(3);
    assertThat(new Dispatch(store, "node", fixed(9)).take(Set.of(Outbox.FLAG), 9))
        .contains(new Outbox.Pending("flag", p + "-repeat-non-attendance", 3));
  }

  private static Clock fixed(long minute) {
    return Clock.fixed(at(minute), ZoneOffset.UTC);
  }

  @Test
  void aReleaseOfANodeThatIsNoLongerTheHolderIsNotKept() {
    Leases here = new Leases(store, "here", fixed(1));
    here.hold("figures");
    KeptRelease release =
        new KeptRelease(at(0), at(1), DAY, false, "definition", List.of(), List.of());
    Releases releases = new Releases(store, () -> here.check("figures"));
    new Leases(store, "there", fixed(2)).hold("figures");
    assertThat(releases.keep(release)).isFalse();
    assertThat(releases.newestSlot()).isEmpty();
    assertThat(new Releases(store).keep(release)).isTrue();
    assertThat(releases.newestSlot()).contains(at(0));
  }

  @Test
  void aRecordOfANewerProgramIsOpenedOnlyIfItSaysSo() {
    store
        .writing()
        .update(
            "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '900', description, type,"
                + " script, checksum, installed_by, installed_on, execution_time, success"
                + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
    store.close();
    store = openAgain();
    store
        .writing()
        .update(
            "UPDATE setting SET value = (SELECT version FROM flyway_schema_history"
                + " WHERE version <> '900' ORDER BY installed_rank DESC LIMIT 1)"
                + " WHERE name = 'schema.oldest'");
    store.close();
    store = openAgain();
    store.writing().update("UPDATE setting SET value = '900' WHERE name = 'schema.oldest'");
    assertThatThrownBy(this::openAgain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema 900")
        .hasMessageContaining("newer program")
        .hasMessageContaining("would have to know 900");
    store.writing().update("DELETE FROM setting WHERE name = 'schema.oldest'");
    assertThatThrownBy(this::openAgain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema 900")
        .hasMessageNotContaining("would have to");
  }

  @Test
  void whatWasSaidOfOneMomentIsRecalledInTheOrderInWhichItCame() {
    keep(appointmentTold("p", "first", Outcome.DNA, 1));
    keep(appointmentTold("p", "second", Outcome.DNA, 1));
    // A row whose key was written again lies behind the others, in PostgreSQL.
    for (String suffix : List.of("first-for-a-while", "first")) {
      store
          .writing()
          .update(
              "UPDATE fact SET key_text = ? WHERE key_text LIKE '%/first%'",
              "epr|Appointment/" + suffix);
    }
    assertThat(material("p").facts())
        .extracting(kept -> kept.key().text())
        .containsSubsequence("epr|Appointment/first", "epr|Appointment/second");
  }

  @Test
  void theClockFindsThoseWhoAreDueAndSpreadsEveryone() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    Clockwork clock = new Clockwork(store);
    Material q = material("q");
    derive(
        new Derivation(
            q, List.of(), List.of(), List.of(), List.of(), List.of(), at(30), false, at(1)));
    assertThat(clock.due(at(29), 10)).isEmpty();
    assertThat(clock.due(at(30), 10)).containsExactlyElementsOf(q.rows());
    derive(
        new Derivation(
            q, List.of(), List.of(), List.of(), List.of(), List.of(), null, true, at(1)));
    assertThat(clock.due(at(99), 10)).isEmpty();
    assertThat(clock.failed()).isEqualTo(1);
    clock.lookAgainAtAll(at(100), Duration.ofHours(1));
    assertThat(clock.due(at(160), 10)).hasSize(2);
  }

  private static LetterQuery query(String reason, String feed, java.time.Instant since) {
    return new LetterQuery(
        Optional.of(reason), Optional.of(feed), Optional.of(since), Optional.empty());
  }

  @Test
  void deadLettersUsersMarksAndAuditAreKept() {
    DeadLetters letters = new DeadLetters(store);
    byte[] bytes = "not {json".getBytes(StandardCharsets.UTF_8);
    long id =
        letters.keep(
            DeadLetter.received("f", "epr", "mllp", at(1), "unparsable", null, "No JSON."),
            bytes,
            List.of(7L, 8L));
    assertThat(letters.original(id).orElseThrow()).isEqualTo(bytes);
    assertThat(letters.show(id).orElseThrow())
        .isEqualTo(
            new DeadLetter(
                id,
                "f",
                "epr",
                "mllp",
                at(1),
                "unparsable",
                null,
                "No JSON.",
                1,
                at(1),
                DeadLetter.State.WAITING,
                null));
    assertThat(letters.countByReason()).isEqualTo(Map.of("unparsable", 1L));
    letters.triedAgain(id, "incomplete", "Bundle", "No start.", at(2));
    assertThat(letters.list(query("incomplete", "f", at(1)), 0, 5))
        .singleElement()
        .extracting(DeadLetter::attempts, DeadLetter::tried)
        .containsExactly(2, at(2));
    assertThat(letters.list(LetterQuery.WAITING, id, 5)).isEmpty();
    assertThat(letters.list(query("unparsable", "f", at(1)), 0, 5)).isEmpty();
    assertThat(letters.list(query("incomplete", "g", at(1)), 0, 5)).isEmpty();
    assertThat(letters.list(query("incomplete", "f", at(2)), 0, 5)).isEmpty();
    assertThat(letters.about(Set.of(6L, 8L))).extracting(DeadLetter::id).containsExactly(id);
    assertThat(letters.about(Set.of(6L))).isEmpty();
    letters.repaired(id, at(3));
    assertThat(letters.about(Set.of(8L))).isEmpty();
    assertThat(letters.countByReason()).isEmpty();
    assertThat(letters.giveUp(id, "late")).as("it does not wait any more").isFalse();
    assertThat(letters.count(LetterQuery.ALL)).isEqualTo(1);
    assertThat(letters.newest(LetterQuery.ALL, 1, 1)).isEmpty();
    assertThat(letters.remove(id)).isTrue();

    Users users = new Users(store);
    User user = new User("kim", "hash", Set.of("clinician", "manager"), null, "HCPC PH1");
    assertThat(users.add(user)).isTrue();
    assertThat(users.add(user)).isFalse();
    assertThat(users.find("kim")).contains(user);
    assertThat(users.remove("kim")).isTrue();
    assertThat(users.list()).isEmpty();

    Marks marks = new Marks(store);
    marks.set("configuration", "1");
    marks.set("configuration", "2");
    assertThat(marks.get("configuration")).contains("2");
  }

  private static MessageReceipt receipt(String content, String... names) {
    return new MessageReceipt(
        "epr", new TreeSet<>(List.of(names)), content, Instant.ofEpochMilli(1));
  }

  private Standing take(MessageReceipt receipt) {
    return store.inTransaction(() -> new MessageReceipts(store).take(receipt));
  }

  @Test
  void aMessageIsKnownByAnyOfItsIds() {
    assertThat(take(receipt("c", "request 1", "message 1"))).isEqualTo(Standing.NEW);
    assertThat(take(receipt("c", "request 1", "message 1"))).isEqualTo(Standing.SAME);
    assertThat(take(receipt("c", "request 2", "message 1"))).isEqualTo(Standing.SAME);
    assertThat(take(receipt("c", "request 2"))).as("learnt").isEqualTo(Standing.SAME);
    assertThat(take(receipt("d", "request 1", "message 2"))).isEqualTo(Standing.OTHER);
    assertThat(take(receipt("d", "request 3", "message 1"))).isEqualTo(Standing.OTHER);
    assertThat(take(receipt("d", "request 3", "message 2")))
        .as("given back")
        .isEqualTo(Standing.NEW);
    MessageReceipt ofAnother =
        new MessageReceipt("pas", new TreeSet<>(Set.of("request 1")), "x", Instant.ofEpochMilli(1));
    assertThat(take(ofAnother)).isEqualTo(Standing.NEW);
  }

  @Test
  void whoRollsBackHasTakenNoId() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    () -> {
                      new MessageReceipts(store).take(receipt("c", "request 1"));
                      throw new IllegalStateException("rolled back");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(take(receipt("d", "request 1"))).isEqualTo(Standing.NEW);
  }

  @Test
  void ofManyWritersAtOnceOneTakesAMessage() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        MessageReceipt receipt = receipt("c", "request " + round, "message " + round);
        java.util.concurrent.Callable<Standing> call = () -> take(receipt);
        List<Standing> standings = new ArrayList<>();
        for (Future<Standing> one : threads.invokeAll(java.util.Collections.nCopies(4, call))) {
          standings.add(one.get());
        }
        assertThat(standings)
            .containsExactlyInAnyOrder(Standing.NEW, Standing.SAME, Standing.SAME, Standing.SAME);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsMissingOfASubscriptionIsKeptUntilItHasCome() {
    Subscriptions subscriptions = new Subscriptions(store);
    Instant at = Instant.ofEpochMilli(1_000);
    EventsHeard.Told handshake = new EventsHeard.Told(EventsHeard.Kind.HANDSHAKE, 0, List.of());
    subscriptions.told("epr", "Subscription/1", handshake, at);
    subscriptions.told("epr", "Subscription/2", handshake, at);
    assertThat(subscriptions.incomplete()).isEmpty();

    EventsHeard.Told third = new EventsHeard.Told(EventsHeard.Kind.EVENTS, 3, List.of(3L));
    subscriptions.told("epr", "Subscription/1", third, at.plusMillis(5));
    Subscriptions.Kept kept = subscriptions.incomplete().get(0);
    assertThat(kept.feed() + " " + kept.name()).isEqualTo("epr Subscription/1");
    assertThat(kept.heard().missing())
        .isEqualTo(new EventsHeard.Missing(1, 2, at, at.plusMillis(5)));

    EventsHeard.Told fifth = new EventsHeard.Told(EventsHeard.Kind.HEARTBEAT, 5, List.of());
    subscriptions.told("epr", "Subscription/1", fifth, at.plusMillis(9));
    subscriptions.caughtUp(kept);
    assertThat(subscriptions.incomplete()).as("more is missing by now").hasSize(1);
    subscriptions.caughtUp(subscriptions.incomplete().get(0));
    assertThat(subscriptions.incomplete()).isEmpty();
    subscriptions.told("epr", "Subscription/1", fifth, at.plusMillis(12));
    assertThat(subscriptions.incomplete()).as("nothing new").isEmpty();
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws Exception {
    int writers = 4;
    int rounds = 25;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        all.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    // The same ten people, each writer in another order, and news of its own.
                    int n = writer % 2 == 0 ? round : rounds - round;
                    String id = "w" + writer + "-" + round;
                    List<Recorded> kept =
                        keep(
                            appointmentTold("p" + n % 10, id, Outcome.DNA, 1),
                            appointmentTold("p" + (n + 3) % 10, id + "b", Outcome.DNA, 1));
                    Set<Long> rows =
                        kept.stream()
                            .flatMap(k -> k.patients().stream())
                            .collect(Collectors.toSet());
                    store.inTransaction(
                        () -> {
                          for (Material m : recall.of(rows)) {
                            derived.keep(List.of(counted(m)));
                          }
                          return null;
                        });
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(count("fact")).isEqualTo(writers * rounds * 2);
    assertThat(count("patient")).isEqualTo(10);
    // Each derivation saw everything before it: nobody's rows were overwritten with less.
    assertThat(count("attendance")).isEqualTo(writers * rounds * 2);
  }

  private Derivation counted(Material material) {
    List<AttendanceRow> rows = new ArrayList<>();
    for (KeptFact kept : material.facts()) {
      if (kept.fact() instanceof AppointmentFact) {
        rows.add(row(kept.key().text(), "physio", LocalDate.of(2026, 3, 10), "dna"));
      }
    }
    return new Derivation(
        material, List.of(), rows, List.of(), List.of(), List.of(), null, false, at(1));
  }

  List<Recorded> keep(Incoming... news) {
    return store.inTransaction(() -> facts.keep(Arrays.asList(news)));
  }

  private Result result(Incoming news) {
    return keep(news).get(0).result();
  }

  private void derive(
      String patient, List<Change> changes, List<AttendanceRow> rows, List<ClosureRow> closures) {
    derive(
        new Derivation(
            material(patient), changes, rows, closures, List.of(), List.of(), null, false, at(1)));
  }

  private void derive(Derivation derivation) {
    store.inTransaction(
        () -> {
          derived.keep(List.of(derivation));
          return null;
        });
  }

  Set<Long> rows(String source, String id) {
    return people.rowsOf(patientKey(source, id)).orElseThrow();
  }

  Material material(String patient) {
    return recall.of(rows("epr", patient)).get(0);
  }

  private List<KeptFact> current(String patient) {
    return material(patient).facts().stream().filter(KeptFact::current).toList();
  }

  private List<AppointmentFact> appointments(String patient) {
    return material(patient).facts().stream()
        .map(KeptFact::fact)
        .filter(AppointmentFact.class::isInstance)
        .map(AppointmentFact.class::cast)
        .toList();
  }

  private Outcome outcome(String patient, String id) {
    return current(patient).stream()
        .filter(kept -> kept.key().equals(appointmentKey(id)))
        .map(kept -> ((AppointmentFact) kept.fact()).outcome())
        .findFirst()
        .orElseThrow();
  }

  private int count(String table) {
    return store.here().queryForObject("SELECT count(*) FROM " + table, Integer.class);
  }

  private List<String> staleDays() {
    return store
        .here()
        .query(
            "SELECT service, day FROM stale_day ORDER BY service, day",
            (row, n) -> row.getString(1) + " " + LocalDate.ofEpochDay(row.getLong(2)));
  }

  private static Incoming untrusted(Incoming news) {
    return new Incoming(news.notice(), news.source(), news.feed(), news.received(), false, false);
  }

  private static PatientFact verified(String source, String id, String birth) {
    return patient(List.of(patientKey(source, id)), new NhsNumber(NHS, true), birth, List.of());
  }

  private static Flag flag(boolean active, long since, long version) {
    return new Flag(
        "repeat-non-attendance",
        "raised",
        List.of(new Reason("two-in-a-year", "Two missed appointments in a year.")),
        active,
        at(since),
        version);
  }

  private static SupportTask task(String id, long person, TaskStatus status, long version) {
    return new SupportTask(
        id,
        person,
        "implicit|physio",
        "physio",
        TaskKind.SUPPORT_ATTENDANCE,
        status,
        Priority.URGENT,
        "T5",
        "1",
        List.of(new Step("contact", at(60), null)),
        at(60),
        "key-worker",
        null,
        List.of(new Reason("missed", "One missed appointment.")),
        List.of("S1"),
        List.of("a"),
        at(2),
        at(2 + version),
        version,
        null,
        false,
        List.of(),
        Map.of(),
        List.of(),
        null);
  }

  static AttendanceRow row(String id, String service, LocalDate day, String outcome) {
    return new AttendanceRow(
        id,
        service,
        day,
        outcome,
        false,
        "unknown",
        "not_known",
        "40-44",
        "female",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "in_person",
        "unknown",
        "task:support-attendance",
        null);
  }

  private static PatientFact named(String id, String name, String birth, String number) {
    return new PatientFact(
        List.of(
            patientKey("epr", id),
            Key.ofIdentifier("epr", "Patient", "https://trust.example/mrn", number)),
        new NhsNumber(NHS, false),
        name,
        List.of(),
        birth == null ? null : new BirthDate(birth),
        Sex.FEMALE,
        null,
        null,
        List.of(),
        null,
        List.of(),
        false,
        null,
        true,
        List.of(),
        List.of(),
        false);
  }

  private Set<Long> found(String name, String nhsNumber, String localNumber, String birth) {
    return new Finding(store)
        .rows(
            new Finding.Sought(
                name, nhsNumber, localNumber, birth == null ? null : LocalDate.parse(birth)),
            10);
  }

  @Test
  void aPatientIsFoundByWhatSomebodyAtADeskKnows() {
    keep(
        patientTold(
            "epr",
            "zoe",
            named("zoe", "Zo\u00EB O'Neill-\u0141o\u015B", "1980-05-04", "RX 12-34"),
            1));
    keep(patientTold("epr", "zora", named("zora", "ZORA NEIL", "1980", "RX1235"), 1));
    keep(patientTold("epr", "li", named("li", "\u674E \u5C0F\u9F99", null, "RX12340"), 1));
    keep(patientTold("epr", "lisa", named("lisa", "Lisa Li", null, "7"), 1));
    long zoe = rows("epr", "zoe").iterator().next();
    long zora = rows("epr", "zora").iterator().next();
    long li = rows("epr", "li").iterator().next();
    long lisa = rows("epr", "lisa").iterator().next();

    assertThat(found("zoe", "", "", null)).containsExactly(zoe);
    assertThat(found("LOS, Zo\u00EB", "", "", null)).containsExactly(zoe);
    assertThat(found("oneil", "", "", null)).containsExactly(zoe);
    assertThat(found("Zo", "", "", null)).as("two letters are a whole name").isEmpty();
    assertThat(found("li", "", "", null)).containsExactly(lisa);
    assertThat(found("\u674E", "", "", null)).containsExactly(li);
    assertThat(found("zor", "", "", "1980-05-04")).as("a year alone may fit").containsExactly(zora);
    assertThat(found("zor", "", "", "1981-05-04")).isEmpty();
    assertThat(found("", "", "rx1234", null)).as("a number fits as a whole").containsExactly(zoe);
    assertThat(found("", NHS, "", null)).containsExactlyInAnyOrder(zoe, zora, li, lisa);
    assertThat(found("zora", NHS, "", null)).containsExactly(zora);
    assertThat(found("%", NHS, "", "1980-05-04")).containsExactlyInAnyOrder(zoe, zora);
    assertThat(new Finding(store).rows(new Finding.Sought("", NHS, "", null), 2)).hasSize(2);
    assertThatThrownBy(() -> found("'; --", "", "", "1980-05-04"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPatientIsFoundByTheNewestNameAlone() {
    keep(patientTold("epr", "p", named("p", "Ada Byron", null, "1"), 1));
    keep(patientTold("epr", "p", named("p", "Ada Lovelace", null, "2"), 3));
    keep(patientTold("epr", "p", named("p", "Ada Noel", null, "3"), 2));
    Set<Long> row = rows("epr", "p");

    assertThat(found("ada lovelace", "", "", null)).isEqualTo(row);
    assertThat(found("byron", "", "", null)).isEmpty();
    assertThat(found("noel", "", "", null)).isEmpty();
    assertThat(found("", "", "1", null)).isEmpty();
    Key key = patientKey("epr", "p");
    keep(told("epr", key, key, new Withdrawn(FactKind.PATIENT), at(4), null, at(4)));
    assertThat(count("patient_word")).isZero();
  }

  @Test
  void whatAFeedSentInVainIsCountedWithoutEndAndItsItemsAreNot() {
    FeedTallies tallies = new FeedTallies(store);
    FeedTallies.Item code = new FeedTallies.Item("epr", "outcome", "urn:x|1");
    tally(tallies, Map.of(code, 2L), at(1));
    tally(tallies, Map.of(code, 3L), at(2));
    Map<FeedTallies.Item, Long> many = new TreeMap<>();
    for (int i = 1000; i < 1400; i++) {
      many.put(new FeedTallies.Item("epr", "service", "urn:x|" + i), 1L);
    }
    tally(tallies, many, at(3));
    tally(tallies, Map.of(new FeedTallies.Item("epr", "rejected", "incomplete"), 1L), at(3));
    tally(tallies, Map.of(new FeedTallies.Item("two", "service", "urn:x|1"), 1L), at(3));

    List<FeedTallies.Tally> all = tallies.all();
    assertThat(all).contains(new FeedTallies.Tally(code, 5, at(1), at(2)));
    assertThat(all)
        .contains(
            new FeedTallies.Tally(
                new FeedTallies.Item("epr", "service", FeedTallies.OTHER), 101, at(3), at(3)));
    assertThat(all).as("300, what is beyond them, a reason, another feed").hasSize(303);
    assertThat(all.stream().mapToLong(FeedTallies.Tally::seen).sum()).isEqualTo(407);
    assertThat(tallies.removeBefore(at(3))).isEqualTo(1);
    assertThat(tallies.all()).hasSize(302);
  }

  private void tally(FeedTallies tallies, Map<FeedTallies.Item, Long> counts, Instant now) {
    store.inTransaction(
        () -> {
          tallies.add(counts, now);
          return null;
        });
  }

  @Test
  void theAppointmentsOfASourceAreFoundByTheirNumbersAndByTheirDays() {
    Key number = Key.shared("Appointment", "urn:trust:appointment", "n1");
    keep(
        told(
            "epr",
            appointmentKey("a"),
            patientKey("epr", "p"),
            appointment("a", Outcome.DNA, 1, number),
            at(1),
            null,
            at(1)));
    keep(appointmentTold("q", "b", Outcome.NOT_RECORDED, 2));
    keep(appointmentTold("q", "b", Outcome.ATTENDED, 3));
    keep(
        told(
            "other",
            Key.ofId("other", "Appointment", "c"),
            patientKey("other", "p"),
            appointment("c", Outcome.DNA, 1),
            at(1),
            null,
            at(1)));
    keep(about("q", appointmentKey("d"), new Withdrawn(FactKind.APPOINTMENT), 4));
    KnownAppointments known = new KnownAppointments(store, "epr");

    assertThat(known.byKey(List.of(number.text(), appointmentKey("b").text(), "none")))
        .hasSize(2)
        .hasEntrySatisfying(
            number.text(),
            found ->
                assertThat(found)
                    .extracting(KnownAppointments.Known::key)
                    .containsExactly(appointmentKey("a").text()))
        .hasEntrySatisfying(
            appointmentKey("b").text(),
            found ->
                assertThat(found)
                    .extracting(one -> one.fact().outcome())
                    .containsExactly(Outcome.ATTENDED));
    List<String> keys = new ArrayList<>();
    known.within(DAY, DAY, one -> keys.add(one.key()));
    assertThat(keys)
        .as("neither of another source nor taken back")
        .containsExactlyInAnyOrder(appointmentKey("a").text(), appointmentKey("b").text());
    known.within(DAY.plusDays(1), DAY.plusDays(90), one -> keys.add(one.key()));
    known.within(DAY.minusDays(90), DAY.minusDays(1), one -> keys.add(one.key()));
    assertThat(keys).hasSize(2);
  }

  @Test
  void theNewestComparisonOfEachFeedIsRemembered() {
    ListComparisons comparisons = new ListComparisons(store);
    ListComparison old = comparison("epr", 1, 7);
    ListComparison last = comparison("epr", 2, 3);
    List.of(old, last, comparison("two", 1, 0)).forEach(comparisons::keep);
    assertThat(comparisons.newest()).hasSize(2).containsEntry("epr", last);
    assertThat(last.same()).isFalse();
    assertThat(comparison("two", 1, 0).same()).isTrue();
    assertThat(comparisons.removeBefore(at(2))).isEqualTo(2);
    assertThat(comparisons.newest()).containsOnlyKeys("epr");
  }

  private static ListComparison comparison(String feed, long minute, long missing) {
    return new ListComparison(
        feed, at(minute), DAY, DAY.plusDays(1), 10, 10 - missing, missing, 0, 0, 0, 0, 0, 0);
  }

  /** As SQLite's record was before migration 26. */
  final void undoWhatBringsPeopleTogether() {
    List.of(
            "DROP TRIGGER patient_key_is_shared",
            "DROP INDEX patient_key_shared",
            "ALTER TABLE patient_key DROP COLUMN shared",
            "DROP INDEX place_use_place")
        .forEach(store.writing()::execute);
  }

  @Test
  void whoWasKnownBeforePeopleCouldBeSoughtIsFoundToo() {
    for (int i = 0; i < 1_205; i++) {
      String id = "p" + i;
      keep(patientTold("epr", id, named(id, "Person\u00E9 Number" + i, null, "L" + i), 1));
    }
    keep(patientTold("epr", "p3", named("p3", "Renamed", null, "L3"), 2));
    long words = count("patient_word");
    store.writing().execute("DROP TABLE patient_word");
    // As before that migration, so those after it are undone too.
    List.of(
            "ALTER TABLE change_chain DROP COLUMN pruned",
            "ALTER TABLE change_chain DROP COLUMN anchor",
            "DROP TABLE legal_hold",
            "DROP TABLE dead_letter_person",
            "DROP INDEX dead_letter_state",
            "ALTER TABLE dead_letter DROP COLUMN way",
            "ALTER TABLE dead_letter DROP COLUMN tried",
            "ALTER TABLE dead_letter DROP COLUMN state",
            "ALTER TABLE dead_letter DROP COLUMN given_up_because",
            "ALTER TABLE dead_letter ADD COLUMN content_type TEXT",
            "DROP TABLE feed_tally",
            "DROP TABLE list_comparison",
            "DROP TABLE write_back",
            "DROP TABLE message_receipt",
            "DROP TABLE subscription",
            "DROP TABLE lease",
            "DROP TABLE node",
            "ALTER TABLE outbox DROP COLUMN taken_until",
            "ALTER TABLE outbox DROP COLUMN taken_by",
            "ALTER TABLE patient DROP COLUMN taken_until",
            "DELETE FROM setting WHERE name = 'schema.oldest'",
            "DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) >= 12")
        .forEach(store.writing()::execute);
    if (!store.postgresql()) {
      undoWhatBringsPeopleTogether();
    }
    store.close();

    store = openAgain();
    assertThat(count("patient_word")).isEqualTo((int) words);
    assertThat(found("number1204 persone", "", "", null)).hasSize(1);
    assertThat(found("", "", "l3", null)).isEqualTo(found("renamed", "", "", null)).hasSize(1);
    assertThat(found("number3 persone", "", "", null)).hasSize(10);
  }
}
