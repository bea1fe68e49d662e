package org.attendancemonitor.task;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.ShippedFeeds;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskMappingTest {
  private static final FhirContext FHIR = FhirContext.forR4();
  private static final Map<String, String> WORDS = Map.of("S03", "A reminder call by a person");
  private static final Subject SUBJECT = new Subject(17, new NhsNumber("9990000018", true));
  private static final Instant OPENED = Instant.parse("2026-03-02T09:30:00Z");
  private static final Instant DUE = Instant.parse("2026-03-04T17:00:00Z");

  private static final ContactFact ATTEMPT =
      new ContactFact(
          List.of(new Key("epr|Appointment/a1"), new Key("implicit|msk-physiotherapy")),
          false,
          Channel.PHONE,
          OPENED,
          List.of("R07", "R09"),
          List.of(new Offered("S08", "accepted"), new Offered("S14", "declined")),
          true,
          "amina.key");
  private static final KeptFact KEPT =
      new KeptFact(
          new Key("monitor|Communication/0d53"),
          17,
          Key.OURS,
          ATTEMPT,
          OPENED.plusSeconds(3),
          OPENED.plusSeconds(3),
          false,
          true);

  @Test
  void anOpenTaskIsTheExpectedResource() throws IOException {
    SupportTask task = task(TaskStatus.REQUESTED, TaskKind.SUPPORT_ATTENDANCE, null, null, false);

    assertThat(text(TaskMapping.toFhir(task, SUBJECT, WORDS))).isEqualTo(golden("open-task.json"));
  }

  @Test
  void aClaimedTaskWhoseRecordChangedSaysSo() throws IOException {
    SupportTask task =
        task(TaskStatus.COMPLETED, TaskKind.WAS_NOT_BROUGHT, "amina.key", "done", true);

    assertThat(text(TaskMapping.toFhir(task, SUBJECT, WORDS)))
        .isEqualTo(golden("closed-task.json"));
  }

  @Test
  void aTaskOnHoldSaysWhatBindsItAndWhyItIsThere() throws IOException {
    SupportTask task =
        task(TaskStatus.ON_HOLD, TaskKind.SUPPORT_PLAN, "amina.key", null, false)
            .draft()
            .cautions(List.of(new Reason("no-voicemail", "Leave no message on voicemail.")))
            .inputs(Map.of("misses", "2", "window", "12 months"))
            .escalation(List.of("team-lead", "service-manager"))
            .heldUntil(DUE.plusSeconds(3600))
            .build();

    assertThat(text(TaskMapping.toFhir(task, SUBJECT, WORDS))).isEqualTo(golden("held-task.json"));
  }

  @Test
  void aFlagIsTheExpectedResource() throws IOException {
    Flag flag =
        new Flag(
            "repeat-non-attendance",
            "high",
            List.of(new Reason("3-in-12-months", "Three missed appointments in 12 months.")),
            true,
            OPENED,
            2);

    assertThat(text(FlagMapping.toFhir(flag, "17-repeat-non-attendance", SUBJECT)))
        .isEqualTo(golden("flag.json"));
  }

  @Test
  void aNeedThatSomebodyRecordedIsTheExpectedResource() throws IOException {
    NeedFact need =
        new NeedFact(
            List.of(new Code("http://snomed.info/sct", "315594003")),
            List.of(),
            true,
            LocalDate.of(2026, 3, 2),
            null);

    assertThat(text(FlagMapping.toFhir(need, "17-00c0ffee00c0ffee", SUBJECT)))
        .isEqualTo(golden("need.json"));
  }

  @Test
  void anAttemptIsTheExpectedResource() throws IOException {
    assertThat(text(CommunicationMapping.toFhir(ATTEMPT, KEPT, "17-00c0ffee00c0ffef", SUBJECT)))
        .isEqualTo(golden("communication.json"));
  }

  /** Other monitors, and this one, read what is given out as what it was. */
  @Test
  void anAttemptIsReadAsItWasGivenOut() {
    Communication out = CommunicationMapping.toFhir(ATTEMPT, KEPT, "17-0", SUBJECT);

    Reading reading =
        new FeedReader(ShippedFeeds.settings())
            .read(parser().encodeResourceToString(out), "default")
            .entries()
            .get(0)
            .reading();

    ContactFact read = (ContactFact) ((Reading.Accepted) reading).notices().get(0).fact();
    assertThat(read).usingRecursiveComparison().ignoringFields("about", "by").isEqualTo(ATTEMPT);
    assertThat(read.about()).as("a referral that was never sent has no reference").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyChannelIsUnderstoodAsItIsGivenOut(Channel channel) {
    CodeableConcept concept = Channels.concept(channel);
    assertThat(Channels.of(concept.getText())).contains(channel);
    if (concept.hasCoding()) {
      assertThat(Channels.of(concept.getCodingFirstRep().getCode())).contains(channel);
    }
    assertThat(Channels.of("pigeon")).isEmpty();
  }

  @Test
  void aReferenceGivenOutLeadsBackToItsKey() {
    for (String key :
        List.of("epr|ServiceRequest/r1", "|ServiceRequest?https://trust.example/referral|R-77")) {
      Identifier identifier = KeyReference.of("ServiceRequest", key).getIdentifier();
      assertThat(
              KeyReference.key("ServiceRequest", identifier.getSystem(), identifier.getValue())
                  .text())
          .isEqualTo(key);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsAValidTask(TaskKind kind) {
    for (TaskStatus status : TaskStatus.values()) {
      Task out = TaskMapping.toFhir(task(status, kind, null, null, false), SUBJECT, WORDS);
      assertThat(out.getStatus().toCode()).isEqualTo(status.code());
      assertThat(out.getCode().getCodingFirstRep().getCode()).isEqualTo(kind.code());
      assertThat(out.getDescription()).doesNotContainIgnoringCase("discharge the patient");
      assertThat(text(out)).isEqualTo(text(parse(out)));
    }
  }

  @Test
  void anNhsNumberThatCannotBeTrustedIsNotGivenOut() {
    Subject doubtful = new Subject(17, new NhsNumber("9990000019", true));

    Task out =
        TaskMapping.toFhir(
            task(TaskStatus.REQUESTED, TaskKind.REMIND, null, null, false), doubtful, WORDS);

    assertThat(out.getFor().hasIdentifier()).isFalse();
  }

  @Test
  void ourIdsOfPeopleAreToldFromThoseOfSources() {
    assertThat(Subject.personOf(SUBJECT.id())).isEqualTo(17L);
    assertThat(Subject.personOf("17")).isNull();
    assertThat(Subject.personOf("am-x")).isNull();
  }

  private static SupportTask task(
      TaskStatus status, TaskKind kind, String owner, String closeReason, boolean changed) {
    return new SupportTask(
        "6f1c2b9e-0d53-4a0e-9a53-0c6fb33bcd11",
        17,
        "|ServiceRequest?https://trust.example/referral|R-77",
        "msk-physiotherapy",
        kind,
        status,
        Priority.URGENT,
        "T5",
        "2026-01",
        List.of(
            new Step("contact", DUE, closeReason == null ? null : DUE.minusSeconds(60)),
            new Step("re-offer", DUE.plusSeconds(86_400), null)),
        DUE,
        "key-worker",
        owner,
        List.of(
            new Reason("missed", "Missed an appointment on 2 March 2026."),
            new Reason("interpreter", "An interpreter is needed.")),
        List.of("S08", "S03"),
        List.of("epr|Appointment/a1", "|Appointment?https://trust.example/appointment|A-2"),
        OPENED,
        OPENED.plusSeconds(3),
        3,
        closeReason,
        changed,
        List.of(),
        Map.of(),
        List.of(),
        null);
  }

  private static Resource parse(Resource resource) {
    return (Resource) parser().parseResource(parser().encodeResourceToString(resource));
  }

  private static String text(Resource resource) {
    return parser().setPrettyPrint(true).encodeResourceToString(parse(resource)).strip();
  }

  private static IParser parser() {
    IParser parser = FHIR.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    return parser;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = TaskMappingTest.class.getResourceAsStream("/task/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
