package org.attendancemonitor.simulation;

import java.time.LocalDate;
import java.time.Period;

/**
 * A person who does not exist.
 *
 * @param index position in the population, from 0
 * @param nhsNumber of the range that is never issued, or null for those for whom it does not
 *     suffice
 * @param family invented, marked as a test name
 * @param given invented
 * @param gender FHIR administrative gender
 * @param birth date of birth
 * @param area where the person lives, or null where there is no fixed abode or nobody asked
 * @param homeless no fixed abode
 * @param ethnicity the person's own ethnic category (NHS letter), which bears on attending
 * @param ethnicityStated what the record systems say: the letter, {@code Z}, {@code 99}, or null
 * @param language BCP 47 tag of the preferred language
 * @param interpreter an interpreter is needed
 * @param interpreterStated the record systems say whether one is needed
 * @param learningDisability recorded as a condition
 * @param severeMentalIllness recorded as a condition
 * @param adjustment a reasonable adjustment is recorded as a flag
 * @param told what the person said when asked, as a code of {@code urn:attendance-monitor:need}, or
 *     null
 */
record Resident(
    int index,
    String nhsNumber,
    String family,
    String given,
    String gender,
    LocalDate birth,
    Lsoa area,
    boolean homeless,
    String ethnicity,
    String ethnicityStated,
    String language,
    boolean interpreter,
    boolean interpreterStated,
    boolean learningDisability,
    boolean severeMentalIllness,
    boolean adjustment,
    String told) {

  /** Completed years on a day. */
  int ageOn(LocalDate day) {
    return Period.between(birth, day).getYears();
  }

  /** A postcode of an area that Royal Mail does not use, or the one for no fixed abode. */
  String postcode() {
    if (homeless) {
      return "ZZ99 3VZ";
    }
    return "QX" + (1 + index % 19) + " " + index % 9 + (char) ('A' + index % 17) + "Q";
  }
}
