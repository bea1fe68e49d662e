package org.attendancemonitor.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.ShippedFeeds;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

/** What the doctor finds in messages, and what it keeps to itself. */
class FeedDoctorTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final String CANARY = "Zzyzxcanary";
  private static final String NUMBER = "9990000018";

  private final FeedSettings feeds = ShippedFeeds.settings();
  private final FeedDoctor doctor =
      new FeedDoctor(
          new FeedReader(feeds),
          new Site(
              feeds,
              new ServiceCatalogue(
                  Map.of(new Code("http://snomed.info/sct", "722140001"), "physiotherapy")),
              code -> code.system().endsWith("UKCore-EthnicCategoryEngland"),
              day ->
                  day.getDayOfWeek() != DayOfWeek.SATURDAY
                      && day.getDayOfWeek() != DayOfWeek.SUNDAY),
          "default",
          NOW);
  private int line;

  private void send(String text) {
    line++;
    doctor.examine(new Sent("feed.ndjson", "line " + line, text, text.length(), false));
  }

  private static String appointment(String id, String status, String start, String more) {
    return """
        {"resourceType":"Appointment","id":"%s","meta":{"lastUpdated":"2026-06-10T09:00:00Z"},
        "status":"%s","start":"%s","end":"%s","participant":[{"status":"accepted",
        "actor":{"reference":"Patient/p1"}}]%s}"""
        .formatted(id, status, start, start, more);
  }

  private static Finding finding(Report report, Rule rule) {
    return report.sections().stream()
        .flatMap(section -> section.findings().stream())
        .filter(finding -> finding.rule() == rule)
        .findFirst()
        .orElse(null);
  }

  private static long figure(Report report, String code) {
    return report.sections().stream()
        .flatMap(section -> section.figures().stream())
        .filter(figure -> figure.code().equals(code))
        .mapToLong(Figure::value)
        .findFirst()
        .orElse(-1);
  }

  @Test
  void events_are_counted_once_as_they_stand_after_the_newest_message() {
    send(appointment("a1", "booked", "2026-06-09T10:00:00Z", ""));
    send(
        appointment("a1", "noshow", "2026-06-09T10:00:00Z", "")
            .replace("06-10T09:00:00Z", "06-10T10:00:00Z"));
    send(appointment("a2", "noshow", "2026-06-08T10:00:00Z", ""));
    send(appointment("a3", "fulfilled", "2026-06-08T10:00:00Z", ""));
    send(appointment("a4", "booked", "2026-07-08T10:00:00Z", ""));
    send(appointment("a5", "booked", "2026-06-01T10:00:00Z", ""));
    send(appointment("a6", "cancelled", "2026-06-01T10:00:00Z", ""));
    Report report = doctor.report();
    assertThat(figure(report, "patients")).isEqualTo(1);
    assertThat(figure(report, "appointments")).isEqualTo(6);
    assertThat(figure(report, "appointments-missed")).isEqualTo(2);
    assertThat(figure(report, "appointments-attended")).isEqualTo(1);
    assertThat(figure(report, "appointments-ahead")).isEqualTo(1);
    assertThat(figure(report, "appointments-outcome-unknown")).isEqualTo(1);
    assertThat(figure(report, "appointments-cancelled-unknown")).isEqualTo(1);
    assertThat(finding(report, Rule.MISSED_UNBOOKED).places())
        .containsExactly("feed.ndjson: line 3");
    assertThat(finding(report, Rule.NEVER_SENT).count()).isEqualTo(1);
    assertThat(report.usable()).isTrue();
  }

  @Test
  void a_rejection_is_placed_by_line_and_says_what_to_change() {
    send(appointment("a1", "booked", "2026-06-09T10:00:00Z", ""));
    send("{\"resourceType\":\"Appointment\",");
    send(appointment("a2", "perhaps", "2026-06-09T10:00:00Z", ""));
    Report report = doctor.report();
    assertThat(report.usable()).isFalse();
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(finding(report, Rule.UNPARSABLE).places().get(0))
        .startsWith("feed.ndjson: line 2, column ");
    assertThat(finding(report, Rule.IMPOSSIBLE).places())
        .containsExactly("feed.ndjson: line 3, Appointment.status");
  }

  @Test
  void what_disagrees_with_the_calendar_is_found() {
    send(
        """
        {"resourceType":"ServiceRequest","id":"r1","meta":{"lastUpdated":"2026-06-10T09:00:00Z"},
        "status":"active","intent":"order","authoredOn":"2026-06-05","subject":
        {"reference":"Patient/p1"}}""");
    send(
        appointment(
            "a1",
            "booked",
            "2026-06-01T10:00:00Z",
            ",\"basedOn\":[{\"reference\":\"ServiceRequest/r1\"}]"));
    send(appointment("a2", "fulfilled", "2026-06-12T10:00:00Z", ""));
    send(appointment("a3", "booked", "2026-10-25T01:30:00", ""));
    send(appointment("a3", "booked", "2026-10-25T01:30:00", ""));
    send(
        "MSH|^~\\&|PAS|RX1|AM|RX1|20260610100000||SIU^S12|m1|P|2.4\r"
            + "SCH||a9|||||||||^^^20261025013000\rPID|||p9");
    Report report = doctor.report();
    assertThat(finding(report, Rule.BEFORE_REFERRAL).count()).isEqualTo(1);
    assertThat(finding(report, Rule.OUTCOME_EARLY).places())
        .containsExactly("feed.ndjson: line 3, Appointment.status");
    assertThat(finding(report, Rule.DOUBLED_HOUR).places())
        .containsExactly(
            "feed.ndjson: line 4, Appointment.start",
            "feed.ndjson: line 5, Appointment.start",
            "feed.ndjson: line 6, SCH-11.4");
    assertThat(finding(report, Rule.NO_ZONE).places())
        .contains("feed.ndjson: line 4, Appointment.start");
    assertThat(finding(report, Rule.REPEATED).places()).containsExactly("feed.ndjson: line 5");
    assertThat(finding(report, Rule.REFERRAL_CODE).count()).isEqualTo(1);
  }

  @Test
  void one_version_with_two_contents_is_found() {
    String meta = "\"lastUpdated\":\"2026-06-10T09:00:00Z\"";
    String versioned = "\"versionId\":\"7\"," + meta;
    send(appointment("a1", "booked", "2026-06-09T10:00:00Z", "").replace(meta, versioned));
    send(appointment("a1", "booked", "2026-06-09T11:00:00Z", "").replace(meta, versioned));
    assertThat(finding(doctor.report(), Rule.OTHER_CONTENT).places())
        .containsExactly("feed.ndjson: line 2, Appointment");
  }

  @Test
  void codes_without_a_meaning_come_with_lines_to_paste() {
    send(
        appointment(
            "a1",
            "cancelled",
            "2026-06-09T10:00:00Z",
            """
            ,"serviceType":[{"coding":[{"system":"urn:local:clinic","code":"PHY1"}]}],
            "cancelationReason":{"coding":[{"system":"urn:local:why","code":"HC"}]}"""));
    Report report = doctor.report();
    assertThat(finding(report, Rule.UNMAPPED_OUTCOME).count()).isEqualTo(1);
    assertThat(finding(report, Rule.UNMAPPED_SERVICE).count()).isEqualTo(1);
    assertThat(finding(report, Rule.UNKNOWN_CANCELLER).count()).isEqualTo(1);
    List<Snippet> snippets =
        report.sections().stream().flatMap(section -> section.snippets().stream()).toList();
    assertThat(snippets.get(0).yaml()).contains("\"urn:local:why|HC\": not_recorded");
    assertThat(snippets.get(1).yaml()).contains("- \"urn:local:clinic|PHY1\"");
    Map<?, ?> pasted = new org.yaml.snakeyaml.Yaml().load(snippets.get(0).yaml());
    assertThat(pasted.toString()).contains("default={outcomes={urn:local:why|HC=not_recorded}}");
  }

  @Test
  void numbers_are_judged_and_never_repeated_and_silent_working_days_are_named() {
    for (int day = 1; day <= 12; day++) {
      LocalDate date = LocalDate.of(2026, 6, day);
      for (int i = 0; i < 6 && day != 4 && day != 6 && day != 7; i++) {
        send(
            """
            {"resourceType":"Patient","id":"p%d","meta":{"lastUpdated":"%sT09:00:00Z"},"identifier":
            [{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}]}"""
                .formatted(day * 10 + i, date, i == 0 ? "1234567890" : NUMBER));
      }
    }
    Report report = doctor.report();
    assertThat(finding(report, Rule.NHS_CHECK_DIGIT).count()).isEqualTo(9);
    assertThat(finding(report, Rule.NHS_TEST_RANGE).count()).isEqualTo(45);
    assertThat(finding(report, Rule.SILENT_DAYS).detail()).isEqualTo("2026-06-04");
    assertThat(figure(report, "patients-with-postcode")).isZero();
  }

  @Test
  void no_format_repeats_what_a_message_says_about_a_person() {
    send(
        """
        {"resourceType":"Patient","id":"Z1","meta":{"lastUpdated":"2026-06-10T09:00:00Z"},
        "text":{"status":"generated","div":"<div>Z0</div>"},"Z0":"Z0",
        "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"N1"},
        {"system":"urn:N1","value":"Z0"},{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"N1 x"}],
        "name":[{"family":"Z0","given":["Z0"]}],"telecom":[{"system":"phone","value":"Z0"}],
        "address":[{"line":["Z0"],"postalCode":"ZZ99 3CZ"}],"birthDate":"1931-02-07",
        "extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
        "valueCodeableConcept":{"text":"Z0","coding":[{"system":"urn:x","code":"N1","display":"Z0"}]}}]}"""
            .replace("\"Z0\":", "\"shoeSize\":")
            .replace("Z0", CANARY)
            .replace("Z1", "p" + NUMBER)
            .replace("N1", NUMBER));
    send(
        appointment("a" + NUMBER, "cancelled", "2026-06-09T10:00:00", "")
            .replace("p1", NUMBER)
            .replace(
                "]}",
                "],\"comment\":\""
                    + CANARY
                    + "\",\"cancelationReason\":{\"coding\":[{\"system\":"
                    + "\"urn:x\",\"code\":\""
                    + NUMBER
                    + "\",\"display\":\""
                    + CANARY
                    + "\"}]}}"));
    send("{\"resourceType\":\"Patient\",\"name\":" + CANARY + NUMBER + "}");
    send(
        "MSH|^~\\&|PAS|RX1|AM|RX1|20260610100000||SIU^S12|"
            + NUMBER
            + "|P|2.4\r"
            + "SCH||"
            + NUMBER
            + "|||||"
            + CANARY
            + "||||^^^20261340100000|||||"
            + CANARY
            + "\rPID|||"
            + NUMBER
            + "^^^NHS||"
            + CANARY
            + "^"
            + CANARY
            + "||19310207|2|||"
            + CANARY);
    doctor.file("export " + NUMBER + " <b>.json");
    Report report = doctor.report();
    for (String text :
        List.of(ReportText.of(report), ReportJson.of(report), ReportHtml.of(report))) {
      assertThat(text)
          .doesNotContain(CANARY)
          .doesNotContain(NUMBER)
          .doesNotContain("999 000 0018")
          .doesNotContain("1931")
          .doesNotContain("ZZ99");
    }
    assertThat(report.messages()).isEqualTo(4);
    assertThat(ReportHtml.of(report)).contains("export # &lt;b&gt;.json").doesNotContain("<b>");
  }

  @Test
  void each_format_can_be_read_by_those_it_is_for() {
    send(appointment("a1", "noshow", "2026-06-09T10:00:00Z", ""));
    send("{");
    Report report = doctor.report();
    assertThat(ReportText.of(report).lines().map(String::length)).allMatch(length -> length <= 100);
    OperationOutcome outcome =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(OperationOutcome.class, ReportJson.of(report));
    assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("unparsable");
    assertThat(outcome.getExtensionsByUrl(ReportJson.SYSTEM + ":figure"))
        .anyMatch(
            figure ->
                figure.getExtensionString("code").equals("appointments-missed")
                    && figure.getExtensionByUrl("value").getValue().primitiveValue().equals("1"));
    assertThat(ReportHtml.of(report))
        .startsWith("<!DOCTYPE html>")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .contains("1 of 2 messages can be used");
  }
}
