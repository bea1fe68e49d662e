package org.attendancemonitor.worklist;

import java.util.Map;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.record.DeadLetter;

/** What the record's codes are called on a page. Never blames, never says "DNA". */
final class Words {
  private static final Map<String, String> OUTCOMES =
      Map.ofEntries(
          Map.entry("rebooked-with-support", "Booked again, with support"),
          Map.entry("reason-known", "We know why, and what happens next"),
          Map.entry("could-not-reach", "Could not reach the person"),
          Map.entry("moved-away", "Moved away"),
          Map.entry("declined-support", "Declined support"),
          Map.entry("no-longer-needed", "The person says it is no longer needed"),
          Map.entry("safeguarding-concern", "There is a safeguarding concern"),
          Map.entry("plan-agreed", "A support plan is agreed"),
          Map.entry("no-concern-recorded", "Checked: no safeguarding concern"),
          Map.entry("advice-taken", "Safeguarding advice was taken"),
          Map.entry("referred-to-safeguarding", "Referred to safeguarding"),
          Map.entry("keep-waiting", "Keep the place on the list"),
          Map.entry("active-follow-up", "Follow up actively"),
          Map.entry("patient-initiated-follow-up", "Patient-initiated follow-up"),
          Map.entry("refer-elsewhere", "Refer to another service that fits better"),
          Map.entry("discharge-with-evidence", "End care, with all the evidence of the review"),
          Map.entry("reviewed", "Reviewed: the ending stands"),
          Map.entry("reversed", "Reversed: care goes on"),
          Map.entry("sent", "Letters sent"),
          Map.entry("met", "The need is met"),
          Map.entry("escalated", "Passed on: it cannot be met here"),
          Map.entry("unchanged", "Unchanged"),
          Map.entry("worse", "Worse: a clinician looks again"),
          Map.entry("needs-changed", "Needs have changed"),
          Map.entry("clinically-reviewed", "Clinically reviewed"),
          Map.entry("not-obtainable", "The outcome cannot be found out"),
          Map.entry("needs-recorded", "Needs are recorded"),
          Map.entry("not-reached", "Not reached"),
          Map.entry("prepared", "Everything is arranged"),
          Map.entry("cannot-meet-need", "A need cannot be met for this appointment"),
          Map.entry("confirmed", "The person will come"),
          Map.entry("rearranged", "Rearranged"),
          Map.entry("cancelled-by-patient", "The person cancelled"),
          Map.entry("no-answer", "No answer"));

  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("contact", "Get in touch, ask why and what would help"),
          Map.entry("re-offer", "Offer a new date"),
          Map.entry("attempt-2", "Try again another way, at another time of day"),
          Map.entry("attempt-3", "Try a third time"),
          Map.entry(
              "check-details", "Check address, telephone and GP record; in hospital, or died?"),
          Map.entry("plan", "Agree a support plan"),
          Map.entry("safeguarding-check", "Look at the record for safeguarding"),
          Map.entry("safeguarding-advice", "Take safeguarding advice"),
          Map.entry("contact-young-person", "Speak with the young person too"),
          Map.entry("tell-referrer", "Tell the referrer and the GP"),
          Map.entry("referrer-acknowledged", "The referrer or the GP says that they know"),
          Map.entry("review", "Review by a registered clinician"),
          Map.entry("letter-patient", "Write to the patient, with the way back"),
          Map.entry("letter-referrer", "Write to the referrer and the GP"),
          Map.entry("resolve", "Put it right"),
          Map.entry("ask", "Ask what support is needed"),
          Map.entry("prepare", "Arrange what is needed"),
          Map.entry("interpreter", "Book the interpreter"),
          Map.entry("call", "Call to remind"),
          Map.entry("clinical-review", "A clinician looks again"),
          Map.entry("record", "Record how the appointment ended"));

  private static final Map<String, String> FOLLOWS =
      Map.of(
          "keep-waiting", "The place on the list and the referral date stay as they are.",
          "active-follow-up", "Somebody goes on reaching out: write who, and how, in the note.",
          "patient-initiated-follow-up",
              "The patient gets in touch when they need to: tell them how, in the format they need.",
          "refer-elsewhere",
              "Make the referral in your record system. Care goes on here until it is accepted.",
          "discharge-with-evidence",
              "This is no recommendation, and nothing ends by it: whoever ends the referral does so"
                  + " in the record system. Letters with the way back are then asked for here.",
          "reviewed", "The ending stays counted as one without a complete review.",
          "reversed",
              "Open the referral again in your record system. Support for the missed appointment"
                  + " is then due again.",
          "no-concern-recorded", "The check is closed; the referral and its bookings go on.",
          "advice-taken", "Write in the note who advised, and what.",
          "referred-to-safeguarding",
              "Make the referral by your own procedure: nothing is sent from here.");

  private static final Map<String, String> STEPS_BY =
      Map.of(
          "safeguarding-check", "Key worker",
          "contact", "Key worker",
          "contact-young-person", "Key worker",
          "safeguarding-advice", "Key worker, from the safeguarding lead",
          "tell-referrer", "Key worker",
          "referrer-acknowledged", "Key worker, from the referrer or the GP");

  private Words() {}

  /** What a task is called in a list. */
  static String kind(TaskKind kind) {
    return switch (kind) {
      case SUPPORT_ATTENDANCE -> "Missed appointment";
      case SUPPORT_PLAN -> "Support plan";
      case WAS_NOT_BROUGHT -> "Was not brought";
      case DISCHARGE_REVIEW -> "Review before care ends";
      case DISCHARGE_LETTER -> "Letters";
      case NEED_UNMET -> "Need not met";
      case RE_OFFER -> "Offer another appointment";
      case WAITING_WELL -> "Waiting well";
      case RECORD_OUTCOME -> "Outcome not recorded";
      case ASK_NEEDS -> "Ask about needs";
      case PREPARE_APPOINTMENT -> "Prepare an appointment";
      case REMIND -> "Remind";
    };
  }

  static String status(SupportTask task) {
    return switch (task.status()) {
      case REQUESTED -> "To do";
      case IN_PROGRESS -> "Being worked on";
      case ON_HOLD -> "On hold until " + Dates.of(task.heldUntil());
      case COMPLETED -> "Finished";
      case CANCELLED -> "No longer needed";
    };
  }

  static String priority(Priority priority) {
    return switch (priority) {
      case ROUTINE -> "Routine";
      case URGENT -> "Urgent";
      case ASAP -> "As soon as possible";
      case STAT -> "At once";
    };
  }

  static String channel(Channel channel) {
    return switch (channel) {
      case PHONE -> "Telephone";
      case TEXT -> "Text message";
      case LETTER -> "Letter";
      case EMAIL -> "Email";
      case VIDEO -> "Video";
      case VISIT -> "Visit or in person";
      case OTHER -> "Another way";
    };
  }

  static String outcome(String code) {
    return OUTCOMES.getOrDefault(code, plain(code));
  }

  /** What comes of an outcome; empty where nothing needs to be said. */
  static String follows(String code) {
    return FOLLOWS.getOrDefault(code, "");
  }

  /** Who does a step of a look at safety. */
  static String stepBy(String code) {
    return STEPS_BY.getOrDefault(code, "Whoever has taken it on");
  }

  /** How an appointment ended, as somebody said it. */
  static String ended(String word) {
    return switch (word) {
      case "attended" -> "Attended";
      case "missed" -> "Missed";
      case "was-not-brought" -> "Was not brought";
      case "cancelled-by-patient" -> "Cancelled by or for the patient";
      case "cancelled-by-provider" -> "Cancelled by the service";
      default -> plain(word);
    };
  }

  static String step(String code) {
    return STEPS.getOrDefault(code, plain(code));
  }

  static String ownerRole(String code) {
    return code.equals("ahp-lead") ? "AHP lead" : plain(code);
  }

  /** A code without words of its own, as readable as it gets: {@code needs-interpreter}. */
  static String plain(String code) {
    String words = code.replace('-', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** What somebody works as. */
  static String role(Role role) {
    return switch (role) {
      case FEED -> "Record system";
      case CLINICIAN -> "Clinician";
      case COORDINATOR -> "Booking coordinator";
      case MANAGER -> "Manager";
      case OPERATOR -> "Operator";
      case AUDITOR -> "Auditor";
    };
  }

  /** That a message about a person could not be read, and what follows from it. */
  static String unread(DeadLetter letter) {
    return "This history is incomplete: a message about this person could not be read on "
        + Dates.of(letter.received())
        + " (feed "
        + letter.feed()
        + ", "
        + LetterRow.reason(letter.reason()).toLowerCase(java.util.Locale.ROOT)
        + "). Look in the record system before you decide.";
  }
}
