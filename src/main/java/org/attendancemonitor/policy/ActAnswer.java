package org.attendancemonitor.policy;

import java.util.List;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Reason;

/** Whether something may be done with a task. */
public sealed interface ActAnswer {

  /**
   * It may: these facts are to be kept about the person, in this order.
   *
   * @param action what was done
   * @param contact the attempt it records, or null
   * @param needs what the person said is needed
   */
  record Allowed(ActionFact action, ContactFact contact, List<NeedFact> needs)
      implements ActAnswer {}

  /**
   * It may not.
   *
   * @param kind the class of the refusal
   * @param why each thing that stands against it, in words for the person who asked
   */
  record Refused(Kind kind, List<Reason> why) implements ActAnswer {}

  /** Classes of refusal, as an API answers them. */
  enum Kind {
    /** Something happened meanwhile; the reasons say what, who and when (409). */
    CONFLICT,
    /** What was asked is incomplete or not possible (422). */
    UNUSABLE,
    /** This sign-in may not do that (403). */
    FORBIDDEN
  }
}
