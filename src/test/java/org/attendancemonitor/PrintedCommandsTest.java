package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages for senders: each command is run as it is printed, one after the other, and answers as
 * printed, but for ids and times.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrintedCommandsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T16:00:00Z"), ZoneOffset.UTC);
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
  private static final Pattern CHANGING =
      Pattern.compile(
          // Also the beginning of one, where a field is short.
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}(-[0-9a-f]+)*"
              + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?[^ \",|]*"
              + "|\\b\\d{14}[+-]\\d{4}\\b");

  private static final Pattern LOGGED =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[.*] (DEBUG|INFO|WARN) ");

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static Map<String, String> environment;

  /** A command and what it should answer; null where nothing is printed below it. */
  private record Printed(String command, String language, String answer) {}

  @BeforeAll
  static void start() throws IOException {
    int mllp = ScratchHome.freePort();
    int broker = ScratchHome.freePort();
    Configuration configuration =
        WholeMonitor.configuration(
            folder.resolve("data"), Map.of("attendance.broker.port", Integer.toString(broker)));
    monitor =
        WholeMonitor.start(
            configuration.with(configuration.settings(FeedSettings.class).listening(mllp)),
            Map.of(),
            CLOCK);
    Files.createSymbolicLink(folder.resolve("config"), Path.of("config").toAbsolutePath());
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Path launcher = folder.resolve("attendance-monitor");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec java -Dattendance.data=data -cp '"
            + classes
            + "' org.attendancemonitor.AttendanceMonitor \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    environment =
        Map.of(
            "MONITOR",
            "http://127.0.0.1:" + monitor.monitor().port(),
            "FEED",
            WholeMonitor.FEED + ":" + WholeMonitor.PASSWORD,
            "FEED_PASSWORD",
            WholeMonitor.PASSWORD,
            "BROKER",
            "127.0.0.1:" + broker,
            "JMS_JARS",
            classes,
            "MLLP_HOST",
            "127.0.0.1",
            "MLLP_PORT",
            Integer.toString(mllp));
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  @Test
  void over_http() throws Exception {
    long tasks = tasks();
    asPrinted("connecting-http.md");
    assertThat(tasks()).as("a missed appointment").isGreaterThan(tasks);
  }

  /** First: its page counts dead letters. */
  @Test
  @Order(1)
  void by_the_queue() throws Exception {
    long tasks = tasks();
    asPrinted("connecting-queue.md");
    await().atMost(Duration.ofSeconds(20)).until(() -> tasks() > tasks);
  }

  @Test
  void by_hl7_over_mllp() throws Exception {
    long tasks = tasks();
    asPrinted("connecting-hl7.md");
    assertThat(tasks()).as("a missed appointment").isGreaterThan(tasks);
  }

  private static long tasks() {
    return monitor.record().queryForObject("SELECT count(*) FROM support_task", Long.class);
  }

  private static void asPrinted(String page) throws Exception {
    List<Printed> printed = printed(Files.readString(Path.of("docs", page)));
    List<String> answers = run(printed);
    assertThat(printed).hasSizeGreaterThan(3);
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < printed.size(); i++) {
      Printed one = printed.get(i);
      String expected = one.answer() == null ? "" : plain(one.answer(), one.language());
      String answer = plain(answers.get(i), one.answer() == null ? "text" : one.language());
      all.assertThat(answer).as(one.command()).isEqualTo(expected);
    }
    all.assertAll();
  }

  private static List<Printed> printed(String page) {
    List<Printed> printed = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(page); block.find(); ) {
      String text = block.group(2);
      if (block.group(1).equals("sh")) {
        printed.add(new Printed(text, null, null));
      } else if (!block.group(1).equals("yaml")) {
        Printed last = printed.remove(printed.size() - 1);
        printed.add(new Printed(last.command(), block.group(1), text));
      }
    }
    return printed;
  }

  /** What each command answers, run in one shell. */
  private static List<String> run(List<Printed> printed) throws Exception {
    StringBuilder script = new StringBuilder("set -e\n");
    printed.forEach(one -> script.append(one.command()).append("\nprintf '\\n@@@\\n'\n"));
    Path file = Files.writeString(folder.resolve("page.sh"), script);
    ProcessBuilder shell =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("page.out").toFile());
    shell.environment().putAll(environment);
    Process process = shell.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = Files.readString(folder.resolve("page.out"), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(output).isZero();
    List<String> answers = new ArrayList<>();
    for (String answer : output.split("\n@@@\n")) {
      answers.add(answer.strip());
    }
    return answers;
  }

  /** Without ids and times; JSON however it is broken into lines. */
  private static String plain(String answer, String language) {
    String settled = CHANGING.matcher(answer.strip()).replaceAll("...");
    if (language.equals("json")) {
      try {
        return new ObjectMapper().readTree(settled).toPrettyString();
      } catch (JsonProcessingException other) {
        return settled;
      }
    }
    return settled
        .lines()
        // A client of the classpath of the tests finds a log there to write to, sometimes in time.
        .filter(line -> !LOGGED.matcher(line).lookingAt())
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"));
  }
}
