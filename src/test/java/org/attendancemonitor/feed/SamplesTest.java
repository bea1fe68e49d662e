package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.Withdrawn;
import org.junit.jupiter.api.Test;

/** Every message written by others ends as facts, or as a rejection its sender can act on. */
class SamplesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("samples.dir", "../shared/samples")).toAbsolutePath().normalize();

  private final FeedReader reader = new FeedReader(ShippedFeeds.settings());

  @Test
  void every_sample_reads_as_the_table_says() throws IOException {
    List<String> table = new ArrayList<>();
    for (Path file : samples()) {
      table.add(row(file));
    }
    Path actual = Path.of("target/samples-table.md");
    Files.createDirectories(actual.getParent());
    Files.write(actual, table);
    assertThat(table).as("as in %s", actual).containsExactlyElementsOf(expected());
  }

  @Test
  void every_rejection_says_where_and_why_and_none_is_a_fault_of_ours() throws IOException {
    for (Path file : samples()) {
      for (Message message : messages(file)) {
        assertThat(message.entries()).as("%s", file).isNotEmpty();
        for (Entry entry : message.entries()) {
          if (entry.reading() instanceof Rejected rejected) {
            assertThat(rejected.reason().word).as("%s", file).isNotEqualTo("failed");
            assertThat(rejected.position()).as("%s", file).isNotBlank();
            assertThat(rejected.text()).as("%s", file).hasSizeGreaterThan(20);
          }
        }
      }
    }
  }

  @Test
  void every_notice_has_a_key_and_a_person_unless_it_is_about_a_place() throws IOException {
    for (Path file : samples()) {
      for (Message message : messages(file)) {
        for (Notice notice : notices(message)) {
          assertThat(notice.key()).as("%s", file).isNotNull();
          boolean impersonal =
              switch (notice.fact().kind()) {
                case PLACE, RESPONSE -> true;
                default -> notice.fact() instanceof Withdrawn;
              };
          assertThat(impersonal || notice.patient() != null)
              .as("%s %s", file, notice.key())
              .isTrue();
        }
      }
    }
  }

  private static List<Path> samples() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      if ("true".equals(System.getProperty("CI", System.getenv("CI")))) {
        fail("no samples at " + FOLDER);
      }
      assumeTrue(false, "no samples at " + FOLDER + ": set samples.dir");
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("README"))
          .sorted()
          .toList();
    }
  }

  private List<Message> messages(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    List<String> texts =
        file.toString().endsWith(".ndjson")
            ? text.lines().filter(line -> !line.isBlank()).toList()
            : List.of(text);
    return texts.stream().map(one -> reader.read(one, "default")).toList();
  }

  private String row(Path file) throws IOException {
    Map<String, Integer> facts = new TreeMap<>();
    TreeSet<String> ignored = new TreeSet<>();
    List<String> rejected = new ArrayList<>();
    for (Message message : messages(file)) {
      for (Entry entry : message.entries()) {
        if (entry.reading() instanceof Accepted accepted) {
          accepted.notices().forEach(notice -> facts.merge(word(notice.fact()), 1, Integer::sum));
          ignored.addAll(accepted.ignored());
        } else if (entry.reading() instanceof Rejected no) {
          rejected.add(no.reason().word + " at " + no.position());
        }
      }
    }
    String counted =
        facts.entrySet().stream()
            .map(fact -> fact.getValue() + " " + fact.getKey())
            .collect(Collectors.joining(", "));
    String name = FOLDER.relativize(file).toString().replace('\\', '/');
    return "| %s | %s | %s | %s |"
        .formatted(name, counted, String.join(", ", ignored), String.join("; ", rejected));
  }

  private static String word(Fact fact) {
    String kind = fact.kind().name().toLowerCase(java.util.Locale.ROOT);
    if (fact instanceof Withdrawn) {
      return kind + " withdrawn";
    }
    if (fact instanceof AppointmentFact it) {
      return kind + " " + it.outcome().name().toLowerCase(java.util.Locale.ROOT);
    }
    if (fact instanceof ReferralFact it) {
      return kind
          + " "
          + it.status().name().toLowerCase(java.util.Locale.ROOT)
          + (it.endedForNonAttendance() ? " for non-attendance" : "");
    }
    if (fact instanceof EncounterFact it) {
      return kind + (it.seen() ? " seen" : "");
    }
    return kind;
  }

  private static List<Notice> notices(Message message) {
    return message.entries().stream()
        .map(Entry::reading)
        .filter(Accepted.class::isInstance)
        .flatMap(reading -> ((Accepted) reading).notices().stream())
        .toList();
  }

  private static List<String> expected() throws IOException {
    try (InputStream table = SamplesTest.class.getResourceAsStream("samples-table.md")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("| ") && !line.startsWith("| file "))
          .toList();
    }
  }
}
