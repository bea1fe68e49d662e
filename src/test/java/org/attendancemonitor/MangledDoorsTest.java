package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedFile;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.feed.GoodMessages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mangled messages at the doors themselves: each sender is answered, never with a fault of ours,
 * and the next message is served. {@code -Dmangled.messages=N} sends more.
 */
class MangledDoorsTest {
  private static final int MESSAGES = Integer.getInteger("mangled.messages", 600);
  private static final long SEED = Long.getLong("mangled.seed", 20261126);

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static int mllp;

  private final Random random = new Random(SEED);
  private final Mangling mangling = new Mangling(SEED);

  @BeforeAll
  static void start() throws IOException {
    mllp = ScratchHome.freePort();
    Path config = ShippedConfig.withExtract(folder, folder.resolve("dropped"));
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replaceFirst(
                "    expectedEvery: 3d\n",
                "    expectedEvery: 3d\n    mllp: {address: 127.0.0.1, port: " + mllp + "}\n"));
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
            new SetClock(RandomMessages.END));
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  @Test
  void over_http_it_is_always_answered_as_the_senders_fault() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    int refused = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String good = one(GoodMessages.FHIR, random);
      String sent = mangling.of(good);
      JsonNode whole = mapper.readTree(good);
      String type = whole.path("resourceType").asText();
      HttpResponse<String> answer =
          type.equals("Bundle") || random.nextInt(20) == 0
              ? monitor.post(sent)
              : monitor.put(type, whole.path("id").asText(), sent);
      assertThat(answer.statusCode()).as(sent).isIn(200, 201, 400, 404, 409, 412, 413, 415, 422);
      assertThat(mapper.readTree(answer.body()).path("resourceType").asText()).isNotEmpty();
      refused += answer.statusCode() >= 400 ? 1 : 0;
    }
    assertThat(refused).isBetween(MESSAGES / 10, MESSAGES - MESSAGES / 10);
  }

  @Test
  void over_mllp_every_frame_is_answered_in_its_turn() throws Exception {
    int[] codes = new int[3];
    Socket socket = connect();
    try {
      for (int i = 0; i < MESSAGES; i++) {
        // In the mode in which every message is answered.
        String good = one(GoodMessages.HL7, random).replace("|AL|NE|", "|||");
        byte[] frame = frame(mangling.of(good));
        socket.getOutputStream().write(frame);
        for (int answers = messages(frame); answers > 0; answers--) {
          String answer = answer(socket);
          assertThat(answer).startsWith("MSH|").containsPattern("\rMSA\\|A[AER]\\|");
          codes["AER".indexOf(answer.charAt(answer.indexOf("MSA|A") + 5))]++;
        }
        if (random.nextInt(50) == 0) {
          // Cut off in the middle of a message.
          socket.getOutputStream().write(frame, 0, frame.length / 2);
          socket.close();
          socket = connect();
        }
      }
    } finally {
      socket.close();
    }
    assertThat(codes).as("AA, AE, AR").doesNotContain(0);
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", mllp);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static byte[] frame(String message) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x0b);
    frame.write(message.getBytes(StandardCharsets.UTF_8));
    frame.write(0x1c);
    frame.write(0x0d);
    return frame.toByteArray();
  }

  /** Messages in what was sent: noise may have ended one early and begun others. */
  private static int messages(byte[] sent) {
    int count = 0;
    boolean begun = false;
    for (int i = 0; i < sent.length; i++) {
      begun |= sent[i] == 0x0b;
      if (sent[i] == 0x1c && i + 1 < sent.length && sent[i + 1] == 0x0d) {
        count += begun ? 1 : 0;
        begun = false;
      }
    }
    return count;
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0x1c; b = in.read()) {
      assertThat(b).as("the connection stays").isNotNegative();
      if (b != 0x0b) {
        answer.write(b);
      }
    }
    assertThat(in.read()).isEqualTo(0x0d);
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Test
  void of_a_damaged_file_every_line_is_read_or_the_whole_is_refused() throws Exception {
    FeedReader reader = monitor.monitor().part(FeedReader.class);
    FeedFile.Form form = reader.form("pas-extract");
    int refused = 0;
    int files = Math.max(60, MESSAGES / 10);
    for (int i = 0; i < files; i++) {
      String kind = List.of("ndjson", "csv", "hl7").get(i % 3);
      byte[] bytes = damaged(content(kind));
      boolean compressed = random.nextInt(3) == 0;
      Path file = folder.resolve("f" + i + "." + kind + (compressed ? ".gz" : ""));
      Files.write(file, compressed ? damaged(gzip(bytes)) : bytes);
      long started = System.nanoTime();
      try (FeedFile messages = FeedFile.open(file, form, read -> {})) {
        int count = 0;
        for (FileMessage one = messages.next(); one != null; one = messages.next()) {
          count++;
          assertThat(reader.read(one.text(), "pas-extract").entries()).isNotEmpty();
        }
        if (!compressed && !kind.equals("hl7")) {
          assertThat(count).isEqualTo(lines(bytes, kind));
        }
      } catch (FileRefusedException whole) {
        assertThat(whole.getMessage()).isNotBlank();
        refused++;
      }
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
      Files.delete(file);
    }
    assertThat(refused).isBetween(1, files - 1);
  }

  private String content(String kind) throws IOException {
    if (kind.equals("csv")) {
      String page = Files.readString(Path.of("docs/connecting-files.md"));
      int from = page.indexOf("```csv\n") + 7;
      return page.substring(from, page.indexOf("```", from));
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(one(kind.equals("hl7") ? GoodMessages.HL7 : GoodMessages.FHIR, random));
    }
    return String.join("\n", all);
  }

  private byte[] damaged(String text) {
    return damaged(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] damaged(byte[] good) {
    byte[] bytes = good.clone();
    if (random.nextInt(3) == 0) {
      return bytes;
    }
    for (int change = random.nextInt(5); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  /** Lines that say something; the first of an extract names its columns. */
  private static long lines(byte[] bytes, String kind) {
    boolean extract = kind.equals("csv");
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .skip(extract ? 1 : 0)
        .filter(line -> !line.isBlank() && (extract || !line.startsWith("#")))
        .count();
  }
}
