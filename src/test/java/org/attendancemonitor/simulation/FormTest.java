package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a trust is told in each form. */
class FormTest {
  private static final LocalDate END = LocalDate.of(2026, 11, 22);
  private static final Pattern NHS_NUMBER =
      Pattern.compile("(?:nhs-number\",\"value\":\"|~|,)(\\d{10})(?=[\",^])");
  private static final List<Lsoa> AREAS =
      IntStream.range(0, 30)
          .mapToObj(i -> new Lsoa(String.format("E0100%04d", i), 1 + i % 10))
          .toList();

  private static List<Told> told(Form form) {
    return told(form, 900);
  }

  private static List<Told> told(Form form, int patients) {
    Trust trust = new Trust(TrustPlan.of(patients, 300, END, 2, AREAS));
    Faults faults = new Faults(FaultRates.usual(), 2, trust.plan().historyEnd());
    try (Stream<Told> messages = new Simulation(trust, faults).told(form)) {
      return messages.toList();
    }
  }

  @Test
  void everyEventOfHl7HasItsMessage() {
    Map<String, String> first = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    for (Told message : told(Form.HL7, 4_000)) {
      Matcher header =
          Pattern.compile("^MSH(?:\\|[^|]*){7}\\|([^|]+)\\|([^|]+)").matcher(message.text());
      if (header.find()) {
        first.putIfAbsent(header.group(1), message.text());
        // The same id is the same news, though more may be known of the person by then.
        String news = message.text().substring(0, message.text().indexOf("\rPID") + 1);
        assertThat(ids.merge(header.group(2), news, (before, now) -> before)).isEqualTo(news);
      }
    }
    assertThat(first)
        .containsOnlyKeys(
            "SIU^S12^SIU_S12",
            "SIU^S14^SIU_S12",
            "SIU^S15^SIU_S12",
            "SIU^S17^SIU_S12",
            "SIU^S26^SIU_S12",
            "ADT^A28^ADT_A05",
            "ADT^A31^ADT_A05",
            "ADT^A40^ADT_A39",
            "REF^I12^REF_I12",
            "REF^I14^REF_I12");
    assertThat(first.get("ADT^A40^ADT_A39")).contains("\rMRG|pat-", "-old^^^ACUTE^PI\r");
    assertThat(first.get("SIU^S26^SIU_S12"))
        .contains("|Noshow|")
        .containsPattern("\rZAP\\|\\|\\|\\|[37]\r");
  }

  @Test
  void timesAreThoseOfTheClockOnTheWall() {
    WallClock clock = new WallClock("yyyyMMddHHmmss");
    assertThat(clock.of("2026-07-01T08:30:00.000+00:00")).isEqualTo("20260701093000");
    assertThat(clock.of("2026-12-01T08:30:00.000+00:00")).isEqualTo("20261201083000");
    assertThat(clock.of("2026-02-30T08:30:00.000+00:00")).isEqualTo("20260230083000");
    assertThat(clock.of("")).isEmpty();
  }

  /**
   * What such senders write has no zone anyway; by MSH-7 and LAST CHANGED the night alone is new.
   */
  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"HL7", "CSV"})
  void aZoneThatIsMissingIsMissedOnlyInFhir(Form form) {
    Trust trust = new Trust(TrustPlan.of(300, 300, END, 2, AREAS));
    Faults faults = new Faults(new FaultRates(0, 0, 0, 0, 0, 0, 1, 0), 2, Instant.MAX);
    List<Told> plain = new Simulation(trust, null).told(form).toList();
    List<Told> zoneless = new Simulation(trust, faults).told(form).toList();
    assertThat(zoneless).containsSubsequence(plain);
    List<Told> more = new ArrayList<>(zoneless);
    more.removeAll(plain);
    String night = form == Form.HL7 ? "|20261025013000|" : ",2026-10-25T01:30:00";
    assertThat(more).isNotEmpty().allMatch(one -> one.text().contains(night));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void nobodyInItExists(Form form) {
    Set<String> numbers = new TreeSet<>();
    for (Told message : told(form)) {
      for (Matcher number = NHS_NUMBER.matcher(message.text()); number.find(); ) {
        numbers.add(number.group(1));
      }
      assertThat(message.text()).doesNotContainPattern("\"family\":\"(?!ZZTest-)");
      assertThat(message.text())
          .doesNotContainPattern("\\rPID(?:\\|[^|\r]*){4}\\|(?!ZZTest-|\\|)[^|\\r]");
    }
    assertThat(numbers).hasSizeGreaterThan(500).allMatch(number -> number.startsWith("999"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void theSameSeedTellsTheSame(Form form) {
    assertThat(told(form)).isEqualTo(told(form));
  }

  @Test
  void delimitersWithinTextAreEscaped() {
    assertThat(new Hl7Line("PID").put(5, "O^Neil|&~\\", "Ann", "").toString())
        .isEqualTo("PID|||||O\\S\\Neil\\F\\\\T\\\\R\\\\E\\^Ann\r");
  }

  @Test
  void lateNewsOfAPatientDoesNotReplaceNewer() {
    Heard heard = new Heard();
    List<String> names = new ArrayList<>();
    for (String day : List.of("02", "01", "03")) {
      heard.hear(
          new SimulatedEvent(
              "default",
              Instant.EPOCH,
              "{\"resourceType\":\"Patient\",\"id\":\"p\",\"meta\":{\"lastUpdated\":\"2026-11-"
                  + day
                  + "T09:00:00.000+00:00\"}}"));
      names.add(Heard.changed(heard.of("default", "Patient/p")).substring(8, 10));
    }
    assertThat(names).containsExactly("02", "02", "03");
  }
}
