package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.FeedTallies;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.simulation.FaultRates;
import org.attendancemonitor.simulation.Faults;
import org.attendancemonitor.simulation.Form;
import org.attendancemonitor.simulation.Injected;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Simulation;
import org.attendancemonitor.simulation.Told;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One trust, told as FHIR, BaRS, HL7 v2 and an extract, leads to the same appointments, outcomes
 * and tasks, as far as a form goes. How far that is stands in {@link Untold}: the FHIR feed without
 * what the form has no words for is the measure, and to the full feed there is a difference.
 */
class TrustInEveryFormTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final int PATIENTS = 220;
  private static final int DAYS = 150;
  private static final long SEED = 11;

  @TempDir Path folder;

  /** What came of the messages. */
  private record Came(Map<String, String> people, long rejected, Map<String, Long> unmapped) {}

  private static Simulation simulation() throws IOException {
    return simulation(new FaultRates(0.02, 0, 0.03, 0.05, 0.01, 0.04, 0.05, 0));
  }

  private static Simulation simulation(FaultRates rates) throws IOException {
    Trust trust =
        new Trust(TrustPlan.of(PATIENTS, DAYS, TODAY, SEED, Lsoa.read(LoadedTrust.AREAS)));
    return new Simulation(trust, new Faults(rates, SEED, trust.plan().historyEnd()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"BARS", "HL7", "CSV"})
  void theSameTrustLeadsToTheSame(Form form) throws Exception {
    Simulation told = simulation();
    Path file =
        folder.resolve(
            form == Form.CSV ? "told.csv" : form == Form.HL7 ? "told.hl7" : "told.ndjson");
    assertThat(told.writeTo(file, form)).isGreaterThan(500);
    Came inForm = load("told", file);
    Came inFhir = load("measure", measure(form));
    assertThat(inForm.people()).hasSizeGreaterThan(100);
    assertThat(differences(inForm.people(), inFhir.people())).isEmpty();
    assertThat(inForm.people().values())
        .anyMatch(person -> person.contains("SUPPORT_ATTENDANCE"))
        .anyMatch(person -> person.contains("DNA"))
        .anyMatch(person -> person.contains("LATE_NOT_SEEN"))
        .anyMatch(person -> person.contains("PROVIDER_CANCELLED"));
    assertThat(told.injected())
        .extracting(Injected::fault)
        .contains(Injected.Fault.MISSING_PATIENT, Injected.Fault.UNPARSABLE)
        .contains(Injected.Fault.IMPOSSIBLE_DATE, Injected.Fault.WRONG_VERSION)
        .contains(Injected.Fault.DUPLICATE, Injected.Fault.OUT_OF_ORDER)
        .contains(Injected.Fault.CORRECTION, Injected.Fault.ENTERED_IN_ERROR);
    // Each is marked by its id, but for one whose text breaks off.
    long bad;
    try (Stream<Told> messages = simulation().told(form)) {
      bad = messages.filter(one -> one.about().isEmpty() || one.about().contains("-bad")).count();
    }
    assertThat(inForm.rejected()).isEqualTo(bad).isPositive();
  }

  /** By NHS number, the lines that only one of both has. */
  private static Map<String, String> differences(
      Map<String, String> told, Map<String, String> measure) {
    Map<String, String> differences = new TreeMap<>();
    Stream.concat(told.keySet().stream(), measure.keySet().stream())
        .distinct()
        .forEach(
            person -> {
              List<String> one = told.getOrDefault(person, "").lines().toList();
              List<String> other = measure.getOrDefault(person, "").lines().toList();
              List<String> more = one.stream().filter(line -> !other.contains(line)).toList();
              List<String> less = other.stream().filter(line -> !one.contains(line)).toList();
              if (!more.isEmpty() || !less.isEmpty() || one.size() != other.size()) {
                differences.put(person, "told " + more + " instead of " + less);
              }
            });
    return differences;
  }

  /** The FHIR feed without what a form has no words for. */
  private Path measure(Form form) throws IOException {
    Path file = folder.resolve("measure.ndjson");
    Untold untold = new Untold(form);
    List<SimulatedEvent> all = simulation().messages().toList();
    Files.write(file, untold.without(all));
    return file;
  }

  private Came load(String name, Path file) throws Exception {
    Configuration configuration =
        Configuration.load(
            config(), Map.of(), Map.of("attendance.data", folder.resolve(name).toString()));
    SetClock clock = new SetClock(TODAY.atStartOfDay(TrustPlan.ZONE).plusHours(9).toInstant());
    try (Monitor monitor =
            Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
        RejectedLines rejected = new RejectedLines(new PrintWriter(new StringWriter()), null);
        IntakeLines lines =
            new IntakeLines(
                monitor.part(FeedReader.class),
                monitor.part("fileIntake", RoutedIntake.class),
                clock,
                "kit",
                false)) {
      AtomicLong refused = new AtomicLong();
      LineSink counting =
          messages ->
              lines
                  .send(messages)
                  .whenComplete(
                      (verdicts, failed) ->
                          verdicts.stream()
                              .filter(TrustInEveryFormTest::refused)
                              .forEach(verdict -> refused.incrementAndGet()));
      new FileLoad(
              new FileParts(counting, monitor.part(FeedReader.class).form("kit"), () -> false),
              new LoadPositions(folder.resolve(name + "-positions"), "kit"),
              rejected,
              bytes -> {})
          .load(List.of(file));
      return new Came(people(monitor, clock), refused.get(), unmapped(monitor));
    }
  }

  /**
   * How often each code without a meaning came, as the page of the feeds and the metric have it.
   */
  private static Map<String, Long> unmapped(Monitor monitor) {
    return new FeedTallies(monitor.part(Store.class))
        .all().stream()
            .filter(one -> !one.item().kind().equals(FeedTallies.REJECTED))
            .collect(
                Collectors.toMap(
                    one -> one.item().kind() + " " + one.item().text(), FeedTallies.Tally::seen));
  }

  private static boolean refused(Verdict verdict) {
    return verdict.entries().stream().anyMatch(entry -> entry.result() == Verdict.Result.REJECTED);
  }

  /** The configuration shipped, and a feed of the kit with the lines its page prints. */
  private Path config() throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            config.resolve(file.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(feeds, KitFeeds.with(Files.readString(feeds)));
    return config;
  }

  /** What is known of each person, by NHS number: what figures and tasks are made of. */
  private static Map<String, String> people(Monitor monitor, Clock clock) {
    List<Long> rows =
        new JdbcTemplate(monitor.part(Store.class).reader())
            .queryForList("SELECT id FROM patient", Long.class);
    Map<String, String> people = new TreeMap<>();
    PersonView view =
        new PersonView(
            monitor.part(Recall.class),
            monitor.part(Assembly.class),
            monitor.part(Assessment.class),
            clock);
    view.each(rows)
        .values()
        .forEach(
            seen -> {
              PersonRecord record = seen.record();
              if (record.person().nhsNumber() != null && !record.appointments().isEmpty()) {
                people.put(record.person().nhsNumber().digits(), text(record));
              }
            });
    return people;
  }

  /** Who missed what, and when. */
  private static Set<String> missed(Map<String, String> people) {
    Set<String> missed = new TreeSet<>();
    people.forEach(
        (person, text) ->
            text.lines()
                .filter(line -> line.contains(" DNA ") || line.contains(" LATE_NOT_SEEN "))
                .forEach(line -> missed.add(person + line.substring(0, line.indexOf(' ')))));
    return missed;
  }

  private static String text(PersonRecord record) {
    Map<String, Referral> referrals =
        record.referrals().stream().collect(Collectors.toMap(Referral::id, each -> each));
    List<String> lines = new ArrayList<>();
    record.appointments().forEach(each -> lines.add(text(each, referrals.get(each.referral()))));
    record.tasks().stream()
        .filter(task -> task.kind() != TaskKind.WAITING_WELL)
        .filter(task -> task.status().open())
        .map(TrustInEveryFormTest::text)
        .forEach(lines::add);
    record.needs().forEach(need -> lines.add("need " + need.codes()));
    record.carers().forEach(carer -> lines.add("carer " + carer));
    return lines.stream().sorted().collect(Collectors.joining("\n"));
  }

  private static String text(Appointment one, Referral referral) {
    return String.join(
        " ",
        one.start().toString(),
        one.service(),
        one.outcome().toString(),
        one.visit().toString(),
        // FHIR does not say whose each referral of a session for several people is.
        one.service().equals("pulmonary-rehabilitation") ? "class" : text(referral));
  }

  private static String text(Referral referral) {
    return referral.referredOn()
        + " "
        + referral.priority()
        + (referral.live() ? " live" : " ended");
  }

  private static String text(SupportTask task) {
    return String.join(
        " ",
        "task",
        task.service(),
        task.kind().toString(),
        task.priority().toString(),
        String.valueOf(task.due()),
        task.ownerRole(),
        task.rule());
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void timesWithoutAZoneChangeNoAppointmentAndNoTask(Form form) throws Exception {
    Simulation zoneless = simulation(new FaultRates(0, 0, 0, 0, 0, 0, 0.6, 0));
    Came told = load("zoneless", written(zoneless, form, "zoneless"));
    Simulation zoned = simulation(new FaultRates(0, 0, 0, 0, 0, 0, 0, 0));
    Came measure = load("zoned", written(zoned, form, "zoned"));
    assertThat(zoneless.injected())
        .hasSizeGreaterThan(300)
        .allMatch(one -> one.fault() == Injected.Fault.MISSING_ZONE);
    assertThat(measure.people().values()).anyMatch(person -> person.contains("SUPPORT_ATTENDANCE"));
    assertThat(differences(told.people(), measure.people())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aCodeOfTheSendersOwnIsCountedAndIsNoMiss(Form form) throws Exception {
    Simulation own = simulation(new FaultRates(0, 0, 0, 0, 0, 0, 0, 0.3));
    Came told = load("own", written(own, form, "own"));
    Simulation plain = simulation(new FaultRates(0, 0, 0, 0, 0, 0, 0, 0));
    Came measure = load("plain", written(plain, form, "plain"));
    assertThat(own.injected())
        .hasSizeGreaterThan(50)
        .allMatch(one -> one.fault() == Injected.Fault.BAD_CODE);
    assertThat(missed(told.people())).hasSizeGreaterThan(20).isEqualTo(missed(measure.people()));
    assertThat(measure.unmapped().keySet()).noneMatch(code -> code.contains("XQ7"));
    assertThat(told.unmapped().keySet())
        .anyMatch(code -> code.startsWith("outcome ") && code.endsWith("|XQ7"));
    // In FHIR the place that a referral is made to tells its service too.
    assertThat(told.unmapped().keySet().stream().anyMatch(code -> code.startsWith("service ")))
        .isEqualTo(form != Form.FHIR);
    long counted =
        told.unmapped().entrySet().stream()
            .filter(one -> one.getKey().matches("(outcome|cancellation) .*[|]XQ7"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long appointments =
        own.injected().stream().filter(one -> one.resource().startsWith("Appointment/")).count();
    // HL7 v2 tells a cancellation in two fields; a line that cannot be read is refused besides.
    assertThat(counted).isBetween(appointments, form == Form.HL7 ? 2 * appointments : appointments);
    assertThat(told.rejected()).isEqualTo(form == Form.CSV ? appointments : 0);
  }

  private Path written(Simulation simulation, Form form, String name) throws IOException {
    String ending = form == Form.CSV ? ".csv" : form == Form.HL7 ? ".hl7" : ".ndjson";
    Path file = folder.resolve(name + ending);
    simulation.writeTo(file, form);
    return file;
  }

  @Test
  void whatAFormHasNoWordsForIsMissed() throws Exception {
    Path file = folder.resolve("all.ndjson");
    simulation().writeTo(file);
    Came all = load("all", file);
    for (Form form : List.of(Form.BARS, Form.HL7, Form.CSV)) {
      Came less = load(form.toString(), measure(form));
      assertThat(less.people()).as(form.toString()).isNotEqualTo(all.people());
    }
  }
}
