package org.attendancemonitor.feed;

import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Who a message is about: PID and PD1 as a Patient, with the habits of UK senders. */
final class Hl7Person {
  private static final String UK_CORE =
      "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
  private static final String ETHNIC_CATEGORY =
      "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland";

  /** Numbers of an account or a visit name no person. */
  private static final Set<String> NO_PERSON = Set.of("AN", "VN");

  /** HL7 table 0001, and the digits of NHS person gender that UK senders put in its place. */
  private static final Map<String, AdministrativeGender> SEX =
      Map.of(
          "F", AdministrativeGender.FEMALE,
          "M", AdministrativeGender.MALE,
          "O", AdministrativeGender.OTHER,
          "A", AdministrativeGender.OTHER,
          "2", AdministrativeGender.FEMALE,
          "1", AdministrativeGender.MALE);

  private final Hl7Values values;
  private final Hl7Faults faults;

  Hl7Person(Hl7Values values, Hl7Faults faults) {
    this.values = values;
    this.faults = faults;
  }

  /**
   * The patient of a PID segment.
   *
   * @param protection its PD1, or one without fields
   * @param brief the sender gives a few details beside something else: filed apart, so that what it
   *     leaves out does not count as taken back
   */
  Patient of(Hl7Segment pid, Hl7Segment protection, boolean brief) {
    Patient patient = named(pid, 3, brief);
    name(pid, patient);
    String birth = Hl7Values.date(pid.text(7), pid.field(7), faults);
    if (birth != null) {
      patient.setBirthDateElement(new DateType(birth));
    }
    String sex = pid.text(8);
    if (sex != null) {
      patient.setGender(SEX.getOrDefault(sex, AdministrativeGender.UNKNOWN));
    }
    ethnicity(pid, patient);
    addresses(pid, patient);
    phones(pid, 13, patient);
    phones(pid, 14, patient);
    if (pid.text(15) != null) {
      patient.addCommunication().setLanguage(values.concept(pid, 15));
    }
    death(pid, patient);
    if ("Y".equals(protection.text(12))) {
      patient
          .getMeta()
          .addSecurity(
              new Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", null));
    }
    return patient;
  }

  /** A patient with the identifiers of a field, and nothing else. */
  Patient named(Hl7Segment segment, int field, boolean brief) {
    Patient patient = new Patient();
    String local = null;
    String national = null;
    for (int i = 0; i < segment.repetitions(field); i++) {
      String value = segment.text(field, i, 1, 1);
      String authority = segment.text(field, i, 4, 1);
      String type = segment.text(field, i, 5, 1);
      if (value == null || type != null && NO_PERSON.contains(type)) {
        continue;
      }
      if ("NH".equals(type) || "NHS".equals(authority)) {
        patient.addIdentifier(
            new Identifier().setSystem(Codings.NHS_NUMBER).setValue(Identity.digits(value)));
        national = national == null ? Identity.digits(value) : national;
      } else {
        patient.addIdentifier(
            new Identifier()
                .setSystem(values.system(authority, segment.field(field)))
                .setValue(value));
        local = local == null ? (authority == null ? "" : authority + ".") + value : local;
      }
    }
    if (local == null && national == null) {
      faults.add(
          RejectReason.NO_PATIENT,
          segment.field(field),
          "The patient has no identifier; give the NHS number or a number of your own.");
    }
    String id = local != null ? local : "nhs." + national;
    patient.setId(brief ? "brief." + id : id);
    return patient;
  }

  private static void name(Hl7Segment pid, Patient patient) {
    for (int i = 0; i < pid.repetitions(5); i++) {
      String family = pid.text(5, i, 1, 1);
      String given = pid.text(5, i, 2, 1);
      if (family == null && given == null) {
        continue;
      }
      HumanName name = patient.addName().setFamily(family);
      if (given != null) {
        name.addGiven(given);
      }
      String type = pid.text(5, i, 7, 1);
      name.setUse(
          type == null || type.equals("L")
              ? HumanName.NameUse.OFFICIAL
              : type.equals("M") || type.equals("BAD")
                  ? HumanName.NameUse.OLD
                  : HumanName.NameUse.USUAL);
    }
  }

  private void ethnicity(Hl7Segment pid, Patient patient) {
    CodeableConcept category = values.concept(pid, 22);
    for (Coding coding : category.getCoding()) {
      boolean untold = coding.getSystem().equals("urn:hl7v2:PID-22");
      coding.setSystem(untold ? ETHNIC_CATEGORY : coding.getSystem());
    }
    if (category.hasCoding()) {
      patient.addExtension(UK_CORE + "EthnicCategory", category);
    }
  }

  private static void addresses(Hl7Segment pid, Patient patient) {
    for (int i = 0; i < pid.repetitions(11); i++) {
      Address address = new Address().setPostalCode(pid.text(11, i, 5, 1));
      for (int component = 1; component <= 3; component++) {
        String line = pid.text(11, i, component, 1);
        if (line != null && component == 3) {
          address.setCity(line);
        } else if (line != null) {
          address.addLine(line);
        }
      }
      String type = pid.text(11, i, 7, 1);
      if (type != null) {
        switch (type) {
          case "H", "P", "L" -> address.setUse(Address.AddressUse.HOME);
          case "C" -> address.setUse(Address.AddressUse.TEMP);
          case "B", "O" -> address.setUse(Address.AddressUse.WORK);
          case "BA" -> address.setUse(Address.AddressUse.OLD);
          default -> address.setUse(null);
        }
      }
      if (!address.isEmpty()) {
        patient.addAddress(address);
      }
    }
  }

  private static void phones(Hl7Segment pid, int field, Patient patient) {
    for (int i = 0; i < pid.repetitions(field); i++) {
      String use = String.valueOf(pid.text(field, i, 2, 1));
      String equipment = String.valueOf(pid.text(field, i, 3, 1));
      boolean voice = !use.equals("NET") && !Set.of("Internet", "X.400", "FX").contains(equipment);
      String number = number(pid, field, i);
      if (voice && number != null) {
        patient.addTelecom().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue(number);
      }
    }
  }

  /** As one text in the first or the twelfth component, or in parts. */
  private static String number(Hl7Segment pid, int field, int repetition) {
    for (int component : new int[] {1, 12}) {
      String whole = pid.text(field, repetition, component, 1);
      if (whole != null) {
        return whole;
      }
    }
    StringBuilder parts = new StringBuilder();
    for (int component = 5; component <= 7; component++) {
      String part = pid.text(field, repetition, component, 1);
      parts.append(part == null ? "" : part);
    }
    return parts.isEmpty() ? null : parts.toString();
  }

  private void death(Hl7Segment pid, Patient patient) {
    String day = Hl7Values.date(pid.text(29), pid.field(29), faults);
    if (day != null) {
      patient.setDeceased(new DateTimeType(day));
    } else if ("Y".equals(pid.text(30))) {
      patient.setDeceased(new BooleanType(true));
    }
  }
}
