package org.attendancemonitor.policy;

/** Codes of the steps within tasks. */
final class Steps {
  /** Reach the person, ask why and what would help. */
  static final String CONTACT = "contact";

  /** Offer a new date. */
  static final String RE_OFFER = "re-offer";

  /** Agree a support plan with at least one different support. */
  static final String PLAN = "plan";

  /** Look at the record for safeguarding. */
  static final String SAFEGUARDING = "safeguarding-check";

  /** Tell the referrer and the GP. */
  static final String TELL_REFERRER = "tell-referrer";

  /** Review, by a named registered clinician. */
  static final String REVIEW = "review";

  private Steps() {}
}
