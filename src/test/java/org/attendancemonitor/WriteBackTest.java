package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.attendancemonitor.EprFhirServer.Fault;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.record.WriteBackEntry;
import org.attendancemonitor.task.Systems;
import org.attendancemonitor.writeback.WriteBack;
import org.attendancemonitor.writeback.WriteBackParts;
import org.attendancemonitor.writeback.WriteBackTerms;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tasks and flags to an EPR's own FHIR server and back: the whole service, HAPI's RestfulServer as
 * the EPR, and rounds made one by one so that each fault strikes where it is meant to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteBackTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  private static final Duration LONG = Duration.ofMinutes(6);

  private static final String INTERPRETER =
      "{'name':'channel','valueCode':'phone'},{'name':'reached','valueBoolean':true},"
          + "{'name':'needsAsked','valueBoolean':true},"
          + "{'name':'need','valueCoding':{'system':'http://snomed.info/sct','code':'315594003'}}";

  private final SetClock clock = new SetClock(NOW);
  private WholeMonitor service;
  private Store store;
  private EprFhirServer epr;
  private WriteBack writeBack;
  private Path folder;
  private Instant now = NOW;
  private int patients;
  private String patient;

  @BeforeAll
  void start(@TempDir Path scratch) throws Exception {
    folder = scratch;
    service = WholeMonitor.start(scratch.resolve("data"), Map.of(), clock);
    service.user("amina", "clinician", "HCPC:PH10000");
    store = service.monitor().part(Store.class);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
  }

  /** Each test has an EPR and people of its own; what went before is settled. */
  @BeforeEach
  void another() throws Exception {
    // Nobody of an earlier test is looked at again: this EPR does not know them.
    service.tampering().update("UPDATE patient SET look_again_at = NULL");
    service.tampering().update("DELETE FROM write_back");
    service.tampering().update("DELETE FROM setting WHERE name LIKE 'write-back.%'");
    epr = new EprFhirServer(ScratchHome.freePort(), clock, folder.resolve("epr" + patients));
    epr.start();
    new WriteBackEntries(store).follow("epr");
    service.tampering().update("DELETE FROM write_back");
    restart();
    next();
  }

  @AfterEach
  void settle() throws Exception {
    epr.close();
  }

  private void next() {
    patient = "p" + ++patients;
    epr.patients.add(patient);
  }

  /** What write-back holds in memory is lost, as when the process ends. */
  private void restart() {
    writeBack = parts(null).under(terms());
  }

  private WriteBackParts parts(SystemToken token) {
    return new WriteBackParts(
        store,
        new Submitting(
            service.monitor().part("fileIntake", RoutedIntake.class), Duration.ofSeconds(20)),
        token,
        service.monitor().part(Policy.class).supportWords(),
        new Random(5),
        () -> false,
        clock);
  }

  private WriteBackTerms terms() {
    return new WriteBackTerms(
        URI.create(epr.base()),
        "epr",
        Set.of("task", "flag"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  /** One round, some time after the one before. */
  private void round(Duration later) {
    now = now.plus(later);
    clock.set(now);
    writeBack.round();
  }

  private void settled() {
    for (int i = 0; i < 4; i++) {
      round(LONG);
    }
  }

  @Test
  void aTaskAndItsFlagsAreWrittenOnceUnderOurIdentifier() {
    SupportTask task = missed("1980-05-04");
    act(task, "record-contact", INTERPRETER);

    round(LONG);
    settled();

    assertThat(epr.flags.all())
        .extracting(it -> it.getCode().getCodingFirstRep().getCode())
        .as("the need, and the flag it raises")
        .containsExactlyInAnyOrder("315594003", "interpreter");
    assertThat(epr.flags.all())
        .allSatisfy(
            it -> assertThat(it.getSubject().getReference()).isEqualTo("Patient/" + patient));
    Task there = there(task);
    assertThat(there.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(there.getFor().getReference()).isEqualTo("Patient/" + patient);
    assertThat(there.getCode().getCodingFirstRep().getCode()).isEqualTo("support-attendance");
    assertThat(epr.tasks.versions(there.getIdElement().getIdPart())).isEqualTo(1);
    assertThat(epr.asked).filteredOn(it -> it.startsWith("PUT /Task?identifier=")).hasSize(1);
    assertEqual();
  }

  @Test
  void aPersonsActHereIsWrittenOverTheVersionThatWasSeen() {
    SupportTask task = missed("1980-05-04");
    round(LONG);

    assertThat(act(task, "claim", "").statusCode()).isEqualTo(200);
    round(LONG);

    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(there(task).getOwner().getIdentifier().getValue()).isEqualTo("amina");
    assertThat(epr.asked).contains("PUT /Task/" + there(task).getIdElement().getIdPart() + " 200");
    assertEqual();
  }

  @Test
  void whatTheEprsPeopleDoIsJudgedHereAndWhatTheyWroteStays() {
    SupportTask task = missed("1980-05-04");
    round(LONG);

    change(
        task,
        it -> {
          it.setStatus(Task.TaskStatus.ACCEPTED);
          it.setOwner(new Reference("Practitioner/dr7").setDisplay("Dr Seven"));
          it.addNote().setText("I ring her tomorrow.");
        });
    round(LONG);

    SupportTask here = here(task);
    assertThat(here.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(here.owner()).isEqualTo("write-back:epr/dr7");
    assertThat(actionNotes(task)).contains("I ring her tomorrow.");
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(there(task).getOwner().getReference()).isEqualTo("Practitioner/dr7");
    assertThat(there(task).getNoteFirstRep().getText()).isEqualTo("I ring her tomorrow.");
    settled();
    assertThat(acts(task)).as("our own writing is nobody's act").isEqualTo(1);
    assertEqual();

    change(
        task,
        it -> {
          it.setStatus(Task.TaskStatus.REJECTED);
          it.setStatusReason(new CodeableConcept().setText("Not our patient any more"));
        });
    settled();
    assertThat(here(task).status()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(here(task).owner()).isNull();
    assertThat(actionNotes(task)).contains("Not our patient any more");
    assertEqual();
  }

  @Test
  void aCompletionThatTheGateDoesNotAllowIsToldBackAndCompletesNothing() {
    SupportTask task = missed("1980-05-04");
    round(LONG);

    change(task, it -> it.setStatus(Task.TaskStatus.COMPLETED));
    settled();
    assertThat(there(task).getStatusReason().getText()).contains("How it ended is missing");
    change(task, it -> ended(it, "declined-support"));
    settled();
    assertThat(there(task).getStatusReason().getText())
        .isEqualTo("Not taken over: It is not recorded that the person was reached and said so.");
    change(task, it -> it.setStatus(Task.TaskStatus.CANCELLED));
    settled();

    assertThat(here(task).status()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertEqual();
  }

  @Test
  void aCompletionThatTheGateAllowsCompletes() {
    SupportTask task = missed("1980-05-04");
    act(
        task,
        "record-contact",
        "{'name':'channel','valueCode':'phone'},{'name':'reached','valueBoolean':true},"
            + "{'name':'reason','valueCode':'R09'}");
    round(LONG);

    change(task, it -> ended(it, "reason-known"));
    settled();

    assertThat(here(task).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(here(task).closeReason()).isEqualTo("reason-known");
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertEqual();
  }

  @Test
  void nobodysRegistrationIsTakenOnTrust() {
    SupportTask child = missed("2018-05-04");
    assertThat(child.kind().code()).isEqualTo("was-not-brought");
    round(LONG);

    change(
        child,
        it -> {
          ended(it, "no-concern-recorded");
          it.setOwner(
              new Reference()
                  .setIdentifier(
                      new org.hl7.fhir.r4.model.Identifier()
                          .setSystem("https://fhir.hl7.org.uk/Id/hcpc-number")
                          .setValue("PH1")));
        });
    settled();

    assertThat(here(child).status()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(there(child).getStatusReason().getText()).contains("Only a clinician");
    assertThat(
            service
                .record()
                .queryForList("SELECT said FROM write_back WHERE id = ?", String.class, child.id()))
        .singleElement()
        .asString()
        .contains("Only a clinician");
    assertEqual();
  }

  @Test
  void whoeverWasFirstHereIsToldToWhoWasLaterThere() {
    SupportTask task = missed("1980-05-04");
    round(LONG);
    act(task, "claim", "");
    change(task, it -> ended(it, "reason-known"));

    settled();

    assertThat(here(task).status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(there(task).getStatusReason().getText()).contains("amina claimed it");
    assertEqual();
  }

  @Test
  void oneThatIsRefusedHoldsUpNobodyAndIsKeptWithItsReason() {
    SupportTask refused = missed("1980-05-04");
    epr.poison = refused.id();
    next();
    SupportTask other = missed("1981-05-04");

    settled();

    assertThat(there(other)).isNotNull();
    assertThat(epr.tasks.all()).hasSize(1);
    List<WriteBackEntry> troubled =
        new WriteBackEntries(store)
            .troubled(10).stream().filter(it -> it.id().equals(refused.id())).toList();
    assertThat(troubled).hasSize(1);
    assertThat(troubled.get(0).state()).isEqualTo(WriteBackEntry.State.REFUSED);
    assertThat(troubled.get(0).reason()).isEqualTo("status 422 (processing)");
    assertThat(epr.asked)
        .as("a refusal is for good")
        .filteredOn(it -> it.startsWith("PUT /Task?") && it.endsWith("422"))
        .hasSize(1);

    epr.poison = null;
    assertThat(new WriteBackEntries(store).callRefused()).isPositive();
    settled();
    assertEqual();
  }

  @Test
  void whileTheServerIsAwayItIsLeftAloneForLongerEachTime() throws Exception {
    epr.stop();
    SupportTask task = missed("1980-05-04");
    Marks marks = new Marks(store);

    round(LONG);
    assertThat(marks.get(WriteBack.AWAY).orElse("")).contains("no answer: ConnectException");
    epr.start();
    round(Duration.ofMillis(500));
    assertThat(epr.asked).as("not before the pause is over").isEmpty();
    round(Duration.ofSeconds(2));

    assertThat(there(task)).isNotNull();
    assertThat(marks.get(WriteBack.AWAY)).isEmpty();

    epr.faults.add(Fault.TOO_MANY);
    int before = epr.asked.size();
    round(LONG);
    assertThat(epr.asked).hasSize(before + 1);
    round(Duration.ofSeconds(89));
    assertThat(epr.asked).as("Retry-After is kept to").hasSize(before + 1);
    round(Duration.ofSeconds(2));
    assertThat(epr.asked.size()).isGreaterThan(before + 1);
    settled();
    assertEqual();
  }

  @Test
  void aTokenIsShownAndOneThatIsRefusedIsReplacedOnce() throws Exception {
    int port = ScratchHome.freePort();
    Path secret = folder.resolve("secret");
    Files.writeString(secret, OpenIdProvider.SYSTEM_SECRET);
    try (OpenIdProvider provider = OpenIdProvider.start(port, "http://127.0.0.1:1/back/site")) {
      var decoder =
          org.springframework.security.oauth2.jwt.NimbusJwtDecoder.withPublicKey(
                  provider.key().toRSAPublicKey())
              .build();
      Set<String> revoked = new java.util.HashSet<>();
      Set<String> shown = new java.util.LinkedHashSet<>();
      epr.goodToken =
          token -> {
            shown.add(token);
            return !revoked.contains(token)
                && decoder.decode(token).getSubject().equals(OpenIdProvider.SYSTEM);
          };
      writeBack =
          parts(
                  new SystemToken(
                      new SystemToken.Terms(
                          Optional.of(provider.issuer()),
                          Optional.empty(),
                          OpenIdProvider.SYSTEM,
                          secret,
                          List.of("attendance-feed")),
                      clock,
                      Duration.ofSeconds(5)))
              .under(terms());
      SupportTask task = missed("1980-05-04");
      round(LONG);
      assertThat(there(task)).isNotNull();
      assertThat(shown).hasSize(1);

      revoked.addAll(shown);
      act(task, "claim", "");
      round(Duration.ofSeconds(31));

      assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
      assertThat(shown).hasSize(2);
      assertThat(epr.asked).filteredOn(it -> it.endsWith(" 401")).hasSize(1);
    }
    assertEqual();
  }

  @Test
  void aTaskThatIsWithdrawnHereIsCancelledThereAndNeverDeleted() {
    SupportTask task = missed("1980-05-04");
    round(LONG);

    service.put(
        "Appointment",
        "a-" + patient,
        Fhir.appointment("a-" + patient, patient, "fulfilled", MISSED, MISSED.plusSeconds(7200)));
    settled();

    assertThat(here(task).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(there(task).getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("corrected");
    assertEqual();
  }

  @Test
  void afterAMergeItLiesOnTheRecordThatIsInUse() {
    SupportTask task = missed("1980-05-04");
    round(LONG);
    String former = patient;
    next();
    service.put("Patient", patient, patientJson(patient, "1980-05-04", ""));
    service.put(
        "Patient",
        former,
        patientJson(
            former,
            "1980-05-04",
            ",\"active\": false, \"link\": [{\"other\": {\"reference\": \"Patient/"
                + patient
                + "\"}, \"type\": \"replaced-by\"}]"));

    round(Duration.ofDays(1).plusHours(1));
    settled();

    assertThat(there(task).getFor().getReference()).isEqualTo("Patient/" + patient);
  }

  @Test
  void whomTheSourceDoesNotKnowIsNotWritten() {
    String other = "q" + patients;
    HttpResponse<String> taken =
        service.post("{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": []}");
    assertThat(taken.statusCode()).isLessThan(500);
    writeBack =
        parts(null)
            .under(
                new WriteBackTerms(
                    URI.create(epr.base()),
                    "community-epr",
                    Set.of("task", "flag"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2)));
    missed("1980-05-04");

    settled();

    assertThat(epr.tasks.all()).as(other).isEmpty();
    assertThat(new WriteBackEntries(store).counts())
        .containsOnlyKeys(WriteBackEntry.State.ELSEWHERE);
  }

  /** Events, people here and there, faults and restarts in any order: it ends equal, each once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverHappensItEndsEqual(long seed) throws Exception {
    Random random = new Random(seed);
    List<SupportTask> known = new ArrayList<>();
    boolean up = true;
    int accepted = 0;
    for (int step = 0; step < 120; step++) {
      SupportTask any = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
      switch (random.nextInt(any == null ? 1 : 12)) {
        case 0 -> {
          next();
          known.add(missed(random.nextInt(4) == 0 ? "2018-05-04" : "1980-05-04"));
        }
        case 1 -> act(any, random.nextBoolean() ? "claim" : "release", "");
        case 2 -> act(any, "record-contact", INTERPRETER);
        case 3 -> {
          String one = "p" + (patients - random.nextInt(known.size()));
          service.put(
              "Appointment",
              "a-" + one,
              Fhir.appointment("a-" + one, one, "fulfilled", MISSED, MISSED.plusSeconds(7200)));
        }
        case 4, 5 -> {
          if (there(any) != null) {
            Task.TaskStatus[] statuses = Task.TaskStatus.values();
            Task.TaskStatus status = statuses[random.nextInt(statuses.length - 1)];
            accepted += status == Task.TaskStatus.ACCEPTED ? 1 : 0;
            accepted += status == Task.TaskStatus.INPROGRESS ? 1 : 0;
            String note = "note " + step;
            change(any, it -> it.setStatus(status).addNote().setText(note));
          }
        }
        case 6, 7 -> epr.faults.add(Fault.values()[random.nextInt(Fault.SILENT.ordinal())]);
        case 8 -> {
          if (up) {
            epr.stop();
          } else {
            epr.start();
          }
          up = !up;
        }
        case 9 -> restart();
        default -> round(Duration.ofSeconds(random.nextInt(400)));
      }
    }
    if (!up) {
      epr.start();
    }
    epr.faults.clear();
    round(Duration.ofHours(2));
    new WriteBackEntries(store).callRefused();
    round(Duration.ofHours(2));

    assertEqual();
    assertThat(epr.tasks.all()).hasSameSizeAs(known);
    assertThat(
            epr.tasks.all().stream()
                .map(it -> it.getIdentifierFirstRep().getValue())
                .distinct()
                .count())
        .isEqualTo(known.size());
    long claims =
        known.stream()
            .flatMap(
                task ->
                    service
                        .record()
                        .queryForList(
                            "SELECT body FROM fact WHERE key_text LIKE ?",
                            String.class,
                            "%" + task.id() + "?action|%")
                        .stream())
            .filter(body -> body.contains("write-back:epr") && body.contains("CLAIM"))
            .count();
    assertThat(claims).as("nothing is taken up twice").isLessThanOrEqualTo(accepted);
    assertThat(new WriteBackEntries(store).counts()).containsOnlyKeys(WriteBackEntry.State.WRITTEN);
  }

  @Test
  void anAnswerThatIsLostOrLateIsNotWrittenTwice() {
    SupportTask task = missed("1980-05-04");
    // The read and the search answer, what is written does not.
    round(LONG);
    act(task, "claim", "");
    for (Fault fault : List.of(Fault.LOST_ANSWER, Fault.SILENT, Fault.BROKEN, Fault.RACE)) {
      epr.faults.add(fault);
      round(LONG);
      restart();
    }
    settled();

    assertEqual();
    assertThat(epr.tasks.all()).hasSize(1);
  }

  @Test
  void whoIsFasterThereIsNotWrittenOver() {
    SupportTask task = missed("1980-05-04");
    round(LONG);
    act(task, "claim", "");
    epr.afterRead = () -> change(task, it -> it.addNote().setText("Written meanwhile."));

    round(LONG);
    assertThat(epr.asked).filteredOn(it -> it.startsWith("PUT") && it.endsWith("412")).hasSize(1);
    settled();

    assertEqual();
    assertThat(there(task).getNoteFirstRep().getText()).isEqualTo("Written meanwhile.");
  }

  @Test
  void aLinkToAnotherServerIsNotFollowed() throws Exception {
    EprFhirServer other =
        new EprFhirServer(ScratchHome.freePort(), clock, folder.resolve("other" + patients));
    for (int i = 0; i < 5; i++) {
      missed("1980-05-04");
      next();
    }
    round(LONG);
    epr.stop();
    epr.otherAddress = other.base();
    epr.start();
    try (other) {
      other.start();

      settled();

      assertThat(other.asked).isEmpty();
      assertThat(new Marks(store).get(WriteBack.UNREADABLE))
          .contains("the next page lies on another server");
    }
    epr.stop();
    epr.otherAddress = null;
    epr.start();
    settled();
    assertThat(new Marks(store).get(WriteBack.UNREADABLE)).isEmpty();
    assertEqual();
  }

  @Test
  void ourOwnWritingWhoseAnswerWasLostIsNobodysStatement() {
    SupportTask task = missed("1980-05-04");
    round(LONG);
    act(task, "claim", "");
    epr.afterRead = () -> epr.faults.add(Fault.LOST_ANSWER);
    round(LONG);
    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);

    act(task, "release", "");
    settled();

    assertThat(there(task).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(there(task).hasStatusReason()).isFalse();
  }

  @Test
  void aTaskThatSomebodyDeletesThereIsWrittenAgainWhileItIsOpen() {
    SupportTask task = missed("1980-05-04");
    round(LONG);
    epr.tasks.delete(there(task).getIdElement().getIdPart());

    act(task, "claim", "");
    settled();

    assertEqual();
    assertThat(epr.tasks.all()).hasSize(1);
  }

  private static void ended(Task task, String outcome) {
    task.setStatus(Task.TaskStatus.COMPLETED);
    CodeableConcept how = new CodeableConcept();
    how.addCoding().setSystem(Systems.OUTCOME).setCode(outcome);
    task.setBusinessStatus(how);
  }

  /**
   * What stands there comes to equal what stands here, which the clock's rules may still change.
   */
  private void assertEqual() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              round(Duration.ofSeconds(40));
              compare();
            });
  }

  /** Each once, in the same state. */
  private void compare() {
    for (String row :
        service
            .record()
            .queryForList("SELECT id FROM write_back WHERE kind = 'task'", String.class)) {
      SupportTask here = new Tasks(store).read(row).orElseThrow();
      if (!mine(here.patient())) {
        continue;
      }
      Task there = there(here);
      assertThat(there).as("task of %s", here.status()).isNotNull();
      assertThat(there.getStatus().toCode()).isEqualTo(here.status().code());
      assertThat(version(there)).isEqualTo(here.version());
      assertThat(there.getPriority().toCode()).isEqualTo(here.priority().name().toLowerCase());
    }
    for (String row :
        service
            .record()
            .queryForList("SELECT id FROM write_back WHERE kind = 'flag'", String.class)) {
      if (!mine(Long.parseLong(row.substring(0, row.indexOf('-'))))) {
        continue;
      }
      List<Flag> there =
          epr.flags.all().stream()
              .filter(it -> it.getIdentifierFirstRep().getValue().equals(row))
              .toList();
      assertThat(there).as(row).hasSize(1);
      Integer active =
          service
              .record()
              .queryForObject(
                  "SELECT coalesce(max(active), 1) FROM flag WHERE CAST(patient AS TEXT) || '-' || code"
                      + " = ?",
                  Integer.class,
                  row);
      assertThat(there.get(0).getStatus().toCode()).isEqualTo(active == 1 ? "active" : "inactive");
    }
  }

  private boolean mine(long row) {
    return epr.patients.contains(
        service
            .record()
            .queryForObject("SELECT primary_key FROM patient WHERE id = ?", String.class, row)
            .replace("epr|Patient/", ""));
  }

  private static long version(Task task) {
    return task.getInput().stream()
        .filter(it -> it.getType().getCodingFirstRep().getCode().equals("version"))
        .map(it -> ((org.hl7.fhir.r4.model.PositiveIntType) it.getValue()).getValue())
        .findFirst()
        .orElseThrow();
  }

  private Task there(SupportTask task) {
    List<Task> found =
        epr.tasks.all().stream()
            .filter(
                it ->
                    it.getIdentifier().stream()
                        .anyMatch(
                            id ->
                                Systems.TASK.equals(id.getSystem())
                                    && task.id().equals(id.getValue())))
            .toList();
    assertThat(found).as("each once").hasSizeLessThan(2);
    return found.isEmpty() ? null : found.get(0);
  }

  private void change(SupportTask task, java.util.function.Consumer<Task> how) {
    epr.tasks.change(there(task).getIdElement().getIdPart(), how);
  }

  private SupportTask here(SupportTask task) {
    return new Tasks(store).read(task.id()).orElseThrow();
  }

  private List<String> actionNotes(SupportTask task) {
    return service
        .record()
        .queryForList(
            "SELECT body FROM fact WHERE patient = ? AND body LIKE '%note%'",
            String.class, task.patient())
        .stream()
        .map(body -> body.replaceAll("(?s).*\"note\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private int acts(SupportTask task) {
    return service
        .record()
        .queryForList(
            "SELECT id FROM fact WHERE patient = ? AND key_text LIKE ?",
            Long.class,
            task.patient(),
            "%" + task.id() + "?action|%")
        .size();
  }

  private HttpResponse<String> act(SupportTask task, String operation, String parameters) {
    return service.post(
        "amina",
        "/fhir/Task/" + task.id() + "/$" + operation,
        "{'resourceType':'Parameters','parameter':[%s]}".formatted(parameters).replace('\'', '"'));
  }

  /** The task that a missed appointment opens. */
  private SupportTask missed(String birthDate) {
    service.put("Patient", patient, patientJson(patient, birthDate, ""));
    String id = "a-" + patient;
    HttpResponse<String> taken =
        service.put(
            "Appointment",
            id,
            Fhir.appointment(id, patient, "noshow", MISSED, MISSED.plusSeconds(3600)));
    assertThat(taken.statusCode()).as(taken.body()).isLessThan(300);
    return service
        .record()
        .queryForList(
            "SELECT t.id FROM support_task t JOIN patient p ON p.id = t.patient WHERE"
                + " p.primary_key = ?",
            String.class,
            "epr|Patient/" + patient)
        .stream()
        .map(task -> new Tasks(store).read(task).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static String patientJson(String id, String birthDate, String more) {
    return """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "birthDate": "%s", "gender": "female",
         "telecom": [{"system": "phone", "value": "07700 900123"}],
         "address": [{"use": "home", "postalCode": "XX1 1AA",
          "extension": [{"url": "urn:lsoa", "valueString": "E01000002"}]}]%s}"""
        .formatted(id, birthDate, more);
  }
}
