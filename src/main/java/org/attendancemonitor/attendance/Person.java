package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One person: the set of patient rows linked now, with what their newest facts say together.
 *
 * @param id our id, the smallest of the rows
 * @param rows every patient row linked to this person now
 * @param nhsNumber or null
 * @param birthDate or null
 * @param sex never null
 * @param ethnicCategory the latest stated one (a stated value wins over "not stated" and "not
 *     known"), or null where no source says anything
 * @param addresses oldest first; empty where nothing is known
 * @param languages the preferred first
 * @param interpreterRequired null where nobody said
 * @param communicationNeeds codes for format, mode of communication and preferred contact
 * @param deceased the person has died
 * @param deathDate or null
 * @param restricted address and phone are not shown
 * @param phoneKnown a telephone number is recorded; null where no patient resource has arrived
 */
public record Person(
    long id,
    Set<Long> rows,
    NhsNumber nhsNumber,
    BirthDate birthDate,
    Sex sex,
    Code ethnicCategory,
    List<Address> addresses,
    List<String> languages,
    Boolean interpreterRequired,
    List<Code> communicationNeeds,
    boolean deceased,
    LocalDate deathDate,
    boolean restricted,
    Boolean phoneKnown) {

  /** Where the person lived on a day, or the earliest known; null where nothing is known. */
  public Residence residenceOn(LocalDate day) {
    Residence found = null;
    for (Address address : addresses) {
      if (found == null || !address.from().isAfter(day)) {
        found = address.residence();
      }
    }
    return found;
  }
}
