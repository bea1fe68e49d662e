package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.CarerFact;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.EpisodeFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.ResponseFact;
import org.attendancemonitor.attendance.Withdrawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherReadersTest {
  private static final String SUBJECT = "'subject':{'reference':'Patient/p'}";

  private static String resource(String type, String more) {
    return "{'resourceType':'%s','id':'1',%s}".formatted(type, more);
  }

  private static String concept(String system, String code) {
    return "{'coding':[{'system':'%s','code':'%s'}]}".formatted(system, code);
  }

  @ParameterizedTest
  @CsvSource({
    "draft, DRAFT",
    "active, ACTIVE",
    "on-hold, ON_HOLD",
    "revoked, REVOKED",
    "completed, COMPLETED",
    "unknown, UNKNOWN",
    "inactive, UNKNOWN"
  })
  void a_referral_has_the_status_sent(String sent, ReferralStatus status) {
    assertThat(
            Json.fact(
                    ReferralFact.class,
                    resource("ServiceRequest", SUBJECT + ",'status':'" + sent + "'"))
                .status())
        .isEqualTo(status);
  }

  @Test
  void a_referral_tells_what_is_asked_of_whom_when_and_how_urgently() {
    Notice notice =
        Json.notice(
            resource(
                "ServiceRequest",
                SUBJECT
                    + ",'status':'active','priority':'urgent','authoredOn':'2026-03-01T23:30:00Z','meta':{'versionId':'5','lastUpdated':'2026-03-02T09:00:00.5Z'},"
                    + "'identifier':[{'system':'https://fhir.nhs.uk/Id/UBRN','value':'000000070000'}],'code':"
                    + concept("http://snomed.info/sct", "722140001")
                    + ",'performer':[{'reference':'HealthcareService/s'},{'identifier':{'system':'https://fhir.nhs.uk/id/ods-organisation-code','value':'RY6'}},{'reference':'d5ffd0cd'}]"));
    ReferralFact fact = (ReferralFact) notice.fact();
    assertThat(fact.keys())
        .containsExactly(
            new Key("epr|ServiceRequest/1"),
            new Key("|ServiceRequest?https://fhir.nhs.uk/Id/UBRN|000000070000"));
    assertThat(fact.codes()).containsExactly(new Code("http://snomed.info/sct", "722140001"));
    assertThat(fact.performers())
        .containsExactly(
            new Key("epr|HealthcareService/s"),
            new Key("|Organization?https://fhir.nhs.uk/Id/ods-organization-code|RY6"));
    assertThat(fact.priority()).isEqualTo(Priority.URGENT);
    assertThat(fact.authoredOn()).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(notice.versionId()).isEqualTo("5");
    assertThat(notice.sourceTime()).isEqualTo(Instant.parse("2026-03-02T09:00:00.5Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "revoked, http://snomed.info/sct, 281399006, true",
    "completed, http://snomed.info/sct, 281399006, true",
    "revoked, https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-referral-closure-reason, 05, true",
    "revoked, https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-referral-closure-reason, 02, false",
    "active, http://snomed.info/sct, 281399006, false"
  })
  void a_referral_may_be_coded_as_ended_for_non_attendance(
      String status, String system, String code, boolean ended) {
    String text =
        resource(
            "ServiceRequest",
            SUBJECT + ",'status':'" + status + "','reasonCode':[" + concept(system, code) + "]");
    assertThat(Json.fact(ReferralFact.class, text).endedForNonAttendance()).isEqualTo(ended);
  }

  @Test
  void a_request_for_a_group_or_not_to_do_something_is_no_referral_of_a_person() {
    assertThat(
            Json.rejected(resource("ServiceRequest", "'subject':{'reference':'Group/g'}")).reason())
        .isEqualTo(RejectReason.NO_PATIENT);
    assertThat(Json.rejected(resource("ServiceRequest", SUBJECT + ",'doNotPerform':true")).reason())
        .isEqualTo(RejectReason.NOT_USED);
  }

  @ParameterizedTest
  @CsvSource({
    "arrived, true, false",
    "in-progress, true, false",
    "finished, true, false",
    "triaged, false, false",
    "planned, false, false",
    "cancelled, false, true"
  })
  void an_encounter_says_whether_the_person_was_seen(
      String status, boolean seen, boolean cancelled) {
    EncounterFact fact =
        Json.fact(
            EncounterFact.class,
            resource(
                "Encounter",
                SUBJECT
                    + ",'status':'"
                    + status
                    + "','appointment':[{'reference':'Appointment/a'}],'basedOn':[{'reference':'ServiceRequest/s'}],'period':{'start':'2026-03-02T09:00:00','end':'2026-03-02'}"));
    assertThat(fact.seen()).isEqualTo(seen);
    assertThat(fact.cancelled()).isEqualTo(cancelled);
    assertThat(fact.appointments()).containsExactly(new Key("epr|Appointment/a"));
    assertThat(fact.referrals()).containsExactly(new Key("epr|ServiceRequest/s"));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, false"})
  void outcome_of_attendance_1_is_a_discharge(String code, boolean discharged) {
    String extension =
        "'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OutcomeOfAttendance','valueCodeableConcept':"
            + concept("https://fhir.hl7.org.uk/CodeSystem/UKCore-OutcomeOfAttendanceEngland", code)
            + "}],";
    assertThat(
            Json.fact(
                    EncounterFact.class,
                    resource("Encounter", extension + SUBJECT + ",'status':'finished'"))
                .discharged())
        .isEqualTo(discharged);
  }

  @Test
  void an_episode_ends_when_finished_or_cancelled() {
    String text =
        resource(
            "EpisodeOfCare",
            "'status':'finished','patient':{'reference':'Patient/p'},'referralRequest':[{'reference':'ServiceRequest/s'}],'period':{'start':'2026-01','end':'2026-02'}");
    EpisodeFact fact = Json.fact(EpisodeFact.class, text);
    assertThat(fact.ended()).isTrue();
    assertThat(fact.end()).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(fact.referrals()).containsExactly(new Key("epr|ServiceRequest/s"));
    assertThat(Json.fact(EpisodeFact.class, text.replace("finished", "onhold")).ended()).isFalse();
  }

  @Test
  void a_flag_holds_while_it_is_active() {
    String text =
        resource(
            "Flag",
            SUBJECT
                + ",'status':'active','period':{'start':'2026-01-05'},'category':["
                + concept("urn:c", "ra")
                + "],'code':"
                + concept("https://snomed.info/sct", "315594003"));
    assertThat(Json.fact(NeedFact.class, text))
        .isEqualTo(
            new NeedFact(
                List.of(new Code("http://snomed.info/sct", "315594003")),
                List.of(new Code("urn:c", "ra")),
                true,
                LocalDate.of(2026, 1, 5),
                null));
    assertThat(Json.fact(NeedFact.class, text.replace("'active'", "'inactive'")).active())
        .isFalse();
  }

  @Test
  void a_condition_holds_unless_resolved_and_is_taken_back_when_refuted() {
    String text =
        resource("Condition", SUBJECT + ",'code':" + concept("http://snomed.info/sct", "32911000"));
    String system = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    assertThat(Json.fact(NeedFact.class, text).active()).isTrue();
    for (Map.Entry<String, Boolean> status :
        Map.of("active", true, "relapse", true, "inactive", false, "resolved", false).entrySet()) {
      String with =
          text.replace(
              "'code':{", "'clinicalStatus':" + concept(system, status.getKey()) + ",'code':{");
      assertThat(Json.fact(NeedFact.class, with).active()).isEqualTo(status.getValue());
    }
    String refuted =
        text.replace("'code':{", "'verificationStatus':" + concept("x", "refuted") + ",'code':{");
    assertThat(Json.fact(Withdrawn.class, refuted)).isEqualTo(new Withdrawn(FactKind.NEED));
  }

  @Test
  void an_observation_gives_its_question_and_answer_but_not_a_no() {
    String question = "'code':" + concept("urn:q", "interpreter");
    String text =
        resource(
            "Observation",
            SUBJECT
                + ",'status':'final','effectiveDateTime':'2026-01-05T10:00:00Z',"
                + question
                + ",'valueCodeableConcept':"
                + concept("http://snomed.info/sct", "315594003"));
    NeedFact fact = Json.fact(NeedFact.class, text);
    assertThat(fact.codes())
        .containsExactly(
            new Code("urn:q", "interpreter"), new Code("http://snomed.info/sct", "315594003"));
    assertThat(fact.from()).isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(Json.fact(NeedFact.class, text.replace("315594003", "373067005")).active())
        .isFalse();
    String said = resource("Observation", SUBJECT + ",'status':'final'," + question);
    assertThat(Json.fact(NeedFact.class, said).active()).isTrue();
    String no = said.replace("'final'", "'final','valueBoolean':false");
    assertThat(Json.fact(NeedFact.class, no).active()).isFalse();
    String unasked =
        said.replace("'final'", "'final','dataAbsentReason':" + concept("x", "not-asked"));
    assertThat(Json.fact(NeedFact.class, unasked).active()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, PHONE",
    "SMSWRIT, TEXT",
    "MAILWRIT, LETTER",
    "EMAILWRIT, EMAIL",
    "VIDEOCONF, VIDEO",
    "PHYSICAL, VISIT",
    "FAXWRIT, OTHER"
  })
  void a_contact_has_a_channel(String medium, Channel channel) {
    ContactFact fact = Json.fact(ContactFact.class, contact("completed", medium, "Patient/p"));
    assertThat(fact.channel()).isEqualTo(channel);
    assertThat(fact.reached()).isTrue();
    assertThat(fact.at()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
    assertThat(fact.about())
        .containsExactly(new Key("epr|Appointment/a"), new Key("epr|ServiceRequest/s"));
  }

  @Test
  void a_contact_not_made_has_reached_nobody_and_a_letter_to_others_is_none() {
    assertThat(Json.fact(ContactFact.class, contact("not-done", "PHONE", "Patient/p")).reached())
        .isFalse();
    assertThat(Json.notices(Json.read(contact("preparation", "PHONE", "Patient/p")))).isEmpty();
    assertThat(Json.notices(Json.read(contact("completed", "PHONE", "Organization/gp")))).isEmpty();
    assertThat(Json.notices(Json.read(contact("completed", "PHONE", "RelatedPerson/mum"))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"completed, true", "not-done, false", "stopped, false"})
  void a_letter_before_the_appointment_is_a_contact_that_arrived_or_not(
      String status, boolean delivered) {
    String letter = contact(status, "MAILWRIT", "Patient/p");
    ContactFact fact = Json.fact(ContactFact.class, letter);
    assertThat(fact.reached()).isEqualTo(delivered);
    assertThat(fact.channel()).isEqualTo(Channel.LETTER);
    assertThat(fact.at()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
    assertThat(fact.about()).contains(new Key("epr|Appointment/a"));
    String received = letter.replace("'sent'", "'received'");
    assertThat(Json.fact(ContactFact.class, received).at()).isEqualTo(fact.at());
    String timeless = letter.replace("'sent':'2026-03-02T09:00:00Z',", "");
    assertThat(Json.fact(ContactFact.class, timeless).at()).isNull();
  }

  @Test
  void a_contact_tells_reasons_supports_and_that_needs_were_asked_by_code() {
    String text =
        resource(
            "Communication",
            SUBJECT
                + ",'status':'completed','reasonCode':["
                + concept("urn:attendance-monitor:reason", "R10")
                + ","
                + concept("urn:attendance-monitor:reason", "R09")
                + "],'topic':"
                + concept("urn:attendance-monitor:support", "S15")
                + ",'category':["
                + concept("urn:attendance-monitor:support", "S10")
                + ","
                + concept("urn:attendance-monitor:contact", "needs-asked")
                + "],'sender':{'reference':'Practitioner/9'}");
    Message read = Json.read(text);
    ContactFact fact = Json.fact(ContactFact.class, read);
    assertThat(fact.reasons()).containsExactly("R09", "R10");
    assertThat(fact.supports())
        .containsExactly(new Offered("S15", "accepted"), new Offered("S10", "accepted"));
    assertThat(fact.needsAsked()).isTrue();
    assertThat(fact.by()).isNull();
    assertThat(Json.ignored(read)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "R01, true",
    "R24, true",
    "R99, true",
    "R00, false",
    "R25, false",
    "r07, false",
    "R7, false"
  })
  void a_reason_is_one_of_the_list_and_anything_else_is_told_as_unused(String code, boolean used) {
    Message read =
        Json.read(
            resource(
                "Communication",
                SUBJECT
                    + ",'status':'not-done','reasonCode':["
                    + concept("urn:attendance-monitor:reason", code)
                    + "]"));
    assertThat(Json.fact(ContactFact.class, read).reasons())
        .isEqualTo(used ? List.of(code) : List.of());
    assertThat(Json.ignored(read))
        .isEqualTo(used ? List.of() : List.of("Communication.reasonCode"));
  }

  @Test
  void what_failed_a_message_is_no_reason_for_a_miss_and_other_codes_offer_nothing() {
    Message read =
        Json.read(
            resource(
                "Communication",
                SUBJECT
                    + ",'status':'not-done','statusReason':"
                    + concept("urn:attendance-monitor:reason", "R01")
                    + ",'topic':"
                    + concept("urn:attendance-monitor:support", "S31")
                    + ",'category':["
                    + concept(
                        "http://terminology.hl7.org/CodeSystem/communication-category", "reminder")
                    + "]"));
    ContactFact fact = Json.fact(ContactFact.class, read);
    assertThat(fact.reasons()).isEmpty();
    assertThat(fact.supports()).isEmpty();
    assertThat(fact.needsAsked()).isFalse();
    assertThat(Json.ignored(read))
        .containsExactly(
            "Communication.category", "Communication.statusReason", "Communication.topic");
  }

  @ParameterizedTest
  @CsvSource({
    "declined, declined",
    "tried, tried",
    "not-available, not-available",
    "accepted, accepted",
    "perhaps, ''",
    "'', ''"
  })
  void what_came_of_an_offer_is_said_by_an_extension_and_never_guessed(String said, String kept) {
    String value = said.isEmpty() ? "" : ",'valueCode':'" + said + "'";
    String coding =
        "{'extension':[{'url':'urn:attendance-monitor:support-result'"
            + value
            + "}],'system':'urn:attendance-monitor:support','code':'S08'}";
    Message read =
        Json.read(
            resource(
                "Communication",
                SUBJECT + ",'status':'completed','category':[{'coding':[" + coding + "]}]"));
    assertThat(Json.fact(ContactFact.class, read).supports())
        .isEqualTo(kept.isEmpty() ? List.of() : List.of(new Offered("S08", kept)));
    assertThat(Json.ignored(read).isEmpty()).isEqualTo(!kept.isEmpty());
  }

  private static String contact(String status, String medium, String recipient) {
    return resource(
        "Communication",
        SUBJECT
            + ",'status':'%s','sent':'2026-03-02T09:00:00Z','medium':[%s],'recipient':[{'reference':'%s'}],'about':[{'reference':'ServiceRequest/s'},{'reference':'Appointment/a'},{'reference':'Task/t'}]"
                .formatted(
                    status,
                    concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", medium),
                    recipient));
  }

  @Test
  void a_refusal_names_the_appointment_and_perhaps_the_person() {
    String text =
        resource(
            "AppointmentResponse",
            "'appointment':{'reference':'Appointment/a'},'participantStatus':'declined','actor':{'reference':'Patient/p'}");
    Notice notice = Json.notice(text);
    assertThat(notice.fact()).isEqualTo(new ResponseFact(new Key("epr|Appointment/a"), true));
    assertThat(notice.patient()).isEqualTo(new Key("epr|Patient/p"));
    assertThat(Json.notice(text.replace("Patient/p", "RelatedPerson/m")).patient()).isNull();
    assertThat(Json.fact(ResponseFact.class, text.replace("declined", "tentative")).declined())
        .isFalse();
    Message practitioner = Json.read(text.replace("Patient/p", "Practitioner/d"));
    assertThat(Json.notices(practitioner)).isEmpty();
    assertThat(Json.ignored(practitioner)).containsExactly("AppointmentResponse of a Practitioner");
  }

  @Test
  void a_carer_belongs_to_the_patient_until_inactive() {
    String text =
        resource(
            "RelatedPerson",
            "'active':true,'patient':{'reference':'Patient/p'},'relationship':["
                + concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH")
                + "],'period':{'start':'2024-05-15'}");
    assertThat(Json.fact(CarerFact.class, text))
        .isEqualTo(
            new CarerFact(
                List.of(new Code("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH")),
                LocalDate.of(2024, 5, 15),
                null));
    assertThat(Json.fact(Withdrawn.class, text.replace("true", "false")).kind())
        .isEqualTo(FactKind.CARER);
  }

  @Test
  void a_place_is_about_nobody_and_known_by_its_identifiers() {
    Notice notice =
        Json.notice(
            resource(
                "HealthcareService",
                "'name':'Physio','identifier':[{'system':'https://fhir.nhs.uk/Id/dos-service-id','value':'9'}],'type':["
                    + concept("http://snomed.info/sct", "722140001")
                    + "]"));
    assertThat(notice.patient()).isNull();
    PlaceFact fact = (PlaceFact) notice.fact();
    assertThat(fact.name()).isEqualTo("Physio");
    assertThat(fact.codes())
        .containsExactly(
            new Code("http://snomed.info/sct", "722140001"),
            new Code("https://fhir.nhs.uk/Id/dos-service-id", "9"));
  }

  @Test
  void a_resource_that_could_not_be_told_from_another_is_incomplete() {
    assertThat(Json.rejected("{'resourceType':'Flag','status':'active'," + SUBJECT + "}").reason())
        .isEqualTo(RejectReason.INCOMPLETE);
  }

  @Test
  void a_clock_that_cannot_be_trusted_is_not_used() {
    String text =
        resource("Patient", "'meta':{'lastUpdated':'2026-03-02T09:00:00Z','versionId':'3'}");
    assertThat(Json.notice(text).sourceTime()).isNotNull();
    FeedReader reader = new FeedReader(ShippedFeeds.with(SourceTime.IGNORE, GroupStatus.UNKNOWN));
    Notice notice = Json.notices(Json.read(reader, text)).get(0);
    assertThat(notice.sourceTime()).isNull();
    assertThat(notice.versionId()).isEqualTo("3");
  }
}
