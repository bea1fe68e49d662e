package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.record.MessageReceipt;

/**
 * One message on its way into the record, something a person asks to do, or a call to look at
 * people again.
 *
 * @param message what was read; null where there is none
 * @param asked what a person asks to do; null where nobody does
 * @param feed name in {@code feeds.yaml}
 * @param lane where it waits
 * @param received its durable receipt
 * @param history loaded as history: builds facts and figures, opens no task
 * @param original the bytes as they came, kept if the sender cannot be told of a rejection; null
 *     where the sender waits for the answer
 * @param patients rows of people to assess even where nothing new is said about them
 * @param request id of the request it came with, as the audit keeps it; or null
 * @param receipt by what the message is known again where it may be taken only once; or null
 */
public record Submission(
    Message message,
    Asked asked,
    String feed,
    Intake.Lane lane,
    Instant received,
    boolean history,
    Original original,
    Set<Long> patients,
    String request,
    MessageReceipt receipt) {

  /** A message. */
  public Submission(
      Message message,
      String feed,
      Intake.Lane lane,
      Instant received,
      boolean history,
      Original original,
      Set<Long> patients) {
    this(message, null, feed, lane, received, history, original, patients, null, null);
  }

  /** Frameworks print what they cannot handle: nothing of the message. */
  @Override
  public String toString() {
    return "Submission[" + feed + ", " + lane + "]";
  }

  /** A message whose sender waits for the answer. */
  public static Submission of(Message message, String feed, Intake.Lane lane, Instant received) {
    return new Submission(
        message, feed, lane, received, lane == Intake.Lane.HISTORY, null, Set.of());
  }

  /** What a person asks to do, and waits for the answer. */
  public static Submission asked(Asked asked, Instant received) {
    return new Submission(
        null, asked, Key.OURS, Intake.Lane.PEOPLE, received, false, null, Set.of(), null, null);
  }

  /** The same, with the id of the request it came with. */
  public Submission from(String id) {
    return new Submission(
        message, asked, feed, lane, received, history, original, patients, id, receipt);
  }

  /** The same message, to be taken only once. */
  public Submission once(MessageReceipt known) {
    return new Submission(
        message, asked, feed, lane, received, history, original, patients, request, known);
  }

  /** People whose look-again moment has come. */
  public static Submission lookAgain(Set<Long> patients, Instant now) {
    return new Submission(null, "clock", Intake.Lane.CLOCK, now, false, null, patients);
  }

  /** Whether it is a call to look at several people, which can be made for fewer of them. */
  boolean divisible() {
    return message == null && patients.size() > 1;
  }

  /** The same call, for half the people each. */
  List<Submission> halves() {
    List<Long> rows = List.copyOf(patients);
    int middle = rows.size() / 2;
    return List.of(
        lookAgain(new LinkedHashSet<>(rows.subList(0, middle)), received),
        lookAgain(new LinkedHashSet<>(rows.subList(middle, rows.size())), received));
  }

  /** Whether it came before, and was kept as a dead letter. */
  boolean isReplay() {
    return original != null && original.replay() != null;
  }

  /** How much of a batch it takes up. */
  int weight() {
    return Math.max(1, message == null ? patients.size() : message.entries().size());
  }
}
