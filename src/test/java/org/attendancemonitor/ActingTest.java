package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.ProducerTemplate;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Residence;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Acting;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer.Kind;
import org.attendancemonitor.policy.Attempt;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Dispatch;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.Deprivation;
import org.attendancemonitor.risk.RiskSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;

/**
 * What people do with tasks, through the whole way of an event. All of it happens at one and the
 * same moment of the clock: the order it was done in must be told all the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActingTest {
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Actor ANNA = new Actor("anna", Set.of("clinician"), "HCPC:PH1");
  private static final Actor BOB = new Actor("bob", Set.of("coordinator"), null);
  private static final String HURT = "E01000001";
  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  private final SetClock clock = new SetClock(NOW);
  private Path folder;
  private Monitor monitor;
  private int patients;
  private String p;

  /** The assessment with a rule that fails for one area while it is told to. */
  static class BrokenRule {
    @Bean
    Assessment assessment(Configuration configuration) {
      Deprivation real = configuration.deprivation();
      return new Assessment(
          configuration.settings(RiskSettings.class),
          new Deprivation() {
            @Override
            public OptionalInt decile(Residence where) {
              if (BROKEN.get() && where != null && HURT.equals(where.lsoa())) {
                throw new IllegalStateException("broken by a test");
              }
              return real.decile(where);
            }

            @Override
            public String edition() {
              return real.edition();
            }
          });
    }
  }

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    folder = data;
    System.setProperty("spring.main.sources", BrokenRule.class.getName());
    System.setProperty("spring.main.allow-bean-definition-overriding", "true");
    monitor = start("data", Map.of());
  }

  @AfterAll
  void stop() throws Exception {
    System.clearProperty("spring.main.sources");
    System.clearProperty("spring.main.allow-bean-definition-overriding");
    monitor.close();
  }

  @BeforeEach
  void nextPatient() {
    BROKEN.set(false);
    p = "p" + ++patients;
  }

  private Monitor start(String name, Map<String, String> overrides) throws Exception {
    return Monitor.start(
        WholeMonitor.configuration(folder.resolve(name), overrides),
        Monitor.Extent.RECORD_ONLY,
        Map.of(),
        clock);
  }

  @Test
  void aClaimGivesTheTaskAnOwnerAndItsHistoryAVersion() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");

    Verdict verdict = ask(monitor, act(task, Verb.CLAIM, ANNA));

    assertThat(verdict.clean()).isTrue();
    SupportTask claimed = read(monitor, task);
    assertThat(claimed.owner()).isEqualTo("anna");
    assertThat(claimed.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(claimed.version()).isEqualTo(task.version() + 1);
    assertThat(facts(p, ActionFact.class))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.key().text()).startsWith("monitor|Task/" + task.id() + "?action|");
              assertThat(kept.historic()).isFalse();
              assertThat(((ActionFact) kept.fact()).actor()).isEqualTo(ANNA);
            });
  }

  @Test
  void whoComesSecondInOneBatchIsToldWhoWasFirst() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");

    List<Verdict> verdicts =
        together(
            act(task, Verb.CLAIM, ANNA),
            act(task, Verb.CLAIM, BOB),
            new Act(
                task.id(),
                task.version(),
                Verb.HOLD,
                ANNA,
                null,
                null,
                NOW.plusSeconds(3600),
                Map.of(),
                null,
                null));

    assertThat(verdicts.get(0).clean()).isTrue();
    assertThat(verdicts.get(1).refusal().kind()).isEqualTo(Kind.CONFLICT);
    assertThat(verdicts.get(1).refusal().why().toString()).contains("anna has claimed it");
    assertThat(verdicts.get(2).refusal().kind())
        .as("the version that was looked at is gone, though not yet written")
        .isEqualTo(Kind.CONFLICT);
    assertThat(read(monitor, task).owner()).isEqualTo("anna");
    assertThat(facts(p, ActionFact.class)).hasSize(1);
  }

  @Test
  void theOrderIsToldThoughTheClockStandsStill() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");
    for (int i = 0; i < 4; i++) {
      assertThat(ask(monitor, act(task, Verb.CLAIM, ANNA)).clean()).isTrue();
      assertThat(ask(monitor, act(task, Verb.RELEASE, ANNA)).clean()).isTrue();
    }
    assertThat(ask(monitor, act(task, Verb.CLAIM, BOB)).clean()).isTrue();

    assertThat(read(monitor, task).owner()).isEqualTo("bob");
    assertThat(facts(p, ActionFact.class))
        .extracting(kept -> ((ActionFact) kept.fact()).at())
        .hasSize(9)
        .doesNotHaveDuplicates();
  }

  @Test
  void aTaskIsCompletedOnce() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");
    reached(task, List.of("R09"), List.of());
    Act complete = complete(task, "reason-known");

    List<Verdict> verdicts = together(complete, complete);

    assertThat(verdicts.get(0).clean()).as("%s", verdicts.get(0).refusal()).isTrue();
    assertThat(verdicts.get(1).refusal().kind()).isEqualTo(Kind.CONFLICT);
    assertThat(verdicts.get(1).refusal().why().toString())
        .contains("anna completed it as reason-known");
    assertThat(read(monitor, task).closeReason()).isEqualTo("reason-known");
  }

  @Test
  void aRuleThatFailsFailsOneActAndLosesNoNeighboursFacts() throws Exception {
    SupportTask hurt = missed(monitor, "hurt", HURT);
    SupportTask well = missed(monitor, "well", "E01000002");
    BROKEN.set(true);

    List<Verdict> verdicts = together(act(hurt, Verb.CLAIM, ANNA), act(well, Verb.CLAIM, ANNA));

    assertThat(verdicts.get(0).clean()).isFalse();
    assertThat(verdicts.get(0).refusal()).as("a fault of ours is no refusal").isNull();
    assertThat(facts("hurt", ActionFact.class)).isEmpty();
    assertThat(verdicts.get(1).clean()).isTrue();
    assertThat(read(monitor, well).owner()).isEqualTo("anna");

    BROKEN.set(false);
    assertThat(ask(monitor, act(hurt, Verb.CLAIM, ANNA)).clean()).isTrue();
  }

  @Test
  void whatIsRefusedIsNotKeptAndDisturbsNobody() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");
    Actor manager = new Actor("mia", Set.of("manager"), null);

    List<Verdict> verdicts =
        together(
            act(task, Verb.CLAIM, manager),
            complete(task, "plan-agreed"),
            act("no-such-task", Verb.CLAIM, ANNA),
            act(task, Verb.CLAIM, BOB));

    assertThat(verdicts.get(0).refusal().kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(verdicts.get(1).refusal().kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(verdicts.get(2).refusal().why())
        .extracting(why -> why.code())
        .containsExactly(Acting.UNKNOWN_TASK);
    assertThat(verdicts.get(3).clean()).isTrue();
    assertThat(facts(p, ActionFact.class)).hasSize(1);
  }

  @Test
  void aContactShowsItsStepDoneAndItsNeedsCountAtOnce() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");

    reached(task, List.of("R07"), List.of(new Code("http://snomed.info/sct", "315594003")));

    SupportTask after = read(monitor, task);
    assertThat(after.steps())
        .filteredOn(step -> step.code().equals("contact"))
        .singleElement()
        .satisfies(step -> assertThat(step.done()).isNotNull());
    ContactFact contact = (ContactFact) facts(p, ContactFact.class).get(0).fact();
    assertThat(contact.reasons()).containsExactly("R07");
    assertThat(contact.by()).isEqualTo("anna");
    assertThat(monitor.part(Flags.class).search(rows(p), true, 100, 0))
        .extracting(kept -> kept.flag().code())
        .contains("interpreter");
  }

  @Test
  void aNeedThatIsRecordedIsToldToOthersOnceItIsCommitted() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");
    reached(task, List.of(), List.of(new Code("http://snomed.info/sct", "315594003")));
    KeptFact need = facts(p, NeedFact.class).get(0);

    assertThat(outgoing().next())
        .filteredOn(it -> it.id().equals(CurrentFacts.id(need.patient(), need.key())))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.kind()).isEqualTo("flag");
              assertThat(letter.json()).contains("315594003", "\"active\"", "\"need\"");
            });
  }

  /** What the route would send, were the queues switched on. */
  private Outgoing outgoing() {
    Store store = monitor.part(Store.class);
    return new Outgoing(
        true,
        new Dispatch(store, "node", Clock.systemUTC()),
        new Tasks(store),
        new Flags(store),
        new CurrentFacts(store),
        new People(store),
        Map.of());
  }

  @Test
  void anAttemptOnAReferralNobodySentIsFoundAgain() throws Exception {
    SupportTask task = missed(monitor, p, "E01000002");
    assertThat(task.referral()).startsWith("implicit|");

    reached(task, List.of(), List.of());

    assertThat(((ContactFact) facts(p, ContactFact.class).get(0).fact()).about())
        .contains(new Key(task.referral()));
    assertThat(read(monitor, task).steps())
        .filteredOn(step -> step.code().equals("contact"))
        .allSatisfy(step -> assertThat(step.done()).isNotNull());
  }

  @Test
  void aRegisteredClinicianPlacesAWaitingPatientAndNobodyElseDoes() throws Exception {
    send(monitor, patient(p, "E01000002"));
    send(monitor, referral("r", p));
    Key key = Key.ofId("epr", "ServiceRequest", "r");
    long row = rows(p).iterator().next();

    Verdict allowed = ask(monitor, place(row, key, ANNA, "Pain is worse."));
    Verdict unregistered =
        ask(monitor, place(row, key, new Actor("cleo", Set.of("clinician"), null), "So."));
    Verdict silent = ask(monitor, place(row, key, ANNA, " "));
    Verdict unknown =
        ask(monitor, place(row, Key.ofId("epr", "ServiceRequest", "x"), ANNA, "Why."));

    assertThat(allowed.clean()).as("%s", allowed.refusal()).isTrue();
    assertThat(unregistered.refusal().kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(silent.refusal().kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(unknown.refusal().kind()).isEqualTo(Kind.UNUSABLE);
    assertThat(facts(p, PlacingFact.class))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(((PlacingFact) kept.fact()).urgency()).isEqualTo(Priority.URGENT);
              assertThat(((PlacingFact) kept.fact()).actor()).isEqualTo(ANNA);
            });
  }

  @Test
  void ofTwoWhoClaimAtOnceOnTwoNodesOneWins() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      Map<String, String> store =
          Map.of(
              "attendance.store.url",
              server.getJdbcUrl("postgres", "postgres"),
              "attendance.store.user",
              "postgres");
      try (Monitor one = start("one", store);
          Monitor two = start("two", store)) {
        for (int i = 0; i < 10; i++) {
          SupportTask task = missed(one, "node" + i, "E01000002");
          CompletableFuture<Verdict> anna = submit(one, act(task, Verb.CLAIM, ANNA));
          CompletableFuture<Verdict> bob = submit(two, act(task, Verb.CLAIM, BOB));
          Verdict annas = anna.get(30, TimeUnit.SECONDS);
          Verdict bobs = bob.get(30, TimeUnit.SECONDS);

          assertThat(List.of(annas.clean(), bobs.clean())).containsExactlyInAnyOrder(true, false);
          String winner = annas.clean() ? "anna" : "bob";
          Verdict loser = annas.clean() ? bobs : annas;
          assertThat(loser.refusal().kind()).isEqualTo(Kind.CONFLICT);
          assertThat(loser.refusal().why().toString()).contains(winner + " has claimed it");
          assertThat(read(two, task).owner()).isEqualTo(winner);
        }
      }
    }
  }

  private void reached(SupportTask task, List<String> reasons, List<Code> needs) throws Exception {
    Attempt attempt =
        new Attempt(
            Channel.PHONE,
            true,
            null,
            reasons,
            List.of(new Offered("S08", "accepted")),
            !needs.isEmpty(),
            needs);
    Verdict verdict =
        ask(
            monitor,
            new Act(
                task.id(), null, Verb.CONTACT, ANNA, null, null, null, Map.of(), null, attempt));
    assertThat(verdict.clean()).as("%s", verdict.refusal()).isTrue();
  }

  private static Act act(SupportTask task, Verb verb, Actor actor) {
    return act(task.id(), verb, actor);
  }

  private static Act act(String task, Verb verb, Actor actor) {
    return new Act(task, null, verb, actor, null, null, null, Map.of(), null, null);
  }

  private static Act complete(SupportTask task, String outcome) {
    return new Act(task.id(), null, Verb.COMPLETE, ANNA, outcome, null, null, Map.of(), null, null);
  }

  private static Asked place(long row, Key referral, Actor actor, String note) {
    return new Asked.Place(row, new PlacingFact(referral, Priority.URGENT, actor, NOW, note));
  }

  /** In one batch, in this order. */
  @SuppressWarnings("unchecked")
  private List<Verdict> together(Act... acts) throws Exception {
    List<Submission> submissions = new ArrayList<>();
    for (Act act : acts) {
      submissions.add(Submission.asked(new Asked.WithTask(act), NOW));
    }
    List<CompletableFuture<Verdict>> promises =
        monitor
            .part(ProducerTemplate.class)
            .requestBody("direct:feed-files", submissions, List.class);
    List<Verdict> verdicts = new ArrayList<>();
    for (CompletableFuture<Verdict> promise : promises) {
      verdicts.add(promise.get(30, TimeUnit.SECONDS));
    }
    return verdicts;
  }

  private static Verdict ask(Monitor monitor, Act act) throws Exception {
    return submit(monitor, act).get(30, TimeUnit.SECONDS);
  }

  private static Verdict ask(Monitor monitor, Asked asked) throws Exception {
    return monitor
        .part(RoutedIntake.class)
        .submit(Submission.asked(asked, NOW))
        .get(30, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Verdict> submit(Monitor monitor, Act act) throws Exception {
    return monitor.part(RoutedIntake.class).submit(Submission.asked(new Asked.WithTask(act), NOW));
  }

  private static SupportTask missed(Monitor monitor, String id, String area) throws Exception {
    send(monitor, patient(id, area));
    send(monitor, Fhir.appointment("a-" + id, id, "noshow", MISSED, MISSED.plusSeconds(3600)));
    Set<Long> rows =
        monitor.part(People.class).rowsOf(Key.ofId("epr", "Patient", id)).orElseThrow();
    return monitor.part(Tasks.class).search(TaskQuery.all(1000)).stream()
        .filter(task -> rows.contains(task.patient()))
        .findFirst()
        .orElseThrow();
  }

  private static void send(Monitor monitor, String json) throws Exception {
    Submission submission =
        Submission.of(
            monitor.part(FeedReader.class).read(json, "default"), "default", Intake.Lane.LIVE, NOW);
    Verdict verdict = monitor.part(RoutedIntake.class).submit(submission).get(30, TimeUnit.SECONDS);
    assertThat(verdict.clean()).isTrue();
  }

  private Set<Long> rows(String patient) {
    return monitor.part(People.class).rowsOf(Key.ofId("epr", "Patient", patient)).orElseThrow();
  }

  private List<KeptFact> facts(String patient, Class<?> type) {
    return monitor.part(Recall.class).of(rows(patient)).get(0).facts().stream()
        .filter(kept -> type.isInstance(kept.fact()))
        .toList();
  }

  private static SupportTask read(Monitor monitor, SupportTask task) {
    return monitor.part(Tasks.class).read(task.id()).orElseThrow();
  }

  private static String patient(String id, String area) {
    return """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "birthDate": "1980-05-04", "gender": "female",
         "telecom": [{"system": "phone", "value": "07700 900123"}],
         "address": [{"use": "home", "postalCode": "XX1 1AA",
          "extension": [{"url": "urn:lsoa", "valueString": "%s"}]}]}"""
        .formatted(id, area);
  }

  private static String referral(String id, String patient) {
    return """
        {"resourceType": "ServiceRequest", "id": "%s", "status": "active", "intent": "order",
         "meta": {"lastUpdated": "2026-10-01T09:00:00Z"}, "authoredOn": "2026-10-01",
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]},
         "subject": {"reference": "Patient/%s"}}"""
        .formatted(id, patient);
  }
}
