package org.attendancemonitor.doctor;

import static org.attendancemonitor.doctor.Area.CODES;
import static org.attendancemonitor.doctor.Area.CONNECTION;
import static org.attendancemonitor.doctor.Area.IDENTITY;
import static org.attendancemonitor.doctor.Area.MEANING;
import static org.attendancemonitor.doctor.Area.PARSE;
import static org.attendancemonitor.doctor.Area.STRUCTURE;
import static org.attendancemonitor.doctor.Area.VOLUME;
import static org.attendancemonitor.doctor.Weight.ERROR;
import static org.attendancemonitor.doctor.Weight.NOTE;
import static org.attendancemonitor.doctor.Weight.WARNING;

import java.util.Locale;
import org.attendancemonitor.attendance.RejectReason;

/**
 * Everything the doctor may find, and the words for it: what is the matter, and what the sender
 * changes. The one place for these texts.
 */
public enum Rule {
  NO_ANSWER(
      CONNECTION,
      ERROR,
      "Nothing answers there.",
      "Start the service, and look at its log, the address, the port and the firewall."),
  NO_TLS(
      CONNECTION,
      ERROR,
      "The port answers, but no TLS comes about.",
      "Restart the service if tls was configured since its start; else look at its log."),
  CERTIFICATE_TIME(
      CONNECTION,
      ERROR,
      "A certificate that is shown is over, or does not count yet.",
      "Renew it and replace its file; the service reads it again."),
  CERTIFICATE_CHAIN(
      CONNECTION,
      ERROR,
      "The certificates that are shown are not signed by each other.",
      "Put the service's certificate into its file first, then each one's issuer."),
  CERTIFICATE_NAME(
      CONNECTION,
      ERROR,
      "A sender that checks it does not take the certificate for this address.",
      "Have it issued for the name senders connect to (subjectAltName), or name that here with"
          + " --host."),
  CERTIFICATE_ENDS(
      CONNECTION, WARNING, "A certificate that is shown ends within 30 days.", "Renew it in time."),
  CERTIFICATE_OTHER(
      CONNECTION,
      WARNING,
      "The service shows another certificate than its file holds.",
      "Check again in some seconds; then look at its log: a file that cannot be used changes"
          + " nothing."),
  CERTIFICATE_UNREAD(
      CONNECTION,
      WARNING,
      "A file of certificates cannot be read here.",
      "Run this as the service's user, and look at the file and its password."),
  TRUST_OVER(
      CONNECTION,
      WARNING,
      "A certificate that senders are trusted by is over, or does not count yet.",
      "Import the renewed one, and take the old one out."),
  ODD_ANSWER(
      CONNECTION,
      ERROR,
      "The service answers otherwise than it should.",
      "Look at its log, and at what stands between it and the sender."),
  CLOCK_SKEW(
      CONNECTION,
      WARNING,
      "The clocks of the service and of this machine differ by more than a minute.",
      "Have both follow a time server: tokens, certificates and outcomes are judged by them."),
  SIGN_IN_REFUSED(
      CONNECTION,
      ERROR,
      "The sign-in is refused.",
      "Look at name and password (users list); after several failures it has to wait."),
  SIGN_IN_FEED(
      CONNECTION,
      ERROR,
      "The sign-in may not send for this feed.",
      "Name it under signIns of the feed in feeds.yaml and restart; its role must be feed."),
  SIGN_IN_UNTRIED(CONNECTION, NOTE, "No sign-in was tried.", "Use --sign-in to have it tried."),
  CLIENT_CERTIFICATE(
      CONNECTION,
      NOTE,
      "Senders must show a certificate, and none was shown here: what comes after that was not"
          + " tried.",
      "Have the sender connect once."),
  FRAMING_UNTRIED(
      CONNECTION,
      NOTE,
      "Only the connection was tried, no message: even an empty one would be kept as a dead letter.",
      "Have the sender send a first message, and look for its AA."),

  UNPARSABLE(
      PARSE,
      ERROR,
      "The text cannot be read.",
      "Mend the text at the place named: one FHIR R4 resource or Bundle as JSON in UTF-8, or one"
          + " HL7 v2 message."),
  WRONG_VERSION(
      PARSE,
      ERROR,
      "It is FHIR of another version than R4.",
      "Send FHIR R4 (4.0.1), and name profiles of R4 in meta.profile. STU3 must be converted"
          + " first."),
  NOT_USED(
      PARSE,
      ERROR,
      "A message or resource of this type is not used here.",
      "Leave it out of the feed; nothing is lost here without it. Referrals come as ServiceRequest"
          + " (REF), bookings and outcomes as Appointment (SIU), people as Patient (ADT)."),
  NOT_SUPPORTED(
      PARSE,
      ERROR,
      "It is said in a way that is not read.",
      "Send the whole resource with PUT, and a deletion as Type/id."),
  NO_PATIENT(
      PARSE,
      ERROR,
      "It cannot be told who it is about.",
      "Put the Patient into the same Bundle, or refer to it as Patient/id or by an identifier (NHS"
          + " number or your own). In HL7 v2 send PID-3."),
  INCOMPLETE(
      PARSE, ERROR, "Something that is needed is missing.", "Send what is missing at the place."),
  IMPOSSIBLE(
      PARSE,
      ERROR,
      "A value cannot be.",
      "Correct the value at the place named, at its source if it is kept there."),
  TOO_LARGE(
      PARSE,
      ERROR,
      "A message is over a limit.",
      "Send smaller messages, or have limits in feeds.yaml raised."),
  CONFLICT(
      PARSE, ERROR, "Two contents under one version.", "Count the version up with each change."),
  FAILED(
      PARSE,
      ERROR,
      "It could not be read; a fault of the monitor.",
      "Nothing; report it to those who run the monitor."),
  NOT_UTF8(
      PARSE,
      WARNING,
      "The bytes are not in the character set they claim.",
      "Send UTF-8, or state the character set in MSH-18. Names would be spoilt."),
  NO_MESSAGE(PARSE, WARNING, "The file holds no message.", "Nothing, if that is meant."),

  APPOINTMENT_START(
      STRUCTURE,
      WARNING,
      "An appointment has only one of start and end (FHIR R4, app-2).",
      "Send both, or neither. Without an end its length is unknown."),
  APPOINTMENT_REASON(
      STRUCTURE,
      WARNING,
      "cancelationReason stands on an appointment that is neither cancelled nor missed (FHIR R4,"
          + " app-4).",
      "Set the status too, or leave the reason out: a mapped code decides over the status."),
  PARTICIPANT_STATUS(
      STRUCTURE,
      NOTE,
      "A participant has no status, which FHIR R4 requires (Appointment.participant.status).",
      "Send accepted, declined, tentative or needs-action. It is not read as attendance."),
  REFERRAL_STATUS(
      STRUCTURE,
      WARNING,
      "A referral has no status of FHIR R4 (ServiceRequest.status).",
      "Send draft, active, on-hold, revoked, completed or entered-in-error; else it counts as"
          + " unknown."),
  REFERRAL_INTENT(
      STRUCTURE,
      NOTE,
      "A referral has no intent, which FHIR R4 requires (ServiceRequest.intent).",
      "Send order."),
  REFERRAL_DATE(
      STRUCTURE,
      WARNING,
      "A referral has no authoredOn; FHIR R4 allows that.",
      "Send the day of the referral: the wait is counted from it."),
  REFERRAL_CODE(
      STRUCTURE,
      WARNING,
      "A referral has no code; FHIR R4 allows that.",
      "Send the service asked for, so that the referral finds its service."),
  ENCOUNTER_STATUS(
      STRUCTURE,
      NOTE,
      "An encounter has no status or class, which FHIR R4 requires.",
      "Send both. Without a status it does not count as seen."),
  NHS_SYSTEM(
      STRUCTURE,
      WARNING,
      "An identifier looks like an NHS number and does not have its system (UK Core Patient).",
      "Send https://fhir.nhs.uk/Id/nhs-number as system; in HL7 v2 NHS as authority (PID-3.4)."),
  NHS_VERIFICATION(
      STRUCTURE,
      NOTE,
      "An NHS number has no verification status (UK Core extension NHSNumberVerificationStatus).",
      "Send it: people of two systems are joined only on a verified number."),
  ETHNIC_EXTENSION(
      STRUCTURE,
      WARNING,
      "Ethnicity comes in another extension than UK Core EthnicCategory.",
      "Send https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory."),
  DELIVERY_CHANNEL(
      STRUCTURE,
      NOTE,
      "The delivery channel is none of UK Core's (In-person, Telephone, Video).",
      "Send a code of https://fhir.hl7.org.uk/CodeSystem/UKCore-DeliveryChannel."),
  NO_SOURCE_TIME(
      STRUCTURE,
      WARNING,
      "A resource does not say when it was last changed (meta.lastUpdated; MSH-7).",
      "Send it: without it the message that arrives last counts as the newest."),
  UNUSED(
      STRUCTURE,
      NOTE,
      "Elements, resources or segments are not used here.",
      "Nothing, unless one of them says what you expect to see."),

  NHS_CHECK_DIGIT(
      IDENTITY,
      WARNING,
      "An NHS number has a wrong check digit, or not ten digits.",
      "Correct it in the record system: it is kept, but joins nobody."),
  NHS_TEST_RANGE(
      IDENTITY,
      NOTE,
      "NHS numbers are of the test range (999).",
      "Right for a test; in a live feed they are test patients to be left out."),
  NHS_SEVERAL(
      IDENTITY,
      WARNING,
      "A patient has several NHS numbers in use.",
      "Mark those no longer in use with use=old, or send a merge."),
  NHS_NONE(
      IDENTITY,
      WARNING,
      "Patients have no usable NHS number.",
      "Send it where it is known: else a person in two systems stays two people here."),
  NEVER_SENT(
      IDENTITY,
      WARNING,
      "Patients are only referred to; no Patient or PID about them is here.",
      "Send each Patient too: until then there is no name, age or group."),

  UNMAPPED_OUTCOME(
      CODES,
      WARNING,
      "Codes for an outcome or a cancellation have no meaning here.",
      "Have them mapped in feeds.yaml as below, each with what it means."),
  UNMAPPED_STATUS(
      CODES,
      WARNING,
      "Words in SCH-25 have no meaning here and are read as booked.",
      "Have them mapped in feeds.yaml as below."),
  UNMAPPED_ETHNIC(
      CODES,
      WARNING,
      "Ethnic codes belong to no group here.",
      "Send the NHS letters with the system of UK Core, or have yours added to ethnicCodings in"
          + " risk.yaml."),
  UNMAPPED_SERVICE(
      CODES,
      WARNING,
      "Appointments or referrals belong to no service here.",
      "Send a code of the service, or have yours added to the service in services.yaml as below."),
  NO_SERVICE_CODE(
      CODES,
      WARNING,
      "Appointments or referrals carry no code of a service at all.",
      "Send Appointment.serviceType or ServiceRequest.code (AIS-3, PV1-10)."),
  UNMAPPED_PRIORITY(
      CODES,
      NOTE,
      "A priority is none of FHIR's.",
      "Send routine, urgent, asap or stat; in HL7 v2 have RF1-2 mapped in feeds.yaml."),
  UNKNOWN_CANCELLER(
      CODES,
      WARNING,
      "A cancellation does not say who cancelled.",
      "Send cancelationReason (SCH-6) with a code that tells the patient from the provider."),

  OUTCOME_EARLY(
      MEANING,
      WARNING,
      "An appointment is attended or missed before it starts.",
      "Send the outcome when it is known, and look at the clock and zone of the sender."),
  MISSED_UNBOOKED(
      MEANING,
      NOTE,
      "A missed appointment comes without its booking before.",
      "Send bookings too: without them nobody can be reminded or prepared."),
  BEFORE_REFERRAL(
      MEANING,
      WARNING,
      "An appointment starts before the day of its referral.",
      "Check authoredOn, and which referral the appointment names."),
  TWICE_IN_MESSAGE(
      MEANING,
      WARNING,
      "A message holds the same resource twice.",
      "Send each resource once per message: which of the two counts is not said."),
  OTHER_CONTENT(
      MEANING,
      WARNING,
      "The same version of a resource comes with other content.",
      "Count meta.versionId and lastUpdated up with each change: this would be rejected as a"
          + " conflict."),
  MESSAGE_ID_REUSED(
      MEANING,
      WARNING,
      "A message id is used again for another message.",
      "Give each message its own id (MSH-10, Bundle.identifier)."),
  REPEATED(
      MEANING,
      NOTE,
      "The same message comes again, byte for byte.",
      "Nothing: it changes nothing here."),
  NO_ZONE(
      MEANING,
      NOTE,
      "Times come without a zone and are read as UK local time.",
      "Send the offset (+01:00, Z); in HL7 v2 as +0100."),
  DOUBLED_HOUR(
      MEANING,
      WARNING,
      "A time falls into the hour that October has twice; the first was taken.",
      "Send the offset with each time."),

  SILENT_DAYS(
      VOLUME,
      WARNING,
      "There are working days without a message.",
      "Check whether the sender was down, or the extract has a gap."),
  OUT_OF_ORDER(
      VOLUME,
      NOTE,
      "Messages stand after newer ones.",
      "Nothing, as long as each says when it was changed."),
  NEAR_LIMIT(
      VOLUME,
      NOTE,
      "The largest message comes near the limit (limits.maxBytes of feeds.yaml).",
      "Send smaller Bundles, or have the limit raised.");

  final Area area;

  /** How much it matters. */
  public final Weight weight;

  /** What is the matter. */
  public final String says;

  /** What the sender changes. */
  public final String change;

  Rule(Area area, Weight weight, String says, String change) {
    this.area = area;
    this.weight = weight;
    this.says = says;
    this.change = change;
  }

  /** The stable word for scripts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rule of a rejection. */
  static Rule of(RejectReason reason) {
    return valueOf(reason.name());
  }
}
