package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.record.DeadLetters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HL7 v2 over MLLP: answered after the commit, and never lost. */
class MllpTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-12T09:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static int port;
  private static int tlsPort;
  private static Certificates certificates;

  @BeforeAll
  static void start() throws Exception {
    port = ScratchHome.freePort();
    tlsPort = ScratchHome.freePort();
    certificates = Certificates.make(folder);
    Path config = Files.createDirectory(folder.resolve("config"));
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replace(
                "    expectedEvery: 3d\n",
                "    expectedEvery: 3d\n    mllp: {address: 127.0.0.1, port: " + port + "}\n")
            .replace(
                "    expectedEvery: 1d\n",
                "    expectedEvery: 1d\n    mllp: {address: 127.0.0.1, port: "
                    + tlsPort
                    + ", tls: "
                    + certificates.settings()
                    + "}\n"));
    monitor =
        WholeMonitor.start(
            Configuration.load(
                config,
                Map.of(),
                Map.of(
                    "attendance.data",
                    folder.resolve("data").toString(),
                    "attendance.broker.port",
                    Integer.toString(ScratchHome.freePort()))),
            Map.of(),
            CLOCK);
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static String message(String id, String event, String pid, String start) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|20261111091500||"
        + event
        + "|"
        + id
        + "|P|2.4\rSCH||F"
        + id
        + "^DIARY|||||||30|min|^^^"
        + start
        + "\r"
        + pid;
  }

  private static String pid(String number) {
    return "PID|1||" + number + "^^^RXX^PI||Fallow^Ivy||19500317|F\r";
  }

  private static String send(Socket socket, byte[] message) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x0b);
    frame.write(message);
    frame.write(0x1c);
    frame.write(0x0d);
    socket.getOutputStream().write(frame.toByteArray());
    return answer(socket);
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0x1c && b >= 0; b = in.read()) {
      if (b != 0x0b) {
        answer.write(b);
      }
    }
    return answer.size() == 0 || in.read() != 0x0d ? null : answer.toString(StandardCharsets.UTF_8);
  }

  private static String send(String message, Charset charset) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return send(socket, message.getBytes(charset));
    }
  }

  @Test
  void a_missed_appointment_is_acknowledged_when_its_task_is_there() throws IOException {
    String text = message("M1", "SIU^S26", pid("H1"), "202611110900");
    String answer = send(text, StandardCharsets.UTF_8);
    assertThat(answer)
        .startsWith("MSH|^~\\&|AM|RXX|PAS|RXX|20261112090000+0000||ACK^S26^ACK|")
        .contains("\rMSA|AA|M1\r");
    assertThat(monitor.record().queryForObject("SELECT count(*) FROM support_task", Long.class))
        .isPositive();
    // The repeat is known already.
    assertThat(send(text, StandardCharsets.UTF_8)).contains("\rMSA|AA|M1\r");
  }

  @Test
  void what_cannot_be_used_is_refused_at_its_field_and_kept() throws IOException {
    long before = dead();
    assertThat(send(message("M2", "SIU^S12", pid("H2"), "202613110900"), StandardCharsets.UTF_8))
        .contains("\rMSA|AE|M2|")
        .contains("\rERR||SCH^1^11^1^4|102^Data type error^HL70357|E||||SCH-11.4: ");
    assertThat(send(message("M3", "ORU^R01", pid("H2"), "202611110900"), StandardCharsets.UTF_8))
        .contains("\rMSA|AR|M3|");
    assertThat(dead()).isEqualTo(before + 2);
  }

  private static long dead() {
    return monitor.record().queryForObject("SELECT count(*) FROM dead_letter", Long.class);
  }

  @Test
  void many_connections_each_keep_their_order_and_lose_nothing() throws Exception {
    int senders = 8;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    List<Future<Integer>> sent = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      int sender = s;
      sent.add(
          pool.submit(
              () -> {
                int acknowledged = 0;
                try (Socket socket = new Socket("127.0.0.1", port)) {
                  for (int i = 0; i < each; i++) {
                    String id = "S" + sender + "N" + i;
                    String text = message(id, "SIU^S12", pid("P" + id), "202611200900");
                    String answer = send(socket, text.getBytes(StandardCharsets.UTF_8));
                    acknowledged += answer.contains("\rMSA|AA|" + id + "\r") ? 1 : 0;
                  }
                }
                return acknowledged;
              }));
    }
    long before = 0;
    for (Future<Integer> one : sent) {
      before += one.get();
    }
    pool.shutdown();
    assertThat(before).isEqualTo(senders * each);
    assertThat(
            monitor
                .record()
                .queryForObject(
                    "SELECT count(*) FROM patient_key WHERE key_text LIKE '%|PS_N%'"
                        + " OR key_text LIKE '%RXX.PS_N%'",
                    Long.class))
        .isGreaterThanOrEqualTo((long) senders * each);
  }

  @Test
  void a_message_is_read_in_the_character_set_it_states() throws IOException {
    String text =
        message("M5", "SIU^S12", pid("H5").replace("Fallow", "Fäll"), "202611200900")
            .replace("|P|2.4\r", "|P|2.4||||||8859/1\r");
    assertThat(send(text, StandardCharsets.ISO_8859_1)).contains("\rMSA|AA|M5");
    assertThat(names("H5")).containsExactly("Ivy Fäll");
  }

  @Test
  void bytes_on_the_queue_are_read_in_the_character_set_they_state_and_kept_as_they_came()
      throws Exception {
    String text =
        message("M51", "SIU^S12", pid("H51").replace("Fallow", "Fäll"), "202611200900")
            .replace("|P|2.4\r", "|P|2.4||||||8859/1\r");
    byte[] wrong =
        text.replace("202611200900", "202613200900").getBytes(StandardCharsets.ISO_8859_1);
    try (WholeMonitor.QueueSender sender = monitor.sender()) {
      sender.send(text.getBytes(StandardCharsets.ISO_8859_1));
      sender.send(wrong);
    }
    await().until(() -> letters().equals(List.of(ByteBuffer.wrap(wrong))));
    assertThat(names("H51")).containsExactly("Ivy Fäll");
  }

  private static List<ByteBuffer> letters() {
    DeadLetters letters = monitor.monitor().part(DeadLetters.class);
    return monitor
        .record()
        .queryForList("SELECT id FROM dead_letter WHERE way = 'queue_bytes'", Long.class)
        .stream()
        .map(id -> ByteBuffer.wrap(letters.original(id).orElseThrow()))
        .toList();
  }

  private static List<String> names(String number) {
    Long row =
        monitor
            .record()
            .queryForObject(
                "SELECT patient FROM patient_key WHERE key_text LIKE '%|Patient?%|" + number + "'",
                Long.class);
    return monitor.monitor().part(PersonView.class).of(Set.of(row)).orElseThrow().facts().stream()
        .map(KeptFact::fact)
        .filter(PatientFact.class::isInstance)
        .map(fact -> ((PatientFact) fact).name())
        .toList();
  }

  @Test
  void a_sender_that_never_ends_its_message_is_cut_off_and_others_are_served() throws IOException {
    byte[] flood = new byte[1_000_000];
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      for (int i = 0; i < 8; i++) {
        try {
          socket.getOutputStream().write(flood);
        } catch (IOException cut) {
          break;
        }
      }
      assertThat(ended(socket)).isTrue();
    }
    assertThat(send(message("M6", "SIU^S12", pid("H6"), "202611200900"), StandardCharsets.UTF_8))
        .contains("\rMSA|AA|M6\r");
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void the_client_of_the_field_is_understood_and_understands() throws Exception {
    try (HapiContext context = new DefaultHapiContext(new GenericModelClassFactory())) {
      context.setValidationContext(ValidationContextFactory.noValidation());
      Connection connection = context.newClient("127.0.0.1", port, false);
      Message sent =
          context.getPipeParser().parse(message("M7", "SIU^S12", pid("H7"), "202611200900"));
      Message answer = connection.getInitiator().sendAndReceive(sent);
      connection.close();
      assertThat(new Terser(answer).get("/.MSA-1")).isEqualTo("AA");
      assertThat(new Terser(answer).get("/.MSA-2")).isEqualTo("M7");
    }
  }

  @Test
  void over_tls_only_a_sender_with_a_certificate_is_let_in() throws Exception {
    SSLContext known = Certificates.context(certificates.sender());
    try (Socket socket = known.getSocketFactory().createSocket("127.0.0.1", tlsPort)) {
      assertThat(
              send(
                  socket,
                  message("M8", "SIU^S12", pid("H8"), "202611200900")
                      .getBytes(StandardCharsets.UTF_8)))
          .contains("\rMSA|AA|M8\r");
    }
    SSLContext unknown = Certificates.context(null);
    byte[] text =
        message("M9", "SIU^S12", pid("H9"), "202611200900").getBytes(StandardCharsets.UTF_8);
    assertThat(answered(unknown, text)).isFalse();
    assertThat(
            monitor
                .record()
                .queryForObject(
                    "SELECT count(*) FROM patient_key WHERE key_text LIKE '%|H9'", Long.class))
        .isZero();
  }

  private static boolean answered(SSLContext tls, byte[] text) {
    try (Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", tlsPort)) {
      return send(socket, text) != null;
    } catch (IOException refused) {
      return false;
    }
  }
}
