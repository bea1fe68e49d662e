package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Visit;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extract of a trust's appointments states what the FHIR feed of the same trust states. */
class CsvLikeFhirTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final String HEADER = "NO;WHO;DAY;AT;CODE;FIRST;SERVICE;REF;CHANGED";
  private static final List<Lsoa> AREAS =
      IntStream.range(0, 30)
          .mapToObj(i -> new Lsoa(String.format("E0100%04d", i), 1 + i % 10))
          .toList();

  private final FeedReader reader = new FeedReader(settings());
  private final ObjectMapper json = new ObjectMapper();

  /** What figures and tasks are made of. */
  private record Stated(
      Outcome outcome,
      Instant start,
      Visit visit,
      List<?> referrals,
      List<?> services,
      Instant at) {
    static Stated of(Notice notice) {
      AppointmentFact fact = (AppointmentFact) notice.fact();
      return new Stated(
          fact.outcome(),
          fact.start(),
          fact.visit(),
          fact.basedOn(),
          fact.serviceTypes(),
          notice.sourceTime());
    }
  }

  private static FeedSettings settings() {
    FeedSettings shipped = ShippedFeeds.settings();
    CsvSettings csv =
        new CsvSettings(
            CsvSettings.Kind.APPOINTMENTS,
            Map.of(
                CsvColumn.APPOINTMENT, "No",
                CsvColumn.LOCAL_NUMBER, "Who",
                CsvColumn.DATE, "Day",
                CsvColumn.TIME, "At",
                CsvColumn.ATTENDED, "Code",
                CsvColumn.FIRST_ATTENDANCE, "First",
                CsvColumn.SERVICE_CODE, "Service",
                CsvColumn.REFERRAL, "Ref",
                CsvColumn.CHANGED, "Changed"),
            Optional.of(";"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Map.of(CsvColumn.SERVICE_CODE, "http://snomed.info/sct")),
            Optional.of(Map.of(CsvColumn.ATTENDED, Map.of("ATT", "5", "DNA", "3"))));
    FeedSettings.Feed extract =
        new FeedSettings.Feed(
            "epr",
            List.of(),
            SourceTime.USE,
            GroupStatus.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(csv),
            Optional.empty());
    return new FeedSettings(
        Map.of("default", shipped.feed("default"), "extract", extract),
        shipped.codes(),
        shipped.limits());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatMattersOfEveryAppointmentIsTheSame(long seed) throws Exception {
    Map<String, Stated> byFhir = new HashMap<>();
    Map<String, Stated> byCsv = new HashMap<>();
    Trust trust = new Trust(TrustPlan.of(300, 300, LocalDate.of(2026, 11, 22), seed, AREAS));
    for (SimulatedEvent event : trust.history().toList()) {
      JsonNode root = json.readTree(event.json());
      List<JsonNode> resources = new ArrayList<>(List.of(root));
      root.path("entry").forEach(entry -> resources.add(entry.path("resource")));
      for (JsonNode one : resources) {
        if (one.path("resourceType").asText().equals("Appointment") && patients(one).size() == 1) {
          keep(byFhir, one, only(reader.read(one.toString(), "default")));
          keep(byCsv, one, only(reader.read(HEADER + "\n" + line(one), "extract")));
        }
      }
    }
    assertThat(byCsv).hasSizeGreaterThan(300).isEqualTo(byFhir);
    Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
    byCsv.values().forEach(stated -> seen.add(stated.outcome()));
    assertThat(seen)
        .contains(
            Outcome.ATTENDED,
            Outcome.DNA,
            Outcome.LATE_NOT_SEEN,
            Outcome.PATIENT_CANCELLED,
            Outcome.PROVIDER_CANCELLED,
            Outcome.NOT_RECORDED);
  }

  /** The news that is latest, as the record has it. */
  private static void keep(Map<String, Stated> all, JsonNode appointment, Notice notice) {
    String key = appointment.path("id").asText() + " of " + patients(appointment).get(0);
    all.merge(
        key,
        Stated.of(notice),
        (before, after) -> after.at().isBefore(before.at()) ? before : after);
  }

  private static Notice only(Message message) {
    return message.entries().stream()
        .map(entry -> entry.reading())
        .peek(reading -> assertThat(reading).isInstanceOf(Reading.Accepted.class))
        .flatMap(reading -> ((Reading.Accepted) reading).notices().stream())
        .filter(notice -> notice.fact() instanceof AppointmentFact)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> patients(JsonNode appointment) {
    List<String> patients = new ArrayList<>();
    for (JsonNode participant : appointment.path("participant")) {
      String reference = participant.at("/actor/reference").asText();
      if (reference.startsWith("Patient/")) {
        patients.add(reference.substring(8));
      }
    }
    return patients;
  }

  /** What a PAS would write for it; nothing of it is asked of the reader under test. */
  private static String line(JsonNode one) {
    var start = Instant.parse(one.path("start").asText()).atZone(LONDON);
    String first = "";
    for (JsonNode coding : one.at("/appointmentType/coding")) {
      if (coding.path("system").asText().endsWith("first-attendance")) {
        first = coding.path("code").asText();
      }
    }
    String referral = one.at("/basedOn/0/reference").asText().replace("ServiceRequest/", "");
    return String.join(
        ";",
        one.path("id").asText(),
        patients(one).get(0),
        DAY.format(start),
        TIME.format(start),
        attended(one),
        first,
        one.at("/serviceType/0/coding/0/code").asText(),
        referral,
        one.at("/meta/lastUpdated").asText());
  }

  private static String attended(JsonNode one) {
    if (one.path("extension").toString().contains("attended-or-did-not-attend\",\"code\":\"7\"")) {
      return "7";
    }
    boolean patient = one.at("/cancelationReason/coding/0/code").asText().startsWith("pat");
    return switch (one.path("status").asText()) {
      case "fulfilled", "arrived" -> "ATT";
      case "noshow" -> "DNA";
      case "cancelled" -> patient ? "2" : "4";
      default -> "";
    };
  }
}
