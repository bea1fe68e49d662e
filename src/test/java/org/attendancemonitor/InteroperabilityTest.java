package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BasicAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedSettings;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders nobody here wrote: their messages arrive, and a missed appointment opens its task. */
class InteroperabilityTest {
  /** The client of npm that is tried; its own dependencies follow from it. */
  private static final String NPM_CLIENT = "fhir-kit-client@2.0.3";

  private static final Instant NOW = Instant.parse("2026-11-20T16:00:00Z");
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static int mllp;
  private static int broker;

  @BeforeAll
  static void start() throws IOException {
    mllp = ScratchHome.freePort();
    broker = ScratchHome.freePort();
    Configuration configuration =
        WholeMonitor.configuration(
            folder.resolve("data"), Map.of("attendance.broker.port", Integer.toString(broker)));
    monitor =
        WholeMonitor.start(
            configuration.with(configuration.settings(FeedSettings.class).listening(mllp)),
            Map.of(),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static String missed(String name) {
    return Fhir.appointment("apt-" + name, "pat-" + name, "noshow", START, NOW.minusSeconds(60));
  }

  /** What a person's key leads to, as a clinician sees it. */
  private static long tasks(String patient) {
    return client(WholeMonitor.CLINICIAN)
        .search()
        .byUrl("Task?patient=Patient/" + patient)
        .returnBundle(Bundle.class)
        .execute()
        .getEntry()
        .size();
  }

  private static IGenericClient client(String user) {
    IGenericClient client =
        FhirContext.forR4Cached()
            .newRestfulGenericClient("http://127.0.0.1:" + monitor.monitor().port() + "/fhir");
    client.registerInterceptor(new BasicAuthInterceptor(user, WholeMonitor.PASSWORD));
    return client;
  }

  @Test
  void hapi_fhir_client() {
    IGenericClient feed = client(WholeMonitor.FEED);
    Appointment missed =
        FhirContext.forR4Cached().newJsonParser().parseResource(Appointment.class, missed("hapi"));
    assertThat(feed.update().resource(missed).execute().getId().getIdPart()).isEqualTo("apt-hapi");
    assertThat(tasks("pat-hapi")).isOne();

    Bundle both = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (String name : List.of("hapi-b", "hapi-c")) {
      Appointment one = missed.copy();
      one.setId("apt-" + name);
      one.getParticipantFirstRep().getActor().setReference("Patient/pat-" + name);
      both.addEntry()
          .setResource(one)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl("Appointment/apt-" + name);
    }
    Bundle answer = feed.transaction().withBundle(both).execute();
    assertThat(answer.getEntry()).extracting(entry -> entry.getResponse().getStatus()).hasSize(2);
    assertThat(tasks("pat-hapi-c")).isOne();

    missed.setId("apt-hapi-d");
    missed.getParticipant().clear();
    UnprocessableEntityException refused =
        catchThrowableOfType(
            UnprocessableEntityException.class, () -> feed.update().resource(missed).execute());
    OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Appointment.participant");
    Task task =
        (Task)
            client(WholeMonitor.CLINICIAN)
                .search()
                .byUrl("Task?patient=Patient/pat-hapi")
                .returnBundle(Bundle.class)
                .execute()
                .getEntryFirstRep()
                .getResource();
    assertThat(task.getCode().getCodingFirstRep().getCode()).isEqualTo("support-attendance");
  }

  @Test
  void hapi_hl7v2_client() throws Exception {
    String text =
        "MSH|^~\\&|PAS|RXX|AM|RXX|20261120150000||SIU^S26^SIU_S12|H1|P|2.4\r"
            + "SCH||F1^DIARY|||||||30|min|^^^20261120100000\r"
            + "PID|1||L1^^^RXX^PI||ZZTest-Hapi^One||19500317|F\r"
            + "AIS|1||722140001^Physiotherapy service^SCT\r";
    try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
      context.setValidationContext(ValidationContextFactory.noValidation());
      Connection connection = context.newClient("127.0.0.1", mllp, false);
      Message sent = context.getPipeParser().parse(text);
      Message answer = connection.getInitiator().sendAndReceive(sent);
      assertThat(new Terser(answer).get("/.MSA-1")).isEqualTo("AA");
      assertThat(new Terser(answer).get("/.MSA-2")).isEqualTo("H1");
      Message wrong =
          context.getPipeParser().parse(text.replace("20261120100000", "20261131100000"));
      Message fault = connection.getInitiator().sendAndReceive(wrong);
      assertThat(new Terser(fault).get("/.MSA-1")).isEqualTo("AE");
      assertThat(new Terser(fault).get("/.ERR-8")).startsWith("SCH-11.4");
      connection.close();
    }
    assertThat(
            monitor
                .record()
                .queryForObject(
                    "SELECT count(*) FROM support_task WHERE patient IN (SELECT patient FROM"
                        + " patient_key WHERE key_text LIKE '%Patient?%|L1')",
                    Long.class))
        .isOne();
  }

  @Test
  void qpid_jms_over_amqp() throws Exception {
    JmsConnectionFactory factory = new JmsConnectionFactory("amqp://127.0.0.1:" + broker);
    try (jakarta.jms.Connection connection =
        factory.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD)) {
      Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
      MessageProducer producer = session.createProducer(session.createQueue("attendance.events"));
      producer.send(session.createTextMessage(missed("qpid-text")));
      BytesMessage bytes = session.createBytesMessage();
      bytes.writeBytes(missed("qpid-bytes").getBytes(StandardCharsets.UTF_8));
      producer.send(bytes);
      session.commit();
      producer.send(session.createTextMessage(missed("qpid-never")));
      session.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tasks("pat-qpid-text") == 1 && tasks("pat-qpid-bytes") == 1);
    assertThat(tasks("pat-qpid-never")).isZero();
    assertThat(
            catchThrowableOfType(
                JMSException.class,
                () -> factory.createConnection(WholeMonitor.FEED, "wrong").start()))
        .isInstanceOf(JMSSecurityException.class);
  }

  @Test
  void fhir_client_of_npm() throws Exception {
    Path project = Files.createDirectory(folder.resolve("npm"));
    Files.writeString(project.resolve("package.json"), "{\"type\": \"module\", \"private\": true}");
    Ran installed =
        run(project, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", NPM_CLIENT);
    if (installed.exit() != 0) {
      abort("npm could not install " + NPM_CLIENT + ": " + installed.output());
    }
    Files.writeString(
        project.resolve("send.js"),
        """
        import { Client } from 'fhir-kit-client';
        const basic = Buffer.from(process.env.SIGN_IN).toString('base64');
        const client = new Client({
          baseUrl: process.env.BASE,
          customHeaders: { Authorization: 'Basic ' + basic },
        });
        const statement = await client.capabilityStatement();
        const missed = JSON.parse(process.env.MISSED);
        await client.update({ resourceType: 'Appointment', id: missed.id, body: missed });
        try {
          await client.update({
            resourceType: 'Appointment',
            id: 'apt-npm-2',
            body: { ...missed, id: 'apt-npm-2', participant: [] },
          });
        } catch (refused) {
          console.log(
            statement.fhirVersion,
            refused.response.status,
            refused.response.data.issue[0].expression[0],
          );
        }
        """);
    Ran sent = run(project, "node", "send.js");
    assertThat(sent.output().strip()).isEqualTo("4.0.1 422 Appointment.participant");
    assertThat(sent.exit()).isZero();
    assertThat(tasks("pat-npm")).isOne();
  }

  /** How a command ended; one that is not there has ended with 127. */
  private record Ran(int exit, String output) {}

  private static Ran run(Path project, String... command) throws Exception {
    Path output = Files.createTempFile(folder, "run", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "BASE", "http://127.0.0.1:" + monitor.monitor().port() + "/fhir",
                "SIGN_IN", WholeMonitor.FEED + ":" + WholeMonitor.PASSWORD,
                "MISSED", missed("npm")));
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return new Ran(127, missing.getMessage());
    }
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Ran(124, "not finished in time");
    }
    return new Ran(process.exitValue(), Files.readString(output));
  }
}
