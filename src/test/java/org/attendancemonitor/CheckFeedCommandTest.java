package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.attendancemonitor.doctor.Rule;
import org.attendancemonitor.simulation.FaultRates;
import org.attendancemonitor.simulation.Faults;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.Simulation;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code check-feed} as a sender runs it, with the configuration as shipped. */
class CheckFeedCommandTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("samples.dir", "../shared/samples")).toAbsolutePath().normalize();

  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"gender\":\"female\"}";

  private static final String SIU =
      """
      MSH|^~\\&|PAS|RX1|AM|RX1|2026061009000%d||SIU^S12^SIU_S12|m%d|P|2.4
      SCH||a%d^PAS|||||||||^^^202606200900^202606200930
      PID|||p%d^^^PAS^MR||Test^Patient
      """;

  @TempDir Path folder;

  private OperationOutcome outcome;

  private int check(Path... paths) throws IOException {
    Path report = Files.createTempFile(folder.getParent(), "report", ".json");
    String[] args = new String[paths.length + 5];
    args[0] = "check-feed";
    for (int i = 0; i < paths.length; i++) {
      args[i + 1] = paths[i].toString();
    }
    System.arraycopy(
        new String[] {"--format", "json", "--out", report.toString()},
        0,
        args,
        paths.length + 1,
        4);
    int exit = AttendanceMonitor.run(args);
    String text = Files.readString(report);
    outcome =
        text.isEmpty()
            ? null
            : FhirContext.forR4Cached().newJsonParser().parseResource(OperationOutcome.class, text);
    Files.delete(report);
    return exit;
  }

  private String figure(String code) {
    return outcome.getExtensionsByUrl("urn:attendance-monitor:check-feed:figure").stream()
        .filter(one -> one.getExtensionString("code").equals(code))
        .map(one -> one.getExtensionByUrl("value").getValue().primitiveValue())
        .findFirst()
        .orElse("none");
  }

  private List<String> issues(String severity) {
    return outcome.getIssue().stream()
        .filter(issue -> issue.getSeverity().toCode().equals(severity))
        .flatMap(
            issue ->
                issue.getExpression().stream().map(place -> code(issue) + " " + place.getValue()))
        .sorted()
        .toList();
  }

  private static String code(OperationOutcomeIssueComponent issue) {
    return issue.getDetails().getCodingFirstRep().getCode();
  }

  @Test
  void every_kind_of_file_is_read_and_nothing_is_left_behind() throws IOException {
    Files.writeString(folder.resolve("README.md"), "not a message");
    Files.writeString(folder.resolve("one.json"), PATIENT.formatted(1));
    Files.writeString(
        folder.resolve("lines.ndjson"),
        PATIENT.formatted(2) + "\n\n# said\n" + PATIENT.formatted(3));
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.ndjson.gz")))) {
      packed.write(PATIENT.formatted(4).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(
        folder.resolve("several.hl7"),
        "FHS|^~\\&|PAS\nBHS|^~\\&|PAS\n"
            + SIU.formatted(1, 1, 1, 5)
            + SIU.formatted(2, 2, 2, 6)
            + "BTS|2\nFTS|1\n");
    assertThat(check(folder)).isZero();
    assertThat(figure("files")).isEqualTo("4");
    assertThat(figure("messages")).isEqualTo("6");
    assertThat(figure("patients")).isEqualTo("6");
    assertThat(figure("appointments")).isEqualTo("2");
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void a_fault_exits_with_1_and_names_the_message_line_and_field() throws IOException {
    Path file = folder.resolve("several.hl7");
    Files.writeString(
        file, SIU.formatted(1, 1, 1, 5) + SIU.formatted(2, 2, 2, 6).replace("200900^", "321300^"));
    assertThat(check(file)).isEqualTo(1);
    assertThat(issues("error"))
        .containsExactly("impossible " + file + ": message 2 (line 4), SCH-11.4");
  }

  @Test
  void what_cannot_be_run_exits_with_2() throws IOException {
    assertThat(check(folder.resolve("gone.json"))).isEqualTo(2);
    Files.writeString(folder.resolve("one.json"), PATIENT.formatted(1));
    assertThat(AttendanceMonitor.run("check-feed", folder.toString(), "--feed", "nobody"))
        .isEqualTo(2);
    assertThat(AttendanceMonitor.run("check-feed", folder.toString(), "--format", "pdf"))
        .isEqualTo(2);
    Files.writeString(folder.resolve("broken.json.gz"), "not packed");
    assertThat(check(folder)).isEqualTo(2);
  }

  @Test
  void what_a_made_up_feed_was_spoilt_with_is_found_to_the_last_one() throws IOException {
    Path feed = folder.resolve("feed.ndjson");
    StringWriter told = new StringWriter();
    int exit =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(told))
            .execute(
                "--patients=600",
                "--days=120",
                "--seed=3",
                "--faults",
                "--end=2026-06-01",
                "--out=" + feed);
    assertThat(exit).isZero();
    assertThat(check(feed)).isEqualTo(1);
    Map<String, String> kinds =
        Map.of(
            "UNPARSABLE", "unparsable",
            "WRONG_VERSION", "wrong-version",
            "MISSING_PATIENT", "no-patient",
            "IMPOSSIBLE_DATE", "impossible",
            "DUPLICATE", "repeated");
    Matcher fault = Pattern.compile("with (\\d+) of fault (\\w+)").matcher(told.toString());
    Map<String, String> injected = new TreeMap<>();
    while (fault.find()) {
      if (kinds.containsKey(fault.group(2))) {
        injected.put(kinds.get(fault.group(2)), fault.group(1));
      }
    }
    Map<String, String> found = new TreeMap<>();
    for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
      if (kinds.containsValue(code(issue))) {
        found.put(
            code(issue),
            issue
                .getExtensionByUrl("urn:attendance-monitor:check-feed:count")
                .getValue()
                .primitiveValue());
      }
    }
    assertThat(injected).hasSizeGreaterThanOrEqualTo(3);
    assertThat(found).isEqualTo(injected);
    assertThat(outcome.getIssue()).anyMatch(issue -> code(issue).equals("no-zone"));
  }

  @Test
  void a_code_of_the_senders_own_comes_with_a_line_to_paste() throws IOException {
    Path feed = folder.resolve("own.ndjson");
    LocalDate end = LocalDate.of(2026, 6, 1);
    Trust trust = new Trust(TrustPlan.of(300, 120, end, 3, Lsoa.read(LoadedTrust.AREAS)));
    FaultRates rates = new FaultRates(0, 0, 0, 0, 0, 0, 0, 0.5);
    new Simulation(trust, new Faults(rates, 3, trust.plan().historyEnd())).writeTo(feed);
    assertThat(check(feed)).isZero();
    String sent = Files.readString(feed);
    for (String kind : List.of("outcome", "cancellation-reason")) {
      int times = sent.split("urn:local:" + kind + "\"", -1).length - 1;
      String line = "\"urn:local:" + kind + "|XQ7\": not_recorded   # " + times + " times\n";
      assertThat(times).isPositive();
      assertThat(pasted()).as(line).anyMatch(yaml -> yaml.contains(line));
    }
    assertThat(pasted()).anyMatch(yaml -> yaml.contains("- \"urn:local:service|XQ7\""));
  }

  private List<String> pasted() {
    return outcome.getExtensionsByUrl("urn:attendance-monitor:check-feed:paste").stream()
        .map(paste -> ((StringType) paste.getExtensionByUrl("yaml").getValue()).getValue())
        .toList();
  }

  @Test
  void the_page_for_senders_names_every_rule() throws IOException {
    String page = Files.readString(Path.of("docs/connecting.md"));
    for (Rule rule : Rule.values()) {
      assertThat(page).contains("`" + rule.word() + "`");
    }
  }

  @Test
  void every_sample_that_is_rejected_says_where_and_what_to_change() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      if ("true".equals(System.getProperty("CI", System.getenv("CI")))) {
        fail("no samples at " + SAMPLES);
      }
      assumeTrue(false, "no samples at " + SAMPLES + ": set samples.dir");
    }
    assertThat(check(SAMPLES)).isEqualTo(1);
    assertThat(issues("error"))
        .containsExactlyInAnyOrderElementsOf(
            """
            no-patient bars-api/appointment-PUT-body.json: Appointment.participant.actor.reference
            no-patient bars-api/appointment-search-GET-success.json: Bundle.entry[0].resource.participant.actor.reference
            no-patient bars-api/appointment-search-GET-success.json: Bundle.entry[1].resource.participant.actor.reference
            no-patient bars-api/service-request-PUT-body.json: ServiceRequest.subject.reference
            no-patient bars-ig/FLA02-Flag-Reasonable-Adjustment.json: Flag.subject.reference
            no-patient bars-ig/FLA06-Safeguarding-Concern.json: Flag.subject.reference
            no-patient bars-ig/FLA08-Clinically-Vulnerable.json: Flag.subject.reference
            not-used bars-ig/Task-Community-Pharmacist-Consultation-Service-for-minor-illness-procedure.json: Task
            not-used hl7-fhir-r4-examples/AuditEvent-example-rest.json: AuditEvent
            not-used hl7-fhir-r4-examples/CommunicationRequest-example.json: CommunicationRequest
            not-used hl7-fhir-r4-examples/Task-example1.json: Task
            not-used hl7-fhir-r4-examples/Task-example3.json: Task
            not-used nhs-england-frameworks/CommunicationRequest-withQuestionCoding.json: CommunicationRequest
            not-used nhs-england-frameworks/Task-DPP-cancelled.json: Task
            not-used nhs-england-frameworks/Task-DPP-request.json: Task
            not-used nhs-england-frameworks/Task-referral-fulfillment.json: Task
            not-used nhs-england-programme-ig/NationalProxy-Task-ConsentVerification-Completed-Example.json: Task
            not-used nhs-england-programme-ig/NationalProxy-Task-ConsentVerification-Requested-Example.json: Task
            not-used nhs-england-programme-ig/PARS-AuditEvent-patient-flag-Example.json: AuditEvent
            not-used uk-core/UKCore-Task-Colonoscopy-Example.json: Task
            wrong-version ers-api/stu3-appointment-cancelled.json: Appointment.meta.profile
            wrong-version ers-api/stu3-worklist-returned-cancelled-dna.json: List.meta.profile"""
                .lines()
                .toList());
    assertThat(outcome.getIssue()).allMatch(issue -> issue.getDiagnostics().length() > 5);
    assertThat(figure("messages")).isEqualTo("82");
    assertThat(figure("messages-usable")).isEqualTo("61");
    assertThat(figure("referrals")).isEqualTo("8");
    assertThat(figure("appointments-missed")).isEqualTo("1");
    assertThat(figure("appointments-cancelled-by-patient")).isEqualTo("1");
    assertThat(outcome.getExtensionsByUrl("urn:attendance-monitor:check-feed:paste"))
        .anyMatch(
            paste ->
                ((StringType) paste.getExtensionByUrl("yaml").getValue())
                    .getValue()
                    .contains("\"urn:hl7v2:SCH-6|Add\": not_recorded"));
  }
}
