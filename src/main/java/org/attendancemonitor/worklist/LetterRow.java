package org.attendancemonitor.worklist;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.record.DeadLetter;

/**
 * One dead letter; nothing in it is about a patient.
 *
 * @param id its number
 * @param feed it came by
 * @param way it came in, in words
 * @param received in words
 * @param reason in words
 * @param word of the reason, as filters and the command know it
 * @param position where in the message the fault lies
 * @param text what is wrong, in one sentence
 * @param todo what to do about it
 * @param attempts how often it was tried, and when last
 * @param state in words
 * @param waiting it can be replayed or given up
 */
record LetterRow(
    long id,
    String feed,
    String way,
    String received,
    String reason,
    String word,
    String position,
    String text,
    String todo,
    String attempts,
    String state,
    boolean waiting) {
  private static final Map<RejectReason, String> WORDS =
      with(
          "From a sign-in that may not say it",
          Map.of(
              RejectReason.UNPARSABLE, "Not a message that can be read",
              RejectReason.WRONG_VERSION, "FHIR of another version",
              RejectReason.NOT_USED, "A kind of message that is not used",
              RejectReason.NOT_SUPPORTED, "A way of saying it that is not read",
              RejectReason.NO_PATIENT, "Whom it is about is not told",
              RejectReason.INCOMPLETE, "Something required is missing",
              RejectReason.IMPOSSIBLE, "A value that cannot be",
              RejectReason.TOO_LARGE, "Over a limit",
              RejectReason.CONFLICT, "The same version with other content",
              RejectReason.FAILED, "A fault of ours"));

  private static final Map<RejectReason, String> ADVICE =
      with(
          "Name the sign-in at its feed in feeds.yaml, or tell the sender which feed to name; it has"
              + " to be sent again. Then give this one up.",
          Map.of(
              RejectReason.UNPARSABLE,
              "Ask the sender to mend the message and to send it again; then give this one up.",
              RejectReason.WRONG_VERSION,
              "Ask the sender for FHIR R4, sent again; then give this one up.",
              RejectReason.NOT_USED,
              "Ask the sender to leave these out, or give it up: nothing is lost.",
              RejectReason.NOT_SUPPORTED,
              "Ask the sender for the whole resource, sent again; then give this one up.",
              RejectReason.NO_PATIENT,
              "Ask the sender to name the patient and to send it again; then give this one up.",
              RejectReason.INCOMPLETE,
              "If a code of the sender is missing in feeds.yaml, add it, restart and replay. Otherwise"
                  + " ask the sender to send it whole; then give this one up.",
              RejectReason.IMPOSSIBLE,
              "Ask the sender to correct the value and to send it again; then give this one up.",
              RejectReason.TOO_LARGE,
              "If the sender is right, raise the limits in feeds.yaml, restart and replay.",
              RejectReason.CONFLICT,
              "Ask the sender which content is right, and for a new version of it.",
              RejectReason.FAILED,
              "Look at the log of that moment, and replay once the fault is mended."));

  /** Every reason, for a choice. */
  static final List<Choice> REASONS =
      Arrays.stream(RejectReason.values())
          .map(reason -> new Choice(reason.word, WORDS.get(reason)))
          .toList();

  static LetterRow of(DeadLetter letter) {
    boolean waiting = letter.state() == DeadLetter.State.WAITING;
    return new LetterRow(
        letter.id(),
        letter.feed(),
        way(letter.way()),
        Dates.moment(letter.received()),
        reason(letter.reason()),
        letter.reason(),
        letter.position() == null || letter.position().isEmpty()
            ? "The beginning"
            : letter.position(),
        letter.text(),
        of(letter.reason(), ADVICE, "Ask the sender."),
        letter.attempts() + ", the last on " + Dates.moment(letter.tried()),
        state(letter),
        waiting);
  }

  private static Map<RejectReason, String> with(
      String forbidden, Map<RejectReason, String> others) {
    Map<RejectReason, String> all = new EnumMap<>(others);
    all.put(RejectReason.FORBIDDEN, forbidden);
    return all;
  }

  private static String way(String word) {
    return switch (word) {
      case "mllp" -> "HL7 v2 over MLLP";
      case "folder" -> "The watched folder";
      case "subscription" -> "A subscription";
      default -> "The queue";
    };
  }

  private static String state(DeadLetter letter) {
    return switch (letter.state()) {
      case WAITING -> "Waiting";
      case REPAIRED -> "Repaired by a replay";
      case GIVEN_UP -> "Given up: " + letter.givenUpBecause();
    };
  }

  /** A reason in words. */
  static String reason(String word) {
    return of(word, WORDS, word);
  }

  private static String of(String word, Map<RejectReason, String> words, String other) {
    return Arrays.stream(RejectReason.values())
        .filter(reason -> reason.word.equals(word))
        .findFirst()
        .map(words::get)
        .orElse(other);
  }
}
