package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.record.KeptCell;
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

/** {@code report} as it is called. */
class ReportCommandTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 9, 27);

  @TempDir Path folder;
  private Path data;
  private Path file;

  /** How a command ended, and what it wrote. */
  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void keep() {
    data = folder.resolve("data");
    file = folder.resolve("report.html");
    try (Store store = Store.open(StoreSettings.embedded(), data)) {
      new Releases(store)
          .keep(
              new KeptRelease(
                  Instant.parse("2026-09-27T23:00:00Z"),
                  Instant.parse("2026-09-27T23:01:00Z"),
                  SUNDAY,
                  false,
                  "DNA / (attended + DNA)",
                  List.of(cell("13w", 90, 10), cell("52w", 420, 30)),
                  List.of()));
    }
  }

  @AfterEach
  void forget() {
    System.clearProperty("attendance.data");
  }

  private static KeptCell cell(String window, long attended, long dna) {
    OutcomeCounts counts = new OutcomeCounts(attended, dna, 0, 0, 0, 0);
    double share = (double) dna / (attended + dna);
    return new KeptCell(
        new TallyKey("podiatry", "all", "all"),
        window,
        KeptCell.State.PUBLISHED,
        counts.counts(),
        attended,
        OutcomeCounts.NONE.counts(),
        OutcomeCounts.NONE.counts(),
        null,
        counts.byOutcome(),
        new KeptCell.Ratio(share, share / 2, share * 2));
  }

  private Ran run(String service, String period, Path to, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("report", "--data", data.toString(), "--service", service, "--period", period));
    all.add(to.toString());
    all.addAll(List.of(more));
    return run(all);
  }

  private static Ran run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  private Map<String, ByteBuffer> files() throws Exception {
    Map<String, ByteBuffer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        files.put(each.toString(), ByteBuffer.wrap(Files.readAllBytes(each)));
      }
    }
    return files;
  }

  @Test
  void itWritesThePageAndNothingElse() throws Exception {
    Map<String, ByteBuffer> before = files();
    Files.writeString(file, "an older page");
    Ran ran = run("podiatry", "2026-Q3", file);
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(ran.out.strip()).isEqualTo(file.toString());
    assertThat(Files.readString(file))
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("<h1>Podiatry</h1>", "100 appointments were due and 10.0% of them were missed");
    assertThat(files()).isEqualTo(before);
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactlyInAnyOrder(data, file);
    }
    assertThat(run("podiatry", "2026-09", file).exit).isZero();
  }

  @Test
  void besideTheOwnerOfTheRecordItReadsToo() {
    try (Store owner = Store.open(StoreSettings.embedded(), data)) {
      assertThat(new Releases(owner).latest()).isPresent();
      Ran ran = run("podiatry", "2026-Q3", file);
      assertThat(ran.exit).as(ran.err).isZero();
    }
    assertThat(file).exists();
  }

  @Test
  void anUnknownServiceIsToldWhichAreKnown() {
    Ran ran = run("chiropody", "2026-Q3", file);
    assertThat(ran.exit).isEqualTo(2);
    assertThat(ran.err)
        .contains("--service: expected one of ", "podiatry", "physiotherapy", "found chiropody");
    assertThat(file).doesNotExist();
  }

  @Test
  void aPeriodThatIsNoneOrHasNoReleaseIsSaid() {
    Ran wrong = run("podiatry", "2026-Q5", file);
    assertThat(wrong.exit).isEqualTo(2);
    assertThat(wrong.err)
        .contains("--period: expected a quarter of the calendar (2026-Q3: July to September)");
    Ran empty = run("podiatry", "2026-Q4", file);
    assertThat(empty.exit).isEqualTo(2);
    assertThat(empty.err.strip())
        .isEqualTo(
            "no release counts up to a day of 1 October to 31 December 2026; the only one counts up"
                + " to 27 September 2026");
    Ran unknown = run("dietetics", "2026-Q3", file);
    assertThat(unknown.exit).isEqualTo(2);
    assertThat(unknown.err).contains("knows no appointment of dietetics");
    assertThat(file).doesNotExist();
  }

  private Ran change(String... options) {
    List<String> all =
        new ArrayList<>(List.of("report", "--data", data.toString(), "--service", "podiatry"));
    all.addAll(List.of(options));
    all.add(file.toString());
    return run(all);
  }

  @Test
  void aChangeIsAskedAboutInsteadOfAPeriod() {
    assertThat(change("--change", "2026-01-26", "--compare-with", "dietetics").err.strip())
        .isEqualTo(
            "no release counts up to a day of the five weeks before 26 January 2026; the only one"
                + " counts up to 27 September 2026");
    assertThat(change("--change", "2026-01-26", "--period", "2026-Q3").err)
        .contains("expected --period or --change, found both");
    assertThat(change().err).contains("expected --period or --change, found none");
    assertThat(change("--period", "2026-Q3", "--compare-with", "dietetics").err)
        .contains("--compare-with: expected with --change");
    assertThat(change("--change", "2026-01-26", "--compare-with", "podiatry").err)
        .contains("--compare-with: expected another service, found podiatry");
    assertThat(change("--change", "2026-01-26", "--compare-with", "chiropody").err)
        .contains("--compare-with: expected one of ");
    assertThat(change("--change", "January").exit).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void whereItCannotWriteOrReadItSaysWhy() throws Exception {
    Path nowhere = folder.resolve("nowhere/report.html");
    Ran ran = run("podiatry", "2026-Q3", nowhere);
    assertThat(ran.exit).isEqualTo(2);
    assertThat(ran.err).contains(nowhere + " cannot be written");
    Ran none =
        run(
            List.of(
                "report",
                "--data",
                folder.resolve("none").toString(),
                "--service",
                "podiatry",
                "--period",
                "2026-Q3",
                file.toString()));
    assertThat(none.exit).isEqualTo(2);
    assertThat(none.err).contains("there is no record");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void helpTellsWhatItMakes() {
    Ran ran = run(List.of("report", "--help"));
    assertThat(ran.exit).isZero();
    assertThat(ran.out).contains("--service=KEY", "--period=PERIOD", "print it on A4");
    assertThat(ran.out.lines()).allMatch(line -> line.length() <= 80);
    assertThat(run(List.of("report", file.toString())).exit).isEqualTo(2);
  }
}
