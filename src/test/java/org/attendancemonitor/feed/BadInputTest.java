package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF",
        "null",
        "[]",
        "17",
        "'x'",
        "{",
        "{}",
        "{'resourceType':5}",
        "{'resourceType':'Nonsense'}",
        "<Patient xmlns='http://hl7.org/fhir'/>",
        "{'resourceType':'Patient','id':'p'} {'resourceType':'Patient'}",
        "{'resourceType':'Patient','id':'p','id':'q'}",
        "{'resourceType':'Patient','id':'p','name':[{'family':'\\u0000'}]}",
        "{'resourceType':'Patient','id':'\0'}",
        "{'resourceType':'Patient','contained':[[]],'id':'p"
      })
  void what_is_no_fhir_json_is_unparsable_with_a_place(String text) {
    Rejected no = Json.rejected(text);
    assertThat(no.reason()).isEqualTo(RejectReason.UNPARSABLE);
    assertThat(no.position()).isNotBlank();
  }

  @Test
  void the_place_of_a_syntax_error_is_its_line_and_column() {
    assertThat(Json.rejected("{'resourceType':'Patient',\n 'id' 'p'}").position())
        .isEqualTo("line 2 column 7");
  }

  @Test
  void an_escaped_backslash_before_u0000_is_no_nul() {
    assertThat(
            Json.notices(
                Json.read("{'resourceType':'Patient','id':'p','name':[{'family':'a\\\\u0000'}]}")))
        .hasSize(1);
  }

  @Test
  void a_rejection_never_repeats_what_the_message_said() {
    for (String text :
        new String[] {
          "{'resourceType':'Patient','name':CANARY}",
          "{'resourceType':'Patient','id':'p','birthDate':'CANARY'}",
          "{'resourceType':'CANARY'}",
          "{'CANARY':1,'CANARY':2}",
          "{'resourceType':'Patient','id':'p','name':[{'given':[{'CANARY':1}]}],'birthDate':'CANARY'}"
        }) {
      Rejected no = Json.rejected(text);
      assertThat(no.text() + no.position()).doesNotContain("CANARY");
    }
  }

  @Test
  void a_message_nested_beyond_reason_is_refused_at_once() {
    String deep =
        "{'resourceType':'Patient','id':'p','extension':" + "[{'extension':".repeat(200_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(Json.rejected(deep).reason()).isEqualTo(RejectReason.TOO_LARGE));
  }

  @Test
  void a_message_over_the_size_is_refused_before_it_is_parsed() {
    String large = "{'resourceType':'Patient','x':'" + "\u00e9".repeat(2_600_000) + "'}";
    assertThat(Json.rejected(large).reason()).isEqualTo(RejectReason.TOO_LARGE);
    assertThat(Json.rejected(" ".repeat(5_000_001)).reason()).isEqualTo(RejectReason.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "Slot",
    "Task",
    "Practitioner",
    "OperationOutcome",
    "MessageHeader",
    "AuditEvent",
    "Parameters",
    "List"
  })
  void a_resource_that_is_not_used_is_named(String type) {
    Rejected no = Json.rejected("{'resourceType':'" + type + "','id':'1'}");
    assertThat(no.reason()).isEqualTo(RejectReason.NOT_USED);
    assertThat(no.text()).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'ReferralRequest','id':'1'}",
        "{'resourceType':'Appointment','id':'1','status':'booked','incomingReferral':[{'reference':'x'}]}",
        "{'resourceType':'Appointment','id':'1','status':'booked','subject':{'reference':'Patient/1'}}",
        "{'resourceType':'Condition','id':'1','clinicalStatus':'active'}",
        "{'resourceType':'Encounter','id':'1','actualPeriod':{}}",
        "{'resourceType':'Flag','id':'1','meta':{'profile':['https://fhir.nhs.uk/STU3/StructureDefinition/X']}}",
        "{'resourceType':'Flag','id':'1','meta':{'profile':['http://hl7.org/fhir/3.0/StructureDefinition/Flag']}}",
        "{'resourceType':'CapabilityStatement','fhirVersion':'3.0.2'}",
        "{'resourceType':'Bundle','type':'searchset','meta':{'profile':['https://fhir.nhs.uk/STU3/StructureDefinition/X']}}"
      })
  void fhir_of_another_version_is_told_so(String text) {
    Rejected no = Json.rejected(text);
    assertThat(no.reason()).isEqualTo(RejectReason.WRONG_VERSION);
    assertThat(no.text()).contains("R4");
  }

  @Test
  void unknown_elements_are_named_once_without_their_values() {
    Message message =
        Json.read(
            "{'resourceType':'Patient','id':'p','nickName':'CANARY','name':[{'given':['x'],'pet':'CANARY'},{'pet':'y'}],'9434765919':1}");
    assertThat(Json.ignored(message))
        .containsExactly("Patient.(unprintable)", "Patient.nickName", "Patient.pet");
  }

  @Test
  void unknown_extensions_are_named_by_the_end_of_their_address() {
    assertThat(
            Json.ignored(
                Json.read(
                    "{'resourceType':'Patient','id':'p','extension':[{'url':'https://x.org/favourite-tea','valueString':'CANARY'}]}")))
        .containsExactly("Patient.extension:favourite-tea");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Patient','id':'p','name':'CANARY','address':['x',5,null],'telecom':{},'identifier':[null,{'value':7}],'communication':[{}],'link':[{}],'contact':5}",
        "{'resourceType':'Patient','id':{'a':1},'meta':5}",
        "{'resourceType':'Patient','id':'p','meta':{'security':[{}]},'name':[{},{}],'address':[{},{}],'telecom':[{'value':'1'}]}",
        "{'resourceType':'Condition','id':'c','clinicalStatus':{'coding':[{}]},'verificationStatus':{'coding':[{}]}}",
        "{'resourceType':'RelatedPerson','id':'c','relationship':[{'coding':[{'system':'x'}]}],'patient':{'identifier':{}}}",
        "{'resourceType':'Patient','id':'p','deceasedDateTime':'','birthDate':'','extension':[{},{'url':'x'}]}",
        "{'resourceType':'Appointment','id':'a','status':'booked','participant':'x','start':5,'meta':{'versionId':{}}}",
        "{'resourceType':'Appointment','id':'a','status':{'a':1},'participant':[{},null,{'actor':5},{'actor':{'reference':''}},{'actor':{'reference':'#gone'}}]}",
        "{'resourceType':'ServiceRequest','id':'s','subject':[{'reference':'Patient/p'}],'code':[{'coding':[{'code':'x'}]}],'authoredOn':{}}",
        "{'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},'component':[{}],'valueQuantity':'x'}",
        "{'resourceType':'Encounter','id':'e','subject':{'reference':'Patient?name=x'}}",
        "{'resourceType':'Communication','id':'c','status':'completed','subject':{'reference':'Patient/'},'medium':[{'coding':[{}]}]}",
        "{'resourceType':'AppointmentResponse','id':'r','appointment':{}}",
        "{'resourceType':'Bundle','type':'transaction','entry':[null,5,'x',{},{'resource':null},{'resource':[]},{'request':5},{'request':{'method':'DELETE'}},{'request':{'method':'DELETE','url':'??'}},{'fullUrl':{},'resource':{'resourceType':'Patient'}}]}",
        "{'resourceType':'Bundle','entry':'x','identifier':5,'id':[],'type':{}}"
      })
  void odd_shapes_are_read_or_refused_and_are_never_a_fault_of_ours(String text) {
    for (Entry entry : Json.read(text).entries()) {
      if (entry.reading() instanceof Rejected no) {
        assertThat(no.reason()).isNotEqualTo(RejectReason.FAILED);
      }
    }
  }
}
