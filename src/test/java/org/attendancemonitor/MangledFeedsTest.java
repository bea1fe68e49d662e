package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.Original;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.attendancemonitor.intake.WayIn;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Messages of every form as noise makes them, into a record: each is read or refused, soon, and the
 * books balance. What was sent is what is kept, known already, late, in conflict or refused; what
 * was refused is a dead letter; and nothing is in the record that was not accepted.
 *
 * <p>{@code -Dmangled.messages=1000000} goes on for longer, {@code -Dmangled.seed=N} otherwise.
 */
class MangledFeedsTest {
  private static final int MESSAGES = Integer.getInteger("mangled.messages", 12_000);
  private static final long SEED = Long.getLong("mangled.seed", 20261126);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final int IN_FLIGHT = 1_000;
  private static final String FHIR = "default";
  private static final String EXTRACT = "pas-extract";

  @TempDir private Path home;

  private final Random random = new Random(SEED);
  private final Mangling mangling = new Mangling(SEED);
  private final Map<Result, Long> books = new EnumMap<>(Result.class);
  private final Set<String> kept = new HashSet<>();
  private long entries;
  private long letters;
  private Duration longest = Duration.ZERO;

  private record Sent(Message message, CompletableFuture<Verdict> verdict) {}

  @Test
  void whatever_arrives_is_accounted_for() throws Exception {
    List<String> good = good();
    try (Monitor monitor = start()) {
      FeedReader reader = monitor.part(FeedReader.class);
      Deque<Sent> inFlight = new ArrayDeque<>();
      String before = good.get(0);
      for (int i = 0; i < MESSAGES; i++) {
        // Some come twice.
        String text =
            random.nextInt(20) == 0 ? before : mangling.of(good.get(random.nextInt(good.size())));
        before = text;
        String feed = text.startsWith("ATT") ? EXTRACT : FHIR;
        inFlight.add(send(monitor, reader, text, feed));
        if (inFlight.size() == IN_FLIGHT) {
          settle(inFlight.poll());
        }
      }
      while (!inFlight.isEmpty()) {
        settle(inFlight.poll());
      }
      assertBooks(new JdbcTemplate(monitor.part(Store.class).reader()));
    }
    System.out.printf(
        "mangled: %d messages, %d entries, %s, longest reading %d ms%n",
        MESSAGES, entries, books, longest.toMillis());
  }

  private void assertBooks(JdbcTemplate record) {
    assertThat(books.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(entries);
    // Of each kind some: else this tells nothing of it.
    assertThat(books.keySet()).containsExactlyInAnyOrder(Result.values());
    assertThat(record.queryForObject("SELECT count(*) FROM dead_letter", Long.class))
        .isEqualTo(letters);
    Set<String> found =
        new HashSet<>(record.queryForList("SELECT DISTINCT key_text FROM fact", String.class));
    assertThat(without(kept, found)).as("accepted, and lost").isEmpty();
    assertThat(without(found, kept)).as("not accepted, and kept").isEmpty();
    assertThat(longest).isLessThan(AT_MOST);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private Sent send(Monitor monitor, FeedReader reader, String text, String feed)
      throws InterruptedException {
    // Of the processor: how long it waits for one is the machine's affair.
    long started = THREADS.getCurrentThreadCpuTime();
    Message message = reader.read(text, feed);
    Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - started);
    longest = took.compareTo(longest) > 0 ? took : longest;
    assertThat(message.entries()).as(text).isNotEmpty();
    Original original =
        new Original(WayIn.QUEUE, () -> text.getBytes(StandardCharsets.UTF_8), null);
    boolean history = random.nextInt(3) == 0;
    return new Sent(
        message,
        monitor
            .part(RoutedIntake.class)
            .submitPatiently(
                new Submission(
                    message,
                    feed,
                    history ? Intake.Lane.HISTORY : Intake.Lane.LIVE,
                    RandomMessages.END,
                    history,
                    original,
                    Set.of())));
  }

  private void settle(Sent sent) throws Exception {
    Verdict verdict = sent.verdict().get(120, TimeUnit.SECONDS);
    List<Entry> read = sent.message().entries();
    assertThat(verdict.entries()).hasSameSizeAs(read);
    entries += read.size();
    boolean fell = false;
    int faults = 0;
    for (Verdict.EntryVerdict entry : verdict.entries()) {
      books.merge(entry.result(), 1L, Long::sum);
      fell |= sent.message().atomic() && entry.reason() != null;
      faults += entry.reason() == null ? 0 : 1;
      assertThat(entry.reason()).as(entry.text()).isNotEqualTo(RejectReason.FAILED);
      assertThat(entry.reason() == null || entry.text() != null && !entry.text().isBlank())
          .as("a refusal says why")
          .isTrue();
    }
    letters += fell ? 1 : faults;
    for (int i = 0; i < read.size() && !fell; i++) {
      if (verdict.entries().get(i).result() != Result.CONFLICT
          && read.get(i).reading() instanceof Accepted accepted) {
        accepted.notices().forEach(notice -> kept.add(notice.key().text()));
      }
    }
  }

  private Monitor start() throws IOException {
    return Monitor.start(
        Configuration.load(
            ShippedConfig.withExtract(home, home.resolve("dropped")),
            Map.of(),
            Map.of("attendance.data", home.resolve("data").toString())),
        Monitor.Extent.RECORD_ONLY,
        Map.of(),
        new SetClock(RandomMessages.END));
  }

  /** Messages of every form that belong together, and one of each kind that is read. */
  private static List<String> good() throws IOException {
    List<String> good = new ArrayList<>();
    new RandomMessages(SEED, "m-", 60).all().forEach(sent -> good.add(sent.json()));
    List<String> alone = List.copyOf(good);
    for (String type : List.of("transaction", "batch", "collection", "history", "searchset")) {
      for (int i = 0; i < 12; i++) {
        good.add(bundle(type, alone.subList(i * 5, i * 5 + 1 + i)));
      }
    }
    for (int i = 0; i < 20; i++) {
      good.addAll(org.attendancemonitor.feed.GoodMessages.FHIR);
      good.addAll(org.attendancemonitor.feed.GoodMessages.HL7);
    }
    String page = Files.readString(Path.of("docs/connecting-files.md"));
    int from = page.indexOf("```csv\n") + 7;
    List<String> lines = page.substring(from, page.indexOf("```", from)).lines().toList();
    for (int i = 1; i < 200; i++) {
      good.add(lines.get(0) + "\n" + lines.get(1 + i % (lines.size() - 1)));
    }
    return good;
  }

  private static String bundle(String type, List<String> resources) {
    StringBuilder entries = new StringBuilder();
    for (String resource : resources) {
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append("{\"resource\":")
          .append(resource)
          .append('}');
    }
    return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + entries + "]}";
  }
}
