package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.intake.Acting;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer;
import org.attendancemonitor.policy.ActAnswer.Kind;
import org.attendancemonitor.policy.Attempt;
import org.attendancemonitor.record.Store;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is asked over HTTP, as it reaches the intake, and what is told of its verdicts. */
@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TaskActsTest {
  private static final AtomicInteger RUN = new AtomicInteger();
  private static final Actor ANNA = new Actor("anna", Set.of("clinician"), "HCPC:PH1");

  @LocalServerPort private int port;
  @Autowired private Store store;
  @Autowired private TestIntake intake;
  private Caller anna;
  private StoredTasks stored;
  private String task;

  @BeforeEach
  void start() {
    intake.reset();
    intake.answer(done());
    anna = new Caller(port, "anna");
    stored = new StoredTasks(store, "acts" + RUN.incrementAndGet());
    task = stored.id("t");
    stored.keep(new Change.OpenTask(stored.task("t", 3, TaskStatus.REQUESTED)));
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        Arguments.of("$claim", "", act(Verb.CLAIM, null, null, null, Map.of(), null, null)),
        Arguments.of(
            "$release",
            "{'name':'note','valueString':'On leave.'}",
            act(Verb.RELEASE, null, null, null, Map.of(), "On leave.", null)),
        Arguments.of(
            "$hold",
            "{'name':'until','valueDate':'2026-10-20'},{'name':'reason','valueString':'Away.'}",
            act(
                Verb.HOLD,
                null,
                null,
                Instant.parse("2026-10-19T23:00:00Z"),
                Map.of(),
                "Away.",
                null)),
        Arguments.of(
            "$record-step",
            "{'name':'step','valueCode':'tell-referrer'}",
            act(Verb.STEP, null, "tell-referrer", null, Map.of(), null, null)),
        Arguments.of(
            "$record-evidence",
            evidence("delivered", "'valueBoolean':true")
                + ","
                + evidence("communicated-on", "'valueDate':'2026-09-01'"),
            act(
                Verb.RECORD,
                null,
                null,
                null,
                Map.of("delivered", "yes", "communicated-on", "2026-09-01"),
                null,
                null)),
        Arguments.of(
            "$complete",
            "{'name':'outcome','valueCoding':{'system':'urn:attendance-monitor:outcome',"
                + "'code':'plan-agreed'}},"
                + evidence("safe", "'valueString':'yes'"),
            act(Verb.COMPLETE, "plan-agreed", null, null, Map.of("safe", "yes"), null, null)),
        Arguments.of(
            "$record-contact",
            "{'name':'channel','valueCode':'PHONE'},{'name':'reached','valueBoolean':true},"
                + "{'name':'at','valueDateTime':'2026-10-06T10:00:00+01:00'},"
                + "{'name':'reason','valueCode':'R07'},{'name':'reason','valueCode':'R09'},"
                + "{'name':'support','part':[{'name':'code','valueCode':'S08'},"
                + "{'name':'result','valueCode':'accepted'}]},"
                + "{'name':'needsAsked','valueBoolean':true},"
                + "{'name':'need','valueCoding':{'system':'http://snomed.info/sct',"
                + "'code':'315594003'}}",
            act(
                Verb.CONTACT,
                null,
                null,
                null,
                Map.of(),
                null,
                new Attempt(
                    Channel.PHONE,
                    true,
                    Instant.parse("2026-10-06T09:00:00Z"),
                    List.of("R07", "R09"),
                    List.of(new Offered("S08", "accepted")),
                    true,
                    List.of(new Code("http://snomed.info/sct", "315594003"))))),
        Arguments.of(
            "$record-contact",
            "{'name':'channel','valueString':'letter'},{'name':'reached','valueBoolean':false}",
            act(
                Verb.CONTACT,
                null,
                null,
                null,
                Map.of(),
                null,
                new Attempt(Channel.LETTER, false, null, List.of(), List.of(), false, List.of()))));
  }

  @ParameterizedTest
  @MethodSource("acts")
  void anOperationAsksWhatItsParametersSay(String operation, String parameters, Act expected) {
    HttpResponse<String> response = ask(operation, parameters(parameters), "W/\"3\"");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(intake.submissions()).hasSize(1);
    assertThat(intake.submissions().get(0).lane()).isEqualTo(Intake.Lane.PEOPLE);
    assertThat(intake.submissions().get(0).asked())
        .isEqualTo(
            new Asked.WithTask(
                new Act(
                    task,
                    3L,
                    expected.verb(),
                    ANNA,
                    expected.outcome(),
                    expected.step(),
                    expected.until(),
                    expected.said(),
                    expected.note(),
                    expected.attempt())));
    assertThat(((Task) parse(response)).getIdPart()).isEqualTo(task);
    assertThat(response.headers().allValues("ETag")).containsExactly("W/\"3\"");
  }

  @Test
  void withoutIfMatchOrParametersTheTaskIsTakenAsItIs() {
    assertThat(ask("$claim", "", null).statusCode()).isEqualTo(200);
    assertThat(ask("$claim", parameters(""), "*").statusCode()).isEqualTo(200);
    assertThat(ask("$claim", parameters(""), "\"7\"").statusCode()).isEqualTo(200);

    assertThat(intake.submissions())
        .extracting(it -> ((Asked.WithTask) it.asked()).act().expectedVersion())
        .containsExactly(null, null, 7L);
  }

  @Test
  void whoMayNotIsToldWhyAndNotWithAFault() {
    intake.answer(refused(Kind.CONFLICT, "claimed", "bob has claimed it already."));
    HttpResponse<String> conflict = ask("$claim", parameters(""), null);
    intake.answer(refused(Kind.FORBIDDEN, "role", "Only a clinician works on this."));
    HttpResponse<String> forbidden = ask("$claim", parameters(""), null);
    intake.answer(
        new Verdict(
            List.of(),
            new ActAnswer.Refused(
                Kind.UNUSABLE,
                List.of(new Reason("a", "One is missing."), new Reason("b", "Two is missing.")))));
    HttpResponse<String> missing = ask("$complete", parameters(""), null);
    intake.answer(refused(Kind.UNUSABLE, Acting.UNKNOWN_TASK, "There is no such task."));
    HttpResponse<String> unknown = ask("$claim", parameters(""), null);

    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(texts(conflict)).containsExactly("bob has claimed it already.");
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(texts(missing)).containsExactly("One is missing.", "Two is missing.");
    assertThat(outcome(missing).getIssue())
        .extracting(it -> it.getDetails().getCodingFirstRep().getCode())
        .containsExactly("a", "b");
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @Test
  void aTaskThatIsNotThereIsNotFoundBeforeAnythingIsAsked() {
    HttpResponse<String> response = anna.post("/fhir/Task/none/$claim", parameters(""));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(intake.submissions()).isEmpty();
  }

  @Test
  void whatCannotBeDoneNowMayBeAskedAgain() {
    intake.answer(
        new Verdict(
            List.of(
                new EntryVerdict(
                    Result.REJECTED, "", null, null, RejectReason.FAILED, "a fault"))));
    HttpResponse<String> failed = ask("$claim", parameters(""), null);
    intake.full();
    HttpResponse<String> full = ask("$claim", parameters(""), null);
    intake.reset();
    intake.storeDown();
    HttpResponse<String> down = ask("$claim", parameters(""), null);
    intake.reset();
    intake.silent();
    HttpResponse<String> late = ask("$claim", parameters(""), null);

    for (HttpResponse<String> response : List.of(failed, full, down, late)) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
    assertThat(texts(late).get(0)).contains("it may have been done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "[]",
        "{}",
        "{'resourceType':'Task'}",
        "{'resourceType':'Parameters','parameter':{}}",
        "{'resourceType':'Parameters','parameters':[]}",
        "{'resourceType':'Parameters','parameter':[],'parameter':[]}",
        "{'resourceType':'Parameters'} {}"
      })
  void whatIsNoParametersIsRefused(String body) {
    HttpResponse<String> response = ask("$claim", body.replace('\'', '"'), null);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(intake.submissions()).isEmpty();
  }

  @Test
  void anIfMatchThatIsNoVersionIsRefused() {
    for (String header : List.of("3", "W/3", "W/\"three\"", "W/\"1\", W/\"2\"")) {
      assertThat(ask("$claim", parameters(""), header).statusCode()).as(header).isEqualTo(400);
    }
    assertThat(intake.submissions()).isEmpty();
  }

  static Stream<Arguments> faults() {
    String phone = "{'name':'channel','valueCode':'phone'},";
    String reached = "{'name':'reached','valueBoolean':true}";
    return Stream.of(
        Arguments.of("$claim", "{'name':'colour','valueCode':'red'}", 1),
        Arguments.of("$claim", "{}", 1),
        Arguments.of("$claim", "{'name':'note','valueString':'a','valueCode':'b'}", 1),
        Arguments.of("$claim", "{'name':'note','valueString':' '}", 1),
        Arguments.of("$claim", "{'name':'note','valueString':'a\\u0000b'}", 1),
        Arguments.of("$claim", "{'name':'note','valueString':'\\ud800'}", 1),
        Arguments.of("$claim", "{'name':'note','valueString':'" + "x".repeat(4001) + "'}", 1),
        Arguments.of(
            "$claim", "{'name':'note','valueString':'a'},{'name':'note','valueString':'b'}", 1),
        Arguments.of("$hold", "{'name':'until','valueDateTime':'tomorrow'}", 1),
        Arguments.of("$hold", "{'name':'until','valueDateTime':'2026-02-30T09:00:00Z'}", 1),
        Arguments.of("$hold", "{'name':'until','valueDateTime':'+999999999-01-01T00:00:00Z'}", 1),
        Arguments.of("$hold", "{'name':'until','valueString':'2026-10-20'}", 1),
        Arguments.of("$record-step", "", 1),
        Arguments.of("$record-evidence", "", 1),
        Arguments.of("$record-evidence", "{'name':'evidence','part':[]}", 2),
        Arguments.of(
            "$record-evidence",
            evidence("safe", "'valueString':'yes'") + "," + evidence("safe", "'valueString':'no'"),
            1),
        Arguments.of(
            "$complete",
            "{'name':'outcome','valueCoding':{'system':'urn:other','code':'plan-agreed'}}",
            1),
        Arguments.of("$record-contact", "", 2),
        Arguments.of("$record-contact", reached, 1),
        Arguments.of("$record-contact", "{'name':'channel','valueCode':'pigeon'}," + reached, 1),
        Arguments.of("$record-contact", phone + "{'name':'reached','valueString':'yes'}", 1),
        Arguments.of(
            "$record-contact", phone + reached + ",{'name':'reason','valueCode':'DNA'}", 1),
        Arguments.of(
            "$record-contact",
            phone
                + reached
                + ",{'name':'support','part':[{'name':'code','valueCode':'X1'},"
                + "{'name':'result','valueCode':'perhaps'},{'name':'size','valueCode':'L'}]}",
            3),
        Arguments.of(
            "$record-contact",
            phone + reached + ",{'name':'need','valueCoding':{'code':'315594003'}}",
            1));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everythingThatIsWrongIsToldAtOnceWithItsPlace(
      String operation, String parameters, int faults) {
    HttpResponse<String> response = ask(operation, parameters(parameters), null);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(outcome(response).getIssue()).as(response.body()).hasSize(faults);
    assertThat(outcome(response).getIssue())
        .allSatisfy(
            it -> assertThat(it.getExpression().get(0).getValue()).startsWith("Parameters.p"));
    assertThat(intake.submissions()).isEmpty();
  }

  @Test
  void readingChangesNothing() {
    for (String operation : List.of("$claim", "$complete", "$record-contact")) {
      assertThat(anna.get("/fhir/Task/" + task + "/" + operation).statusCode()).isEqualTo(405);
    }
    assertThat(intake.submissions()).isEmpty();
  }

  @Test
  void theWorklistIsRankedOverdueFirstThenByUrgencyThenByDue() {
    Instant now = Instant.now();
    stored.open("late-routine", "podiatry", Priority.ROUTINE, now.minusSeconds(60));
    stored.open("urgent-later", "podiatry", Priority.URGENT, now.plusSeconds(9_000));
    stored.open("urgent-soon", "podiatry", Priority.URGENT, now.plusSeconds(600));
    stored.open("asap-not-due", "podiatry", Priority.ASAP, now.plusSeconds(90_000));
    stored.keep(
        new Change.OpenTask(
            stored
                .task("closed", 1, TaskStatus.COMPLETED)
                .draft()
                .service("podiatry")
                .due(now.minusSeconds(60))
                .build()));

    List<String> ranked = worklist("?service=podiatry&_count=50");
    List<String> first = worklist("?service=podiatry&_count=2");
    List<String> next = worklist("?service=podiatry&_count=2&_offset=2");

    assertThat(ranked)
        .filteredOn(id -> id.startsWith(stored.id("")))
        .containsExactly(
            stored.id("late-routine"),
            stored.id("asap-not-due"),
            stored.id("urgent-soon"),
            stored.id("urgent-later"));
    assertThat(first).isEqualTo(ranked.subList(0, 2));
    assertThat(next).isEqualTo(ranked.subList(2, 4));
  }

  @Test
  void theWorklistNarrowsByServiceOwnerRoleAndKind() {
    assertThat(worklist("?service=msk&_count=50")).contains(task);
    assertThat(worklist("?service=msk,other&owner-role=key-worker&_count=50")).contains(task);
    assertThat(worklist("?kind=support-attendance,remind&_count=50")).contains(task);
    assertThat(worklist("?service=other")).isEmpty();
    assertThat(worklist("?owner-role=nobody")).isEmpty();
    assertThat(worklist("?kind=support-plan")).isEmpty();
    assertThat(worklist("?kind=nothing")).isEmpty();
    assertThat(anna.get("/fhir/Task/$worklist?services=msk").statusCode()).isEqualTo(400);
    assertThat(anna.get("/fhir/Task/$worklist?_count=many").statusCode()).isEqualTo(400);
    assertThat(anna.get("/fhir/Task/$worklist?_offset=-1").statusCode()).isEqualTo(400);
  }

  @Test
  void theWorklistLeadsToItsNextPage() {
    stored.open("a", "paging", Priority.URGENT, Instant.now());
    stored.open("b", "paging", Priority.URGENT, Instant.now());
    Bundle page = (Bundle) parse(anna.get("/fhir/Task/$worklist?service=paging&_count=1"));

    String next = page.getLink("next").getUrl();
    assertThat(next).contains("/fhir/Task/$worklist?");
    assertThat(worklist(next.substring(next.indexOf('?'))))
        .doesNotContain(page.getEntryFirstRep().getResource().getIdPart())
        .hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void aClinicianPlacesAReferralByItsSendersIdAndByItsIdentifier() {
    Key key = stored.referral("R-77");
    String body =
        "{'name':'urgency','valueCode':'urgent'},{'name':'note','valueString':'Pain is worse.'}";

    HttpResponse<String> byId =
        anna.post("/fhir/ServiceRequest/" + stored.id("r") + "/$place", parameters(body));
    HttpResponse<String> bySystem =
        anna.post(
            "/fhir/ServiceRequest/" + stored.id("r") + "/$place",
            parameters(body + ",{'name':'system','valueUri':'urn:attendance-monitor:source:epr'}"));

    assertThat(byId.statusCode()).as(byId.body()).isEqualTo(200);
    assertThat(bySystem.statusCode()).as(bySystem.body()).isEqualTo(200);
    assertThat(intake.submissions())
        .allSatisfy(
            it -> {
              Asked.Place place = (Asked.Place) it.asked();
              PlacingFact placing = place.placing();
              assertThat(place.patient()).isEqualTo(stored.row());
              assertThat(placing.referral()).isEqualTo(key);
              assertThat(placing.urgency()).isEqualTo(Priority.URGENT);
              assertThat(placing.note()).isEqualTo("Pain is worse.");
              assertThat(placing.actor()).isEqualTo(ANNA);
            })
        .hasSize(2);
  }

  @Test
  void aPlacingThatCannotBeIsRefused() {
    stored.referral("R-78");
    String address = "/fhir/ServiceRequest/" + stored.id("r") + "/$place";
    String urgent = "{'name':'urgency','valueCode':'urgent'}";

    assertThat(anna.post(address, parameters("")).statusCode()).isEqualTo(422);
    assertThat(anna.post(address, parameters("{'name':'urgency','valueCode':'soon'}")).statusCode())
        .isEqualTo(422);
    assertThat(anna.post("/fhir/ServiceRequest/none/$place", parameters(urgent)).statusCode())
        .isEqualTo(404);
    assertThat(
            anna.post(
                    address,
                    parameters(urgent + ",{'name':'system','valueUri':'https://other.example'}"))
                .statusCode())
        .isEqualTo(404);
    assertThat(intake.submissions()).isEmpty();
    intake.answer(refused(Kind.UNUSABLE, "note", "Say why."));
    assertThat(anna.post(address, parameters(urgent)).statusCode()).isEqualTo(422);
  }

  private HttpResponse<String> ask(String operation, String body, String ifMatch) {
    String[] headers = ifMatch == null ? new String[0] : new String[] {"If-Match", ifMatch};
    return anna.send(
        "POST",
        "/fhir/Task/" + task + "/" + operation,
        "application/fhir+json",
        BodyPublishers.ofString(body),
        headers);
  }

  private List<String> worklist(String query) {
    HttpResponse<String> response = anna.get("/fhir/Task/$worklist" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ((Bundle) parse(response))
        .getEntry().stream().map(it -> it.getResource().getIdPart()).toList();
  }

  private static Act act(
      Verb verb,
      String outcome,
      String step,
      Instant until,
      Map<String, String> said,
      String note,
      Attempt attempt) {
    return new Act("", null, verb, ANNA, outcome, step, until, said, note, attempt);
  }

  private static String evidence(String item, String value) {
    return "{'name':'evidence','part':[{'name':'item','valueString':'%s'},{'name':'value',%s}]}"
        .formatted(item, value);
  }

  private static String parameters(String list) {
    return "{'resourceType':'Parameters','parameter':[%s]}".formatted(list).replace('\'', '"');
  }

  private static Verdict done() {
    return new Verdict(List.of(new EntryVerdict(Result.ACCEPTED, "", null, 1L, null, null)));
  }

  private static Verdict refused(Kind kind, String code, String text) {
    return new Verdict(List.of(), new ActAnswer.Refused(kind, List.of(new Reason(code, text))));
  }

  private static List<String> texts(HttpResponse<String> response) {
    return outcome(response).getIssue().stream().map(it -> it.getDetails().getText()).toList();
  }

  private static OperationOutcome outcome(HttpResponse<String> response) {
    return (OperationOutcome) parse(response);
  }

  private static Resource parse(HttpResponse<String> response) {
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.body());
  }
}
