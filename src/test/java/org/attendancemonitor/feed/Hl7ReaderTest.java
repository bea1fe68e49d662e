package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.Visit;
import org.attendancemonitor.attendance.Withdrawn;
import org.junit.jupiter.api.Test;

/** HL7 v2 as UK hospital systems send it. */
class Hl7ReaderTest {
  private static final String TRUST = "https://fhir.trust.example/id/hospital-number";
  private static final String FIRST_ATTENDANCE =
      "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-first-attendance";
  private static final String OUTCOMES =
      "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-attended-or-did-not-attend";

  private static final String PID =
      "PID|1||9000000009^^^NHS^NH~H123^^^RXX^PI||Fallow^Ivy^^^Mrs^^L||19500317|2|||"
          + "1 Mill Lane^^Anytown^^ZZ99 3AA^^H||0300 123 4567^PRN^PH|||||||||B\r";

  private final FeedReader reader = new FeedReader(settings());

  private static FeedSettings settings() {
    FeedSettings shipped = ShippedFeeds.settings();
    FeedSettings.Feed feed =
        new FeedSettings.Feed(
            "pas",
            List.of(),
            SourceTime.USE,
            GroupStatus.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Hl7Settings(
                    Map.of("RXX", TRUST, "SCH-8", FIRST_ATTENDANCE, "ZAP-4", OUTCOMES),
                    Optional.of(Map.of("Seen", "fulfilled")),
                    Optional.empty(),
                    Optional.of(List.of("ZAP-4")))),
            Optional.empty());
    return new FeedSettings(
        Map.of("default", feed, "pas", feed), shipped.codes(), shipped.limits());
  }

  private static String message(String event, String... segments) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|20261103091500||"
        + event
        + "|M1|P|2.4\r"
        + String.join("", segments);
  }

  private static String sch(String start, String rest) {
    return "SCH|P7^PLACER|F99^DIARY||||PAT1^Cannot come^LOCAL||2^^|30|min|^^^"
        + start
        + rest
        + "\r";
  }

  private List<Notice> notices(String text) {
    return reader.read(text, "pas").entries().stream()
        .map(Entry::reading)
        .flatMap(
            reading ->
                reading instanceof Accepted accepted
                    ? accepted.notices().stream()
                    : Stream.of((Notice) null))
        .toList();
  }

  private Rejected rejected(String text) {
    return reader.read(text, "pas").entries().stream()
        .map(Entry::reading)
        .filter(Rejected.class::isInstance)
        .map(Rejected.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private <F extends Fact> F fact(String text, Class<F> type) {
    return notices(text).stream()
        .map(Notice::fact)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private AppointmentFact appointment(String text) {
    return fact(text, AppointmentFact.class);
  }

  @Test
  void a_booking_is_an_appointment_of_its_patient_at_london_time() {
    List<Notice> notices = notices(message("SIU^S12", sch("202611101030^202611101100", ""), PID));
    Notice patient = notices.get(0);
    Notice booking = notices.get(1);
    assertThat(booking.patient()).isEqualTo(patient.key());
    assertThat(booking.versionId()).isEqualTo("M1");
    assertThat(booking.sourceTime()).isEqualTo(Instant.parse("2026-11-03T09:15:00Z"));
    AppointmentFact fact = (AppointmentFact) booking.fact();
    assertThat(fact.outcome()).isEqualTo(Outcome.NOT_RECORDED);
    assertThat(fact.start()).isEqualTo(Instant.parse("2026-11-10T10:30:00Z"));
    assertThat(fact.end()).isEqualTo(Instant.parse("2026-11-10T11:00:00Z"));
    assertThat(fact.visit()).isEqualTo(Visit.FOLLOW_UP);
    assertThat(fact.keys())
        .containsExactly(
            new Key("pas|Appointment/F99"),
            new Key("|Appointment?urn:hl7v2:DIARY|F99"),
            new Key("|Appointment?urn:hl7v2:PLACER|P7"));
  }

  @Test
  void the_patient_is_known_by_both_numbers_and_as_uk_senders_write_sex_and_ethnicity() {
    PatientFact patient = fact(message("ADT^A31", PID, "PD1||||||||||||Y\r"), PatientFact.class);
    assertThat(patient.keys())
        .containsExactly(
            new Key("pas|Patient/RXX.H123"),
            new Key("pas|Patient?https://fhir.nhs.uk/Id/nhs-number|9000000009"),
            new Key("pas|Patient?" + TRUST + "|H123"));
    assertThat(patient.sex()).isEqualTo(Sex.FEMALE);
    assertThat(patient.ethnicCategory())
        .isEqualTo(
            new Code("https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland", "B"));
    assertThat(patient.name()).isEqualTo("Ivy Fallow");
    assertThat(patient.birthDate().text()).isEqualTo("1950-03-17");
    assertThat(patient.residence().postcode()).isEqualTo("ZZ99 3AA");
    assertThat(patient.phones()).containsExactly("0300 123 4567");
    assertThat(patient.restricted()).isTrue();
  }

  @Test
  void what_a_booking_leaves_out_about_the_patient_is_not_taken_back() {
    Key full = notices(message("ADT^A31", PID)).get(0).key();
    Notice brief = notices(message("SIU^S12", sch("202611101030", ""), PID)).get(0);
    assertThat(brief.key()).isNotEqualTo(full);
    assertThat(((PatientFact) brief.fact()).keys())
        .contains(new Key("pas|Patient?" + TRUST + "|H123"));
  }

  @Test
  void the_event_says_how_it_ended_whatever_status_is_left_beside_it() {
    String booked = sch("202611101030", "||||||||||||||Booked");
    assertThat(appointment(message("SIU^S26", booked, PID)).outcome()).isEqualTo(Outcome.DNA);
    assertThat(appointment(message("SIU^S15", booked, PID)).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(notices(message("SIU^S17", booked, PID)).get(1).fact())
        .isInstanceOf(Withdrawn.class);
  }

  @Test
  void a_status_means_what_the_table_or_the_site_says() {
    assertThat(outcome("Complete")).isEqualTo(Outcome.ATTENDED);
    assertThat(outcome("Noshow")).isEqualTo(Outcome.DNA);
    assertThat(outcome("Seen")).isEqualTo(Outcome.ATTENDED);
  }

  private Outcome outcome(String status) {
    return appointment(message("SIU^S14", sch("202611101030", "||||||||||||||" + status), PID))
        .outcome();
  }

  @Test
  void a_status_nobody_knows_is_unknown_and_named() {
    String text = message("SIU^S14", sch("202611101030", "||||||||||||||Vanished"), PID);
    assertThat(appointment(text).outcome()).isEqualTo(Outcome.NOT_RECORDED);
    assertThat(reader.read(text, "pas").entries())
        .anySatisfy(
            entry ->
                assertThat(((Accepted) entry.reading()).ignored())
                    .contains("SCH-25 not mapped: Vanished"));
  }

  @Test
  void a_field_that_the_site_names_tells_the_outcome() {
    String text = message("SIU^S14", sch("202611101030", ""), PID, "ZAP|1|2|3|7\r");
    assertThat(appointment(text).outcome()).isEqualTo(Outcome.LATE_NOT_SEEN);
  }

  @Test
  void the_repeated_hour_of_october_is_its_first_and_marked() {
    AppointmentFact twice = appointment(message("SIU^S12", sch("202610250130", ""), PID));
    assertThat(twice.start()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(twice.ambiguousTime()).isTrue();
    AppointmentFact zoned = appointment(message("SIU^S12", sch("202610250130+0000", ""), PID));
    assertThat(zoned.start()).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    assertThat(zoned.ambiguousTime()).isFalse();
  }

  @Test
  void a_group_is_one_appointment_of_several_patients() {
    String other = PID.replace("9000000009", "9000000017").replace("H123", "H124");
    List<Notice> notices = notices(message("SIU^S12", sch("202611101030", ""), PID, other));
    assertThat(notices).filteredOn(it -> it.fact() instanceof AppointmentFact).hasSize(2);
    assertThat(appointment(message("SIU^S12", sch("202611101030", ""), PID, other)).patients())
        .isEqualTo(2);
  }

  @Test
  void a_referral_is_booked_for_by_its_number() {
    String referral = message("REF^I12", "RF1|A|2|PHYSIO^^LOCAL|||R55|20261001||||\r", PID);
    ReferralFact fact = fact(referral, ReferralFact.class);
    assertThat(fact.status()).isEqualTo(ReferralStatus.ACTIVE);
    assertThat(fact.priority()).isEqualTo(Priority.URGENT);
    assertThat(fact.authoredOn()).isEqualTo(LocalDate.of(2026, 10, 1));
    Key filed = notices(referral).get(1).key();
    AppointmentFact booked =
        appointment(message("SIU^S12", sch("202611101030", "|||||||||||||||R55"), PID));
    assertThat(booked.basedOn()).containsExactly(filed);
    assertThat(fact(referral.replace("REF^I12", "REF^I14"), ReferralFact.class).status())
        .isEqualTo(ReferralStatus.REVOKED);
  }

  @Test
  void a_merge_retires_the_old_record() {
    List<Notice> notices = notices(message("ADT^A40", PID, "MRG|H001^^^RXX^PI\r"));
    PatientFact gone = (PatientFact) notices.get(1).fact();
    assertThat(notices.get(1).key()).isEqualTo(new Key("pas|Patient/RXX.H001"));
    assertThat(gone.mergedInto()).containsExactly(new Key("pas|Patient/RXX.H123"));
  }

  @Test
  void only_an_outpatient_visit_is_a_contact_and_a_stay_ends_no_care() {
    String visit = "PV1|1|O|||||||||||||||||V5|||||||||||||||||||||||||202611101030\r";
    EncounterFact arrived = fact(message("ADT^A01", PID, visit), EncounterFact.class);
    assertThat(arrived.start()).isEqualTo(Instant.parse("2026-11-10T10:30:00Z"));
    List<Notice> stay = notices(message("ADT^A03", PID, visit.replace("|O|", "|I|")));
    assertThat(stay).hasSize(1);
  }

  @Test
  void what_is_not_used_is_named() {
    String text = message("ADT^A31", PID, "NK1|1\r", "ZPI|x\r");
    assertThat(((Accepted) reader.read(text, "pas").entries().get(0).reading()).ignored())
        .contains("NK1", "ZPI");
    Message other = reader.read(message("ADT^A02", PID), "pas");
    assertThat(((Accepted) other.entries().get(0).reading()).ignored()).containsExactly("ADT-A02");
  }

  @Test
  void a_fault_names_the_field_and_quotes_nothing() {
    assertThat(rejected(message("SIU^S12", sch("202613101030", ""), PID)).position())
        .isEqualTo("SCH-11.4");
    assertThat(rejected(message("SIU^S12", sch("20261110", ""), PID)))
        .isEqualTo(
            new Rejected(RejectReason.INCOMPLETE, "SCH-11.4", "The time of day is missing."));
    assertThat(rejected(message("SIU^S12", sch("", ""), PID)).position()).isEqualTo("SCH-11.4");
    assertThat(rejected(message("SIU^S12", sch("202611101030", ""))).position()).isEqualTo("PID");
    assertThat(rejected(message("SIU^S12", sch("202611101030", ""), "PID|1||\r")))
        .extracting(Rejected::reason, Rejected::position)
        .containsExactly(RejectReason.NO_PATIENT, "PID-3");
    assertThat(rejected(message("ADT^A31", PID.replace("19500317", "19501345"))).position())
        .isEqualTo("PID-7");
    assertThat(rejected(message("ORU^R01", PID)).position()).isEqualTo("MSH-9");
    assertThat(rejected(message("SIU^S12", PID)).position()).isEqualTo("SCH");
    assertThat(rejected(message("REF^I12", PID, "RF1|A\r")).position()).isEqualTo("RF1-6");
    assertThat(rejected("MSH|^~").reason()).isEqualTo(RejectReason.UNPARSABLE);
  }

  @Test
  void versions_line_ends_escapes_and_the_frame_make_no_difference() {
    String plain = message("SIU^S12", sch("202611101030", ""), PID);
    List<Notice> expected = notices(plain);
    for (String version : List.of("2.3", "2.3.1", "2.5.1^GBR", "2.7", "2.8", "2.9", "")) {
      assertThat(notices(plain.replace("|P|2.4", "|P|" + version))).isEqualTo(expected);
    }
    assertThat(notices(plain.replace("\r", "\r\n"))).isEqualTo(expected);
    assertThat(notices(plain.replace("\r", "\n"))).isEqualTo(expected);
    assertThat(notices("\u000b" + plain + "\u001c\r")).isEqualTo(expected);
    String escaped = message("ADT^A31", PID.replace("Fallow", "Fal\\T\\low \\F\\ Co"));
    assertThat(fact(escaped, PatientFact.class).name()).isEqualTo("Ivy Fal&low | Co");
  }
}
