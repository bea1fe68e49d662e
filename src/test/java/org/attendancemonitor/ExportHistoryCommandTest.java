package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code export-history} beside the owner of a record, and alone. */
class ExportHistoryCommandTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);

  @TempDir Path folder;
  private Path data;
  private Path file;

  /** How a command ended, and what it wrote. */
  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void makeReleases() {
    System.setProperty("attendance.today", "2026-11-22");
    data = folder.resolve("data");
    file = folder.resolve("history.txt");
    try (Store store = Store.open(StoreSettings.embedded(), data)) {
      Releases releases = new Releases(store);
      releases.keep(release(MONDAY, 12, KeptCell.State.PUBLISHED));
      releases.keep(release(MONDAY.plusWeeks(1), 15, KeptCell.State.HIDDEN));
    }
  }

  @AfterEach
  void forget() {
    System.clearProperty("attendance.today");
    System.clearProperty("attendance.data");
  }

  /** A service with so many missed appointments, and a group of it. */
  private static KeptRelease release(LocalDate monday, long missed, KeptCell.State state) {
    Instant slot = monday.atStartOfDay(ZoneOffset.UTC).toInstant();
    OutcomeCounts counts = new OutcomeCounts(100, missed, 0, 0, 0, 0);
    return new KeptRelease(
        slot,
        slot.plusSeconds(90),
        monday.minusDays(1),
        false,
        "DNA / (attended + DNA)",
        List.of(
            cell("all", "all", counts, KeptCell.State.PUBLISHED),
            cell("sex", "female", counts, state)),
        List.of(KeptFigure.of("known_ratio", 0.97, "podiatry", "sex")));
  }

  /** A hidden one with what it hides: its state alone decides. */
  private static KeptCell cell(
      String dimension, String group, OutcomeCounts counts, KeptCell.State state) {
    return new KeptCell(
        new TallyKey("podiatry", dimension, group),
        "13w",
        state,
        counts.counts(),
        90,
        OutcomeCounts.NONE.counts(),
        OutcomeCounts.NONE.counts(),
        null,
        Map.of("dna", counts.dna()),
        null);
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("export-history"));
    all.addAll(List.of(arguments));
    if (!all.contains("--data")) {
      all.addAll(List.of("--data", data.toString()));
    }
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  private List<String> samples(String family) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.startsWith(family)).toList();
  }

  private static long seconds(String day) {
    return LocalDate.parse(day).toEpochDay() * 86_400;
  }

  @Test
  void besideTheOwnerItWritesOneSampleADay() throws Exception {
    try (DataFolder owned = DataFolder.own(data).orElseThrow();
        Store store = Store.open(StoreSettings.embedded(), owned.path())) {
      assertThat(DataFolder.isOwned(data)).isTrue();
      Ran ran = run("--from", "2026-11-14", "--to", "2026-11-17", file.toString());
      assertThat(ran.exit).as(ran.err).isZero();
      assertThat(ran.out).contains("2 releases, 2026-11-14 to 2026-11-17").contains(file + "");
      assertThat(store.trouble()).isEmpty();
    }
    String start = "attendance_appointments{service=\"podiatry\",dimension=";
    String end = ",window=\"13w\",outcome=\"dna\",job=\"attendance-monitor\"} ";
    String whole = start + "\"all\",group=\"all\"" + end;
    String women = start + "\"sex\",group=\"female\"" + end;
    assertThat(samples("attendance_appointments"))
        .containsExactly(
            whole + "12.0 " + seconds("2026-11-14"),
            whole + "12.0 " + seconds("2026-11-15"),
            whole + "15.0 " + seconds("2026-11-16"),
            whole + "15.0 " + seconds("2026-11-17"),
            women + "12.0 " + seconds("2026-11-14"),
            women + "12.0 " + seconds("2026-11-15"));
    assertThat(samples("attendance_known_ratio")).hasSize(4);
  }

  @Test
  void labelsAreThoseThatAreAskedFor() throws IOException {
    Ran ran =
        run(
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-16",
            "--label",
            "instance=127.0.0.1:8081",
            "--label",
            "job=trust",
            file.toString());
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(samples("attendance_release_timestamp_seconds"))
        .singleElement()
        .asString()
        .startsWith(
            "attendance_release_timestamp_seconds"
                + "{instance=\"127.0.0.1:8081\",job=\"trust\"} 1.79478729E9 "
                + seconds("2026-11-16"));
  }

  @Test
  void aloneItLeavesTheDataFolderAsItIs() throws IOException {
    Map<String, ByteBuffer> before = files();
    assertThat(run("--from", "2026-11-01", "--to", "2026-11-22", file.toString()).exit).isZero();
    assertThat(files()).isEqualTo(before);
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactlyInAnyOrder(data, file);
    }
  }

  private Map<String, ByteBuffer> files() throws IOException {
    Map<String, ByteBuffer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        files.put(one.toString(), ByteBuffer.wrap(Files.readAllBytes(one)));
      }
    }
    return files;
  }

  @Test
  void whatCannotBeIsRefusedInOneLineAndNothingIsWritten() {
    String out = file.toString();
    refused("--to: expected a day until today, found 2026-11-23", "2026-11-01", "2026-11-23", out);
    refused("--from: expected a day until 2026-11-01", "2026-11-02", "2026-11-01", out);
    refused("'--from'", "2026-13-02", "2026-11-01", out);
    refused("the first one is in force from 2026-11-09", "2026-11-01", "2026-11-08", out);
    refused("FILE: expected a file", "2026-11-01", "2026-11-22", folder.toString());
    refused("FILE: expected a file", "2026-11-01", "2026-11-22", folder + "/none/history.txt");
    for (String label : List.of("group=1", "__name__=x", "1a=b", "site=")) {
      Ran ran = run("--from", "2026-11-01", "--to", "2026-11-22", "--label", label, out);
      assertThat(ran.exit).as(label).isEqualTo(2);
      assertThat(ran.err.lines().findFirst()).get().asString().startsWith("--label: expected");
    }
    Ran none = run("--from", "2026-11-01", "--to", "2026-11-22", "--data", folder + "/other", out);
    assertThat(none.exit).isEqualTo(2);
    assertThat(none.err).contains("there is no record of this version");
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("other")).doesNotExist();
  }

  private void refused(String message, String from, String to, String out) {
    Ran ran = run("--from", from, "--to", to, out);
    assertThat(ran.exit).as(ran.err).isEqualTo(2);
    assertThat(ran.err.lines().findFirst()).get().asString().contains(message);
    assertThat(ran.out).isEmpty();
  }

  @Test
  void aRecordWithoutReleasesSaysSo() {
    Path empty = folder.resolve("empty");
    Store.open(StoreSettings.embedded(), empty).close();
    Ran ran =
        run("--from", "2026-11-01", "--to", "2026-11-22", "--data", empty + "", file.toString());
    assertThat(ran.exit).isEqualTo(2);
    assertThat(ran.err.lines()).singleElement().asString().contains("there are no releases yet");
  }

  @Test
  void helpTellsHowToLoadIt() {
    Ran ran = run("--help");
    assertThat(ran.exit).isZero();
    assertThat(ran.out)
        .contains("promtool tsdb create-blocks-from openmetrics --max-block-duration=744h")
        .contains("--from=DATE")
        .contains("--label=NAME=VALUE");
  }
}
