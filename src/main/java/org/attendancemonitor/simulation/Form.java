package org.attendancemonitor.simulation;

/** The forms in which senders speak. The same trust can be told in each, as far as it goes. */
public enum Form {
  /** FHIR R4: single resources and transactions. All there is. */
  FHIR,
  /**
   * BaRS: messages about referrals and bookings, each with its patients and, for a referral, what
   * is recorded about them. No contacts, answers, merges or places.
   */
  BARS,
  /**
   * HL7 v2.5: SIU, ADT and REF. No needs, contacts, areas, interpreters or verified numbers, no
   * telephone or video, and no referral that ends as completed. A session for several people is an
   * appointment of each.
   */
  HL7,
  /**
   * An extract of appointments, with the columns of the example in {@code feeds.yaml}. What no line
   * of an appointment can hold is not told: referrals before their first booking, endings, needs,
   * contacts, merges, deaths, and appointments entered in error.
   */
  CSV;

  Telling telling() {
    return switch (this) {
      case FHIR -> new FhirTelling();
      case BARS -> new BarsTelling();
      case HL7 -> new Hl7Telling();
      case CSV -> new CsvTelling();
    };
  }
}
