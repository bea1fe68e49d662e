package org.attendancemonitor.feed;

import java.util.Locale;

/**
 * What a column of an extract can hold. The names follow the items of the NHS Data Dictionary's CDS
 * outpatient record.
 */
public enum CsvColumn {
  /** ATTENDANCE IDENTIFIER: tells one appointment from another. */
  APPOINTMENT,
  NHS_NUMBER,
  /** LOCAL PATIENT IDENTIFIER. */
  LOCAL_NUMBER,
  FAMILY_NAME,
  GIVEN_NAME,
  TELEPHONE,
  BIRTH_DATE,
  /** PERSON STATED GENDER CODE, or letters. */
  SEX,
  /** ETHNIC CATEGORY. */
  ETHNICITY,
  POSTCODE,
  /** APPOINTMENT DATE, or date and time in one. */
  DATE,
  /** APPOINTMENT TIME, where it stands apart. */
  TIME,
  /** TREATMENT FUNCTION, or a code of the service of the sender's own. */
  SERVICE_CODE,
  /** ATTENDED OR DID NOT ATTEND. */
  ATTENDED,
  /** FIRST ATTENDANCE. */
  FIRST_ATTENDANCE,
  CANCEL_REASON,
  /** The referral's number. */
  REFERRAL,
  /** REFERRAL REQUEST RECEIVED DATE. */
  REFERRAL_DATE,
  /** PRIORITY TYPE. */
  PRIORITY,
  /** The day the referral was closed. */
  REFERRAL_END,
  /** When the sender last changed the line: says which news is newer. */
  CHANGED;

  /** As written in {@code feeds.yaml}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
