package org.attendancemonitor.policy;

import java.util.Set;

/** Codes of the steps within tasks. */
final class Steps {
  /** Reach the person, ask why and what would help. */
  static final String CONTACT = "contact";

  /** Offer a new date. */
  static final String RE_OFFER = "re-offer";

  /** A second attempt, on another channel and at another time of day. */
  static final String ATTEMPT_2 = "attempt-2";

  /** A third attempt. */
  static final String ATTEMPT_3 = "attempt-3";

  /** Check address, telephone, GP record, and whether the person is in hospital or has died. */
  static final String CHECK_DETAILS = "check-details";

  /** Agree a support plan with at least one different support. */
  static final String PLAN = "plan";

  /** Look at the record for safeguarding. */
  static final String SAFEGUARDING = "safeguarding-check";

  /** Take safeguarding advice. */
  static final String ADVICE = "safeguarding-advice";

  /** Speak with the young person too, who is 16 or 17. */
  static final String YOUNG_PERSON = "contact-young-person";

  /** Tell the referrer and the GP. */
  static final String TELL_REFERRER = "tell-referrer";

  /** The referrer or the GP has said that they know. */
  static final String ACKNOWLEDGED = "referrer-acknowledged";

  /** Review, by a named registered clinician. */
  static final String REVIEW = "review";

  /** Write to the patient, in the format they need, with the way back. */
  static final String LETTER_PATIENT = "letter-patient";

  /** Write to the referrer and the GP. */
  static final String LETTER_REFERRER = "letter-referrer";

  /** Put an unmet need right, or rebook as the provider's cancellation. */
  static final String RESOLVE = "resolve";

  /** Ask what support is needed. */
  static final String ASK = "ask";

  /** Arrange what the person needs for the appointment. */
  static final String PREPARE = "prepare";

  /** Book the interpreter. */
  static final String INTERPRETER = "interpreter";

  /** A person calls to remind. */
  static final String CALL = "call";

  /** A clinician looks again at somebody who is worse. */
  static final String CLINICAL_REVIEW = "clinical-review";

  /** Ask for the outcome and record it. */
  static final String RECORD = "record";

  /** Steps that the record itself shows done: nobody ticks them. */
  static final Set<String> BY_RECORD = Set.of(CONTACT, RE_OFFER, ATTEMPT_2, ATTEMPT_3, RECORD, ASK);

  /** Steps that are the task itself: whoever ends it says how, and nobody ticks them before. */
  static final Set<String> BY_COMPLETION = Set.of(PLAN, REVIEW, RESOLVE, CALL, CLINICAL_REVIEW);

  private Steps() {}
}
