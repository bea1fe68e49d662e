package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Residence;
import org.attendancemonitor.attendance.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientReaderTest {
  private static final String UK = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

  private static PatientFact read(String more) {
    return Json.fact(PatientFact.class, "{'resourceType':'Patient','id':'p'," + more + "}");
  }

  private static String number(String value, String extension) {
    return "'identifier':[{%s'system':'https://fhir.nhs.uk/Id/nhs-number','value':'%s'}]"
        .formatted(extension, value);
  }

  private static String verified(String system, String code) {
    return "'extension':[{'url':'%sNHSNumberVerificationStatus','valueCodeableConcept':{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/%s','code':'%s'}]}}],"
        .formatted(UK, system, code);
  }

  @ParameterizedTest
  @CsvSource({
    "UKCore-NHSNumberVerificationStatusEngland, 01, true",
    "UKCore-NHSNumberVerificationStatus, 01, true",
    "UKCore-NHSNumberVerificationStatus, number-present-and-verified, true",
    "UKCore-NHSNumberVerificationStatusEngland, 02, false"
  })
  void both_generations_of_verification_are_read(String system, String code, boolean verified) {
    assertThat(read(number("900 000 0009", verified(system, code))).nhsNumber())
        .isEqualTo(new NhsNumber("9000000009", verified));
  }

  @Test
  void a_value_that_is_not_there_for_a_stated_reason_is_not_there() {
    String absent =
        "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}";
    PatientFact fact =
        read(
            ("'meta':{'security':[{'_code':ABSENT}]},"
                    + "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','_value':ABSENT}],"
                    + "'name':[{'_text':ABSENT,'_family':ABSENT}],"
                    + "'telecom':[{'system':'phone','_value':ABSENT}],"
                    + "'generalPractitioner':[{'_reference':ABSENT,'_type':ABSENT}],"
                    + "'link':[{'other':{'_reference':ABSENT},'type':'replaces'}],"
                    + "'extension':[{'url':'UKEthnicCategory','valueCodeableConcept':{'coding':[{'_code':ABSENT}]}}],"
                    + "'communication':[{'language':{'coding':[{'_code':ABSENT}]}}]")
                .replace("ABSENT", absent)
                .replace("UKE", UK + "E"));
    assertThat(fact.nhsNumber()).isNull();
    assertThat(fact.phones()).isEmpty();
    assertThat(fact.ethnicCategory()).isNull();
  }

  @Test
  void a_failed_check_digit_is_kept_and_is_no_key() {
    PatientFact fact = read(number("3478526985", ""));
    assertThat(fact.nhsNumber().digits()).isEqualTo("3478526985");
    assertThat(fact.nhsNumber().trustworthy()).isFalse();
    assertThat(fact.keys()).containsExactly(new Key("epr|Patient/p"));
  }

  @Test
  void a_failed_check_digit_names_a_patient_who_has_nothing_else() {
    Notice notice = Json.notice("{'resourceType':'Patient'," + number("3478526985", "") + "}");
    assertThat(notice.key())
        .isEqualTo(Key.ofIdentifier("epr", "Patient", Codings.NHS_NUMBER, "3478526985"));
  }

  @Test
  void keys_are_the_id_then_the_nhs_number_then_local_identifiers_scoped_to_the_source() {
    PatientFact fact =
        read(
            "'identifier':[{'system':'urn:pas','value':'77'},{'value':'88'},{'system':'http://fhir.nhs.net/Id/nhs-number','value':'9000000009'}]");
    assertThat(fact.keys())
        .containsExactly(
            new Key("epr|Patient/p"),
            new Key("epr|Patient?https://fhir.nhs.uk/Id/nhs-number|9000000009"),
            new Key("epr|Patient?urn:pas|77"),
            new Key("epr|Patient?|88"));
  }

  @Test
  void the_current_and_the_retired_way_to_say_interpreter_are_read() {
    String current =
        "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired','valueBoolean':true}]";
    String retired =
        "'extension':[{'url':'%sNHSCommunication','extension':[{'url':'language','valueCodeableConcept':{'coding':[{'system':'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage','code':'fr'}]}},{'url':'interpreterRequired','valueBoolean':true}]}]"
            .formatted(UK);
    assertThat(read(current).interpreterRequired()).isTrue();
    assertThat(read(retired).interpreterRequired()).isTrue();
    assertThat(read(retired).languages()).containsExactly("fr");
    assertThat(read(retired.replace("true", "false")).interpreterRequired()).isFalse();
    assertThat(read("'active':true").interpreterRequired()).isNull();
  }

  @Test
  void the_preferred_language_comes_first_and_makaton_is_a_need() {
    PatientFact fact =
        read(
            "'communication':[{'language':{'coding':[{'system':'urn:ietf:bcp:47','code':'en'}]}},{'preferred':true,'language':{'coding':[{'system':'urn:ietf:bcp:47','code':'bfi'},{'system':'http://snomed.info/sct','code':'703963007'}]}}]");
    assertThat(fact.languages()).containsExactly("bfi", "en");
    assertThat(fact.communicationNeeds())
        .containsExactly(new Code("http://snomed.info/sct", "703963007"));
  }

  @ParameterizedTest
  @CsvSource({
    "UKCore-EthnicCategoryEngland, B, B",
    "UKCore-EthnicCategoryWales, B, B",
    "UKCore-EthnicCategory, cl, CL",
    "UKCore-EthnicCategoryEngland, 99, 99",
    "UKCore-EthnicCategoryEngland, Z, Z"
  })
  void the_ethnic_category_keeps_its_system(String system, String sent, String code) {
    String address = "https://fhir.hl7.org.uk/CodeSystem/" + system;
    PatientFact fact =
        read(
            "'extension':[{'url':'%sEthnicCategory','valueCodeableConcept':{'coding':[{'system':'%s','code':'%s'}]}}]"
                .formatted(UK, address, sent));
    assertThat(fact.ethnicCategory()).isEqualTo(new Code(address, code));
  }

  @Test
  void an_old_or_ended_address_is_not_where_the_person_lives() {
    PatientFact fact =
        read(
            "'address':[{'use':'old','postalCode':'LS1 6AE'},{'period':{'end':'2020-01-01'},'postalCode':'LS1 6AF'},{'use':'home','postalCode':'ls17 7df '}]");
    assertThat(fact.residence()).isEqualTo(new Residence("LS17 7DF", null, false));
  }

  @Test
  void an_address_that_ends_after_the_last_change_still_holds() {
    PatientFact fact =
        read(
            "'meta':{'lastUpdated':'2024-06-01T00:00:00Z'},'address':[{'use':'home','postalCode':'M1 1AA','period':{'end':'2025-12-31'}}]");
    assertThat(fact.residence().postcode()).isEqualTo("M1 1AA");
  }

  @Test
  void no_fixed_abode_is_told_by_its_postcode() {
    assertThat(read("'address':[{'postalCode':'zz993vz'}]").residence())
        .isEqualTo(new Residence("ZZ99 3VZ", null, true));
  }

  @Test
  void an_area_is_read_and_never_a_key() {
    PatientFact fact = read("'identifier':[{'system':'urn:lsoa','value':'E01000001'}]");
    assertThat(fact.residence().lsoa()).isEqualTo("E01000001");
    assertThat(fact.keys()).containsExactly(new Key("epr|Patient/p"));
  }

  @Test
  void merges_are_read_and_other_links_are_not() {
    PatientFact fact =
        read(
            "'link':[{'type':'replaced-by','other':{'reference':'Patient/new'}},{'type':'replaces','other':{'reference':'Patient/old'}},{'type':'seealso','other':{'reference':'Patient/x'}}]");
    assertThat(fact.mergedInto()).containsExactly(new Key("epr|Patient/new"));
    assertThat(fact.mergedFrom()).containsExactly(new Key("epr|Patient/old"));
  }

  @ParameterizedTest
  @CsvSource({"R, true", "V, true", "S, true", "U, false", "N, false"})
  void a_sensitive_record_is_restricted(String code, boolean restricted) {
    assertThat(read("'meta':{'security':[{'code':'" + code + "'}]}").restricted())
        .isEqualTo(restricted);
  }

  @Test
  void a_birth_date_with_a_time_part_is_its_date() {
    assertThat(read("'birthDate':'1956-10-14T00:00:00.000Z'").birthDate().text())
        .isEqualTo("1956-10-14");
    // Midnight of British summer time, written by a machine in UTC.
    assertThat(read("'birthDate':'1980-06-14T23:00:00.000Z'").birthDate().text())
        .isEqualTo("1980-06-15");
    assertThat(read("'birthDate':'1956-10'").birthDate().text()).isEqualTo("1956-10");
  }

  @ParameterizedTest
  @CsvSource({"2001-02-30", "2001-13-01", "yesterday", "20010203"})
  void a_birth_date_that_does_not_exist_is_impossible(String date) {
    assertThat(Json.rejected("{'resourceType':'Patient','id':'p','birthDate':'" + date + "'}"))
        .satisfies(
            no -> {
              assertThat(no.reason()).isEqualTo(RejectReason.IMPOSSIBLE);
              assertThat(no.position()).isEqualTo("Patient.birthDate");
              assertThat(no.text()).doesNotContain(date);
            });
  }

  @Test
  void death_is_read_from_any_of_its_places() {
    assertThat(read("'deceasedBoolean':true").deceased()).isTrue();
    PatientFact dated = read("'deceasedDateTime':'2024-05-06T10:00:00+01:00'");
    assertThat(dated.deceased()).isTrue();
    assertThat(dated.deathDate()).isEqualTo(LocalDate.of(2024, 5, 6));
    String notified =
        "'extension':[{'url':'%sDeathNotificationStatus','extension':[{'url':'deathNotificationStatus','valueCodeableConcept':{'coding':[{'code':'2'}]}}]}]"
            .formatted(UK);
    assertThat(read(notified).deceased()).isTrue();
    assertThat(read(notified.replace("'2'", "'U'")).deceased()).isFalse();
  }

  @Test
  void name_phones_and_sex_are_the_current_ones() {
    PatientFact fact =
        read(
            "'gender':'Female','name':[{'use':'old','family':'Was'},{'use':'official','given':['Ann','Bea'],'family':['Is']}],'telecom':[{'system':'phone','value':'1'},{'system':'phone','use':'old','value':'2'},{'system':'email','value':'3'}]");
    assertThat(fact.name()).isEqualTo("Ann Bea Is");
    assertThat(fact.phones()).containsExactly("1");
    assertThat(fact.sex()).isEqualTo(Sex.FEMALE);
  }
}
