package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * What a source states about a patient.
 *
 * @param keys every key of this patient in its source, the first being the one it is filed under
 * @param nhsNumber or null
 * @param name for the people who work with the patient, never outside the record; or null
 * @param phones numbers as sent, mobiles included
 * @param birthDate or null
 * @param sex never null
 * @param ethnicCategory the code as sent, or null where the source says nothing
 * @param residence of the current address, or null
 * @param languages BCP 47 tags or NHS codes, the preferred first
 * @param interpreterRequired null where the source says nothing
 * @param communicationNeeds codes for format, mode of communication and preferred contact
 * @param deceased the person has died
 * @param deathDate or null
 * @param active false where the source no longer uses this record
 * @param mergedInto keys of the records this one was replaced by
 * @param mergedFrom keys of the records this one replaces
 * @param restricted the sender marks the record as sensitive: address and phone are not shown
 */
public record PatientFact(
    List<Key> keys,
    NhsNumber nhsNumber,
    String name,
    List<String> phones,
    BirthDate birthDate,
    Sex sex,
    Code ethnicCategory,
    Residence residence,
    List<String> languages,
    Boolean interpreterRequired,
    List<Code> communicationNeeds,
    boolean deceased,
    LocalDate deathDate,
    boolean active,
    List<Key> mergedInto,
    List<Key> mergedFrom,
    boolean restricted)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.PATIENT;
  }
}
