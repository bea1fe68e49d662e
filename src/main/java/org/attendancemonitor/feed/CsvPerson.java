package org.attendancemonitor.feed;

import java.util.Locale;
import java.util.Map;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Who a line of an extract is about, as a Patient. */
final class CsvPerson {
  private static final String ETHNIC_EXTENSION =
      "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory";

  /** PERSON STATED GENDER CODE (1, 2, 9), and words and letters in its place. */
  private static final Map<String, AdministrativeGender> SEX =
      Map.of(
          "1", AdministrativeGender.MALE,
          "M", AdministrativeGender.MALE,
          "MALE", AdministrativeGender.MALE,
          "2", AdministrativeGender.FEMALE,
          "F", AdministrativeGender.FEMALE,
          "FEMALE", AdministrativeGender.FEMALE,
          "9", AdministrativeGender.OTHER,
          "OTHER", AdministrativeGender.OTHER);

  private CsvPerson() {}

  /**
   * The patient.
   *
   * @param brief the line tells of something else and gives a few details beside it: filed apart,
   *     so that what it leaves out does not count as taken back
   */
  static Patient of(CsvRow row, boolean brief) {
    Patient patient = new Patient();
    identify(row, patient, brief);
    String family = row.text(CsvColumn.FAMILY_NAME);
    String given = row.text(CsvColumn.GIVEN_NAME);
    if (family != null || given != null) {
      HumanName name = patient.addName().setFamily(family).setUse(HumanName.NameUse.OFFICIAL);
      if (given != null) {
        name.addGiven(given);
      }
    }
    String birth = row.day(CsvColumn.BIRTH_DATE);
    if (birth != null) {
      patient.setBirthDateElement(new DateType(birth));
    }
    String sex = row.code(CsvColumn.SEX);
    if (sex != null) {
      patient.setGender(
          SEX.getOrDefault(sex.toUpperCase(Locale.ROOT), AdministrativeGender.UNKNOWN));
    }
    CodeableConcept ethnicity = row.concept(CsvColumn.ETHNICITY, Codings.ETHNIC_CATEGORY);
    if (ethnicity.hasCoding()) {
      patient.addExtension(ETHNIC_EXTENSION, ethnicity);
    }
    if (row.text(CsvColumn.POSTCODE) != null) {
      patient.addAddress().setPostalCode(row.text(CsvColumn.POSTCODE));
    }
    if (row.text(CsvColumn.TELEPHONE) != null) {
      patient
          .addTelecom()
          .setSystem(ContactPoint.ContactPointSystem.PHONE)
          .setValue(row.text(CsvColumn.TELEPHONE));
    }
    return patient;
  }

  private static void identify(CsvRow row, Patient patient, boolean brief) {
    String local = row.text(CsvColumn.LOCAL_NUMBER);
    String national = row.text(CsvColumn.NHS_NUMBER);
    if (local == null && national == null) {
      row.reject(
          RejectReason.NO_PATIENT,
          row.who(),
          "The patient has no number; give the NHS number or a number of your own.");
      return;
    }
    if (national != null) {
      patient.addIdentifier(
          new Identifier().setSystem(Codings.NHS_NUMBER).setValue(Identity.digits(national)));
    }
    if (local != null) {
      patient.addIdentifier(
          new Identifier().setSystem(row.system(CsvColumn.LOCAL_NUMBER, null)).setValue(local));
    }
    String id = local != null ? local : "nhs." + Identity.digits(national);
    patient.setId(brief ? "brief." + id : id);
  }
}
