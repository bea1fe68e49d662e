package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Visit;
import org.attendancemonitor.attendance.Withdrawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppointmentReaderTest {
  private static final String NHS =
      "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-attended-or-did-not-attend";
  private static final String FHIR_REASON =
      "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";
  private static final String PATIENT = "{'actor':{'reference':'Patient/p'},'status':'accepted'}";

  private static String appointment(String status, String more, String... participants) {
    return "{'resourceType':'Appointment','id':'a','status':'%s',%s'start':'2026-03-02T09:00:00Z','end':'2026-03-02T09:30:00Z','participant':[%s]}"
        .formatted(
            status, more, participants.length == 0 ? PATIENT : String.join(",", participants));
  }

  private static AppointmentFact read(String status, String more, String... participants) {
    return Json.fact(AppointmentFact.class, appointment(status, more, participants));
  }

  private static String reason(String system, String code) {
    return "'cancelationReason':{'coding':[{'system':'%s','code':'%s'}]},".formatted(system, code);
  }

  private static String extension(String system, String code) {
    return "'extension':[{'url':'urn:local','valueCodeableConcept':{'coding':[{'system':'%s','code':'%s'}]}}],"
        .formatted(system, code);
  }

  @ParameterizedTest
  @CsvSource({
    "proposed, NOT_RECORDED, false",
    "pending, NOT_RECORDED, false",
    "waitlist, NOT_RECORDED, false",
    "booked, NOT_RECORDED, true",
    "arrived, ATTENDED, true",
    "checked-in, ATTENDED, true",
    "fulfilled, ATTENDED, true",
    "cancelled, CANCELLED, true",
    "noshow, DNA, true",
    "no-show, DNA, true",
    "Booked, NOT_RECORDED, true"
  })
  void the_status_says_how_it_ended(String status, Outcome outcome, boolean booked) {
    AppointmentFact fact = read(status, "");
    assertThat(fact.outcome()).isEqualTo(outcome);
    assertThat(fact.booked()).isEqualTo(booked);
  }

  @ParameterizedTest
  @CsvSource({
    "pat, PATIENT_CANCELLED",
    "pat-lt, PATIENT_CANCELLED",
    "prov-dch, PROVIDER_CANCELLED",
    "maint, PROVIDER_CANCELLED",
    "oth-int, PROVIDER_CANCELLED",
    "other, CANCELLED",
    "meds-inc, CANCELLED",
    "patience, CANCELLED"
  })
  void a_cancellation_is_by_whom_its_reason_says_and_else_unknown(String code, Outcome outcome) {
    assertThat(read("cancelled", reason(FHIR_REASON, code)).outcome()).isEqualTo(outcome);
  }

  @Test
  void the_same_word_of_another_system_does_not_say_who_cancelled() {
    assertThat(read("cancelled", reason("urn:another", "pat")).outcome())
        .isEqualTo(Outcome.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "booked, 5, ATTENDED",
    "booked, 6, ATTENDED",
    "noshow, 7, LATE_NOT_SEEN",
    "booked, 3, DNA",
    "cancelled, 2, PATIENT_CANCELLED",
    "noshow, 4, PROVIDER_CANCELLED",
    "fulfilled, 0, ATTENDED",
    "booked, 0, NOT_RECORDED"
  })
  void an_nhs_attendance_code_decides_before_the_status(
      String status, String code, Outcome outcome) {
    assertThat(read(status, extension(NHS, code)).outcome()).isEqualTo(outcome);
    assertThat(read(status, reason(NHS, code)).outcome()).isEqualTo(outcome);
  }

  @Test
  void a_no_show_with_a_reason_is_read_though_r4_forbids_it() {
    AppointmentFact fact = read("noshow", reason("urn:local", "bus"));
    assertThat(fact.outcome()).isEqualTo(Outcome.DNA);
    assertThat(fact.reasons()).containsExactly(new Code("urn:local", "bus"));
  }

  @Test
  void the_spelling_of_r5_is_understood() {
    String text =
        appointment("cancelled", reason(FHIR_REASON, "pat")).replace("cancelation", "cancellation");
    assertThat(Json.fact(AppointmentFact.class, text).outcome())
        .isEqualTo(Outcome.PATIENT_CANCELLED);
  }

  @Test
  void snomed_written_with_https_is_snomed() {
    assertThat(read("booked", extension("https://snomed.info/sct", "281399006")).outcome())
        .isEqualTo(Outcome.DNA);
  }

  @Test
  void a_coded_was_not_brought_is_a_miss_and_says_so() {
    AppointmentFact fact =
        read("cancelled", reason("urn:attendance-monitor:reason", "was-not-brought"));
    assertThat(fact.wasNotBrought()).isTrue();
    assertThat(fact.outcome()).isEqualTo(Outcome.DNA);
    assertThat(read("noshow", "").wasNotBrought()).isFalse();
  }

  @Test
  void a_no_show_of_the_practitioner_is_not_the_patients() {
    AppointmentFact fact =
        read("noshow", "", PATIENT, "{'actor':{'reference':'Practitioner/d'},'status':'declined'}");
    assertThat(fact.outcome()).isEqualTo(Outcome.PROVIDER_CANCELLED);
    assertThat(fact.performers()).containsExactly(new Key("epr|Practitioner/d"));
  }

  @Test
  void participant_status_is_not_attendance() {
    assertThat(read("noshow", "").outcome()).isEqualTo(Outcome.DNA);
    assertThat(
            read("booked", "", "{'actor':{'reference':'Patient/p'},'status':'declined'}").outcome())
        .isEqualTo(Outcome.NOT_RECORDED);
  }

  @Test
  void a_group_session_says_nothing_about_each_persons_attendance() {
    String other = "{'actor':{'reference':'Patient/q'},'status':'accepted'}";
    for (String status : List.of("fulfilled", "noshow")) {
      List<Notice> notices = Json.notices(Json.read(appointment(status, "", PATIENT, other)));
      assertThat(notices)
          .extracting(Notice::patient)
          .containsExactly(new Key("epr|Patient/p"), new Key("epr|Patient/q"));
      assertThat(notices).extracting(Notice::key).containsOnly(new Key("epr|Appointment/a"));
      assertThat(notices)
          .allSatisfy(
              notice -> {
                AppointmentFact fact = (AppointmentFact) notice.fact();
                assertThat(fact.outcome()).isEqualTo(Outcome.NOT_RECORDED);
                assertThat(fact.patients()).isEqualTo(2);
                assertThat(fact.mode()).isEqualTo(Mode.GROUP);
              });
    }
  }

  @Test
  void a_group_session_the_provider_cancels_is_cancelled_for_all() {
    String other = "{'actor':{'reference':'Patient/q'},'status':'accepted'}";
    Message message =
        Json.read(appointment("cancelled", reason(FHIR_REASON, "prov"), PATIENT, other));
    assertThat(Json.notices(message))
        .extracting(notice -> ((AppointmentFact) notice.fact()).outcome())
        .containsExactly(Outcome.PROVIDER_CANCELLED, Outcome.PROVIDER_CANCELLED);
  }

  @Test
  void a_group_status_applies_to_all_where_the_feed_says_so() {
    FeedReader reader =
        new FeedReader(ShippedFeeds.with(SourceTime.USE, GroupStatus.APPLIES_TO_ALL));
    String other = "{'actor':{'reference':'Patient/q'},'status':'accepted'}";
    Message message = Json.read(reader, appointment("noshow", "", PATIENT, other));
    assertThat(Json.notices(message))
        .extracting(notice -> ((AppointmentFact) notice.fact()).outcome())
        .containsExactly(Outcome.DNA, Outcome.DNA);
  }

  @Test
  void a_code_at_one_participant_of_a_group_is_that_persons_outcome() {
    String missed =
        "{'extension':[{'url':'urn:l','valueCoding':{'system':'%s','code':'3'}}],'actor':{'reference':'Patient/q'},'status':'accepted'}"
            .formatted(NHS);
    assertThat(Json.notices(Json.read(appointment("fulfilled", "", PATIENT, missed))))
        .extracting(notice -> ((AppointmentFact) notice.fact()).outcome())
        .containsExactly(Outcome.NOT_RECORDED, Outcome.DNA);
  }

  @Test
  void one_patient_named_twice_is_no_group() {
    assertThat(read("fulfilled", "", PATIENT, PATIENT).outcome()).isEqualTo(Outcome.ATTENDED);
  }

  @Test
  void a_time_without_a_zone_is_london_time() {
    String summer =
        appointment("booked", "")
            .replace("2026-03-02T09:00:00Z", "2026-07-01T09:00:00")
            .replace("2026-03-02T09:30:00Z", "2026-07-01T09:30:00");
    AppointmentFact fact = Json.fact(AppointmentFact.class, summer);
    assertThat(fact.start()).isEqualTo(Instant.parse("2026-07-01T08:00:00Z"));
    assertThat(fact.end()).isEqualTo(Instant.parse("2026-07-01T08:30:00Z"));
    assertThat(fact.ambiguousTime()).isFalse();
  }

  @Test
  void the_repeated_october_hour_is_the_first_and_marked() {
    String repeated =
        appointment("booked", "")
            .replace("2026-03-02T09:00:00Z", "2026-10-25T01:30:00")
            .replace("2026-03-02T09:30:00Z", "2026-10-25T03:00:00");
    AppointmentFact fact = Json.fact(AppointmentFact.class, repeated);
    assertThat(fact.start()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(fact.ambiguousTime()).isTrue();
  }

  @Test
  void an_end_before_the_start_is_impossible() {
    assertThat(Json.rejected(appointment("booked", "").replace("T09:30", "T08:30")))
        .satisfies(
            no -> {
              assertThat(no.reason()).isEqualTo(RejectReason.IMPOSSIBLE);
              assertThat(no.position()).isEqualTo("Appointment.end");
            });
  }

  @Test
  void a_day_that_does_not_exist_is_impossible() {
    assertThat(Json.rejected(appointment("booked", "").replace("03-02T09:00", "02-31T09:00")))
        .satisfies(
            no -> {
              assertThat(no.reason()).isEqualTo(RejectReason.IMPOSSIBLE);
              assertThat(no.position()).isEqualTo("Appointment.start");
              assertThat(no.text()).doesNotContain("2026");
            });
  }

  @Test
  void a_start_is_needed_except_for_a_proposal_or_a_cancellation() {
    String none = "'start':'2026-03-02T09:00:00Z','end':'2026-03-02T09:30:00Z',";
    assertThat(Json.rejected(appointment("noshow", "").replace(none, "")).reason())
        .isEqualTo(RejectReason.INCOMPLETE);
    assertThat(
            Json.fact(AppointmentFact.class, appointment("cancelled", "").replace(none, ""))
                .start())
        .isNull();
  }

  @Test
  void without_a_patient_it_is_refused() {
    assertThat(
            Json.rejected(appointment("booked", "", "{'actor':{'reference':'Location/1'}}"))
                .reason())
        .isEqualTo(RejectReason.NO_PATIENT);
  }

  @Test
  void a_patient_may_be_named_by_nhs_number_alone() {
    Notice notice =
        Json.notice(
            appointment(
                "booked",
                "",
                "{'actor':{'identifier':{'system':'http://fhir.nhs.net/Id/nhs-number','value':'900 000 0009'}}}"));
    assertThat(notice.patient())
        .isEqualTo(Key.ofIdentifier("epr", "Patient", Codings.NHS_NUMBER, "9000000009"));
  }

  @Test
  void an_unknown_status_is_refused_and_none_is_guessed() {
    assertThat(Json.rejected(appointment("attended", "")).reason())
        .isEqualTo(RejectReason.IMPOSSIBLE);
  }

  @Test
  void entered_in_error_takes_it_back_even_without_a_start() {
    Notice notice =
        Json.notice(
            "{'resourceType':'Appointment','id':'a','status':'entered-in-error','participant':[%s]}"
                .formatted(PATIENT));
    assertThat(notice.fact()).isEqualTo(new Withdrawn(FactKind.APPOINTMENT));
    assertThat(notice.patient()).isEqualTo(new Key("epr|Patient/p"));
  }

  @Test
  void a_home_visit_is_told_by_its_code_whatever_the_channel() {
    String inPerson =
        """
        'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeliveryChannel',
          'valueCodeableConcept':{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel','code':'In-person'}]}}],
        """;
    String atHome =
        "'appointmentType':{'coding':[{'system':'http://snomed.info/sct','code':'439708006'}]},";
    assertThat(read("booked", inPerson + atHome, PATIENT).mode()).isEqualTo(Mode.HOME_VISIT);
    assertThat(read("booked", inPerson, PATIENT).mode()).isEqualTo(Mode.IN_PERSON);
  }

  @Test
  void places_services_channel_and_kind_of_visit_are_read() {
    AppointmentFact fact =
        read(
            "booked",
            """
            'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeliveryChannel',
              'valueCodeableConcept':{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel','code':'Telephone'}]}}],
            'appointmentType':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0276','code':'FOLLOWUP'}]},
            'serviceType':[{'coding':[{'system':'http://snomed.info/sct','code':'722140001'}]}],
            'basedOn':{'reference':'https://epr.example/fhir/ServiceRequest/7/_history/2'},
            """,
            PATIENT,
            "{'actor':{'reference':'HealthcareService/s'}}",
            "{'actor':{'reference':'/Location/l'}}");
    assertThat(fact.mode()).isEqualTo(Mode.TELEPHONE);
    assertThat(fact.visit()).isEqualTo(Visit.FOLLOW_UP);
    assertThat(fact.serviceTypes())
        .containsExactly(new Code("http://snomed.info/sct", "722140001"));
    assertThat(fact.basedOn()).containsExactly(new Key("epr|ServiceRequest/7"));
    assertThat(fact.healthcareServices()).containsExactly(new Key("epr|HealthcareService/s"));
    assertThat(fact.location()).isEqualTo(new Key("epr|Location/l"));
  }
}
