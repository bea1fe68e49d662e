package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Withdrawn;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleReaderTest {
  private static final String DNA_RESPONSE =
      """
      {'resourceType':'Bundle','id':'b-1','type':'message','meta':{'versionId':'1.1.0','lastUpdated':'2026-01-01T00:00:00Z'},
       'entry':[
        {'fullUrl':'urn:uuid:1','resource':{'resourceType':'MessageHeader'}},
        {'fullUrl':'urn:uuid:2','resource':{'resourceType':'ServiceRequest','status':'revoked','intent':'plan','subject':{'reference':'urn:uuid:4'}}},
        {'fullUrl':'urn:uuid:3','resource':{'resourceType':'Appointment','status':'noshow','start':'2026-03-02T09:00:00Z',
          'participant':[{'actor':{'reference':'urn:uuid:4'},'status':'accepted'}]}},
        {'fullUrl':'urn:uuid:4','resource':{'resourceType':'Patient','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9000000009'}]}},
        {'fullUrl':'urn:uuid:5','resource':{'resourceType':'CarePlan'}}
       ]}
      """;

  private static String bundle(String type, String... entries) {
    return "{'resourceType':'Bundle','type':'%s','entry':[%s]}"
        .formatted(type, String.join(",", entries));
  }

  private static String patient(String id, String birth) {
    return "{'resource':{'resourceType':'Patient','id':'%s','birthDate':'%s'}}"
        .formatted(id, birth);
  }

  @ParameterizedTest
  @CsvSource({
    "transaction, true",
    "message, true",
    "batch, false",
    "collection, false",
    "searchset, false",
    "history, false"
  })
  void transactions_and_messages_are_all_or_nothing(String type, boolean atomic) {
    Message message = Json.read(bundle(type, patient("a", "2001-01-01")));
    assertThat(message.atomic()).isEqualTo(atomic);
    assertThat(message.entries().get(0).position()).isEqualTo("Bundle.entry[0]");
    assertThat(message.entries().get(0).id()).isEqualTo("a");
  }

  @Test
  void one_bad_entry_of_a_batch_costs_that_entry() {
    Message message =
        Json.read(
            bundle(
                "batch",
                patient("a", "2001-01-01"),
                patient("b", "2001-02-30"),
                "{'resource':{'resourceType':'Nonsense'}}",
                patient("c", "2001-01-01")));
    assertThat(message.entries())
        .extracting(entry -> entry.reading() instanceof Accepted)
        .containsExactly(true, false, false, true);
    assertThat(((Rejected) message.entries().get(1).reading()).position())
        .isEqualTo("Bundle.entry[1].resource.birthDate");
  }

  @Test
  void a_revoked_referral_in_one_message_with_the_no_show_ended_for_non_attendance() {
    Message message = Json.read(DNA_RESPONSE);
    ReferralFact referral = Json.fact(ReferralFact.class, message);
    AppointmentFact appointment = Json.fact(AppointmentFact.class, message);
    assertThat(referral.endedForNonAttendance()).isTrue();
    assertThat(referral.message()).isEqualTo("b-1");
    assertThat(appointment.message()).isEqualTo("b-1");
    assertThat(appointment.basedOn()).isEqualTo(referral.keys());
    assertThat(Json.ignored(message)).containsExactly("MessageHeader", "CarePlan");
  }

  @Test
  void an_active_referral_beside_a_no_show_has_not_ended() {
    Message message = Json.read(DNA_RESPONSE.replace("revoked", "active"));
    assertThat(Json.fact(ReferralFact.class, message).endedForNonAttendance()).isFalse();
    assertThat(Json.fact(AppointmentFact.class, message).message()).isNull();
  }

  @Test
  void a_no_show_of_another_referral_does_not_end_this_one_for_non_attendance() {
    Message message =
        Json.read(
            DNA_RESPONSE.replace(
                "'start':", "'basedOn':[{'reference':'ServiceRequest/9'}],'start':"));
    assertThat(Json.fact(ReferralFact.class, message).endedForNonAttendance()).isFalse();
  }

  @Test
  void a_no_show_that_names_no_referral_is_not_given_to_one_of_several() {
    Message message =
        Json.read(
            DNA_RESPONSE.replace(
                "{'fullUrl':'urn:uuid:5','resource':{'resourceType':'CarePlan'}}",
                "{'fullUrl':'urn:uuid:6','resource':{'resourceType':'ServiceRequest','id':'other',"
                    + "'status':'active','intent':'plan','subject':{'reference':'urn:uuid:4'}}}"));
    assertThat(Json.fact(AppointmentFact.class, message).basedOn()).isEmpty();
    assertThat(Json.notices(message))
        .filteredOn(it -> it.fact() instanceof ReferralFact)
        .hasSize(2)
        .noneMatch(it -> ((ReferralFact) it.fact()).endedForNonAttendance());
  }

  @Test
  void the_version_of_the_standard_is_not_the_version_of_a_resource() {
    assertThat(Json.notices(Json.read(DNA_RESPONSE)))
        .allSatisfy(
            notice -> {
              assertThat(notice.versionId()).isNull();
              assertThat(notice.sourceTime()).isNull();
            });
  }

  @Test
  void references_by_urn_are_the_primary_key_of_the_entry() {
    Key patient = Key.ofIdentifier("epr", "Patient", Codings.NHS_NUMBER, "9000000009");
    assertThat(Json.notices(Json.read(DNA_RESPONSE)))
        .extracting(Notice::patient)
        .containsOnly(patient);
    assertThat(Json.notices(Json.read(DNA_RESPONSE)).get(0).key())
        .isEqualTo(new Key("epr|ServiceRequest/urn:uuid:2"));
  }

  @Test
  void what_haps_server_has_parsed_reads_the_same() {
    FeedReader reader = new FeedReader(ShippedFeeds.settings());
    Bundle parsed =
        reader
            .context()
            .newJsonParser()
            .parseResource(Bundle.class, DNA_RESPONSE.replace('\'', '"'));
    Message message = reader.read(parsed, "default");
    assertThat(Json.notices(message)).isEqualTo(Json.notices(Json.read(DNA_RESPONSE)));
    assertThat(message.id()).isEqualTo("b-1");
    assertThat(message.atomic()).isTrue();
  }

  @Test
  void a_bundle_of_nothing_that_is_used_names_what_it_holds() {
    Rejected no =
        Json.rejected(
            bundle(
                "searchset",
                "{'resource':{'resourceType':'Slot'}}",
                "{'resource':{'resourceType':'Schedule'}}"));
    assertThat(no.reason()).isEqualTo(RejectReason.NOT_USED);
    assertThat(no.text()).contains("Schedule, Slot");
  }

  @ParameterizedTest
  @CsvSource({"Parameters", "SubscriptionStatus"})
  void a_heartbeat_of_a_subscription_is_no_fault(String status) {
    Message message =
        Json.read(bundle("history", "{'resource':{'resourceType':'" + status + "'}}"));
    assertThat(Json.notices(message)).isEmpty();
    assertThat(Json.ignored(message)).containsExactly(status);
  }

  @Test
  void an_empty_searchset_and_entries_without_a_resource_are_no_fault() {
    assertThat(Json.notices(Json.read("{'resourceType':'Bundle','type':'searchset'}"))).isEmpty();
    Message message = Json.read(bundle("searchset", "{'fullUrl':'x'}", patient("a", "2001")));
    assertThat(Json.notices(message)).hasSize(1);
    assertThat(Json.ignored(message)).containsExactly("Bundle.entry without resource");
  }

  @Test
  void the_answer_of_a_server_states_no_facts() {
    assertThat(
            Json.rejected(bundle("transaction-response", "{'response':{'status':'200'}}")).reason())
        .isEqualTo(RejectReason.NOT_USED);
  }

  @Test
  void a_deletion_takes_the_resource_back_at_the_sources_time() {
    Message message =
        Json.read(
            bundle(
                "history",
                "{'request':{'method':'DELETE','url':'Appointment/7'},'response':{'lastModified':'2026-03-02T09:00:00Z'}}",
                "{'request':{'method':'DELETE','url':'Patient?identifier=urn:pas%7C77'}}"));
    assertThat(Json.notices(message))
        .containsExactly(
            new Notice(
                new Key("epr|Appointment/7"),
                null,
                new Withdrawn(FactKind.APPOINTMENT),
                Instant.parse("2026-03-02T09:00:00Z"),
                null),
            new Notice(
                new Key("epr|Patient?urn:pas|77"),
                new Key("epr|Patient?urn:pas|77"),
                new Withdrawn(FactKind.PATIENT),
                null,
                null));
  }

  @Test
  void patch_and_unclear_deletions_are_refused() {
    String patch =
        "{'resource':{'resourceType':'Binary'},'request':{'method':'PATCH','url':'Appointment/7'}}";
    String unclear = "{'request':{'method':'DELETE','url':'Patient?name=x'}}";
    for (String entry : List.of(patch, unclear)) {
      Message message = Json.read(bundle("batch", entry, patient("a", "2001")));
      assertThat(Json.rejected(message).reason()).isEqualTo(RejectReason.NOT_SUPPORTED);
    }
  }

  @Test
  void conditional_creates_and_updates_give_the_identifier_searched_as_a_key() {
    Message message =
        Json.read(
            bundle(
                "transaction",
                "{'resource':{'resourceType':'Patient'},'request':{'method':'POST','url':'Patient','ifNoneExist':'identifier=urn:pas|1'}}",
                "{'resource':{'resourceType':'Patient'},'request':{'method':'PUT','url':'Patient?identifier=urn:pas|2'}}",
                "{'resource':{'resourceType':'Patient'},'request':{'method':'PUT','url':'Patient/3'}}"));
    assertThat(Json.notices(message))
        .extracting(notice -> notice.key().text())
        .containsExactly("epr|Patient?urn:pas|1", "epr|Patient?urn:pas|2", "epr|Patient/3");
  }

  @Test
  void contained_patients_are_known_by_their_identifiers() {
    Notice notice =
        Json.notice(
            """
            {'resourceType':'Encounter','id':'e','status':'finished','subject':{'reference':'#p'},
             'contained':[{'resourceType':'Patient','id':'p','identifier':[{'system':'urn:pas','value':'77'}]}]}
            """);
    assertThat(notice.patient()).isEqualTo(new Key("epr|Patient?urn:pas|77"));
  }

  @Test
  void a_urn_nobody_explains_names_no_patient() {
    Rejected no =
        Json.rejected(
            "{'resourceType':'Flag','id':'f','status':'active','subject':{'reference':'urn:uuid:9'}}");
    assertThat(no.reason()).isEqualTo(RejectReason.NO_PATIENT);
    assertThat(no.position()).isEqualTo("Flag.subject.reference");
  }

  @Test
  void an_observation_without_a_subject_is_about_the_only_patient_of_its_message() {
    String observation =
        "{'fullUrl':'urn:uuid:7','resource':{'resourceType':'Observation','status':'final','code':{'coding':[{'code':'x'}]}}}";
    Message one = Json.read(bundle("message", patient("a", "2001"), observation));
    assertThat(Json.notices(one))
        .extracting(Notice::patient)
        .containsOnly(new Key("epr|Patient/a"));
    Message two =
        Json.read(bundle("message", patient("a", "2001"), patient("b", "2001"), observation));
    assertThat(((Rejected) two.entries().get(2).reading()).reason())
        .isEqualTo(RejectReason.NO_PATIENT);
  }
}
