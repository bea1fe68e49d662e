package org.attendancemonitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.intake.Verdict;

/**
 * How far a file of a watched folder was taken, and what became of its messages so far. A message
 * of several parts counts once: as rejected or in conflict where one part is, else as accepted
 * where one part said something new.
 *
 * @param line messages that begin up to this line are settled
 * @param messages how many there were
 * @param accepted of them, recorded
 * @param duplicates known already
 * @param stale older than what is known
 * @param conflicts the same version and time with other content
 * @param rejected not usable
 * @param faults the first of what was rejected or in conflict
 */
record FileProgress(
    long line,
    long messages,
    long accepted,
    long duplicates,
    long stale,
    long conflicts,
    long rejected,
    List<Fault> faults) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More of them tell its sender nothing new; each is a dead letter too. */
  private static final int MOST_FAULTS = 200;

  static final FileProgress NONE = new FileProgress(0, 0, 0, 0, 0, 0, 0, List.of());

  /**
   * Something of a file that was not used.
   *
   * @param line where its message begins
   * @param reason the class of the fault
   * @param position where in the message
   * @param text one sentence
   */
  record Fault(long line, String reason, String position, String text) {
    /** The line, and the place within it. */
    String place() {
      return ("line " + line + " " + position).strip();
    }
  }

  static FileProgress read(String text) {
    try {
      return JSON.readValue(text, FileProgress.class);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("a mark of a file cannot be read", ours);
    }
  }

  String write() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }

  /** With one more message. */
  FileProgress and(FileMessage message, Verdict verdict) {
    Verdict.Result result = result(verdict);
    List<Fault> more = new ArrayList<>(faults);
    for (Fault fault : faults(message, verdict)) {
      if (more.size() < MOST_FAULTS) {
        more.add(fault);
      }
    }
    return new FileProgress(
        message.line(),
        messages + 1,
        accepted + one(result, Verdict.Result.ACCEPTED),
        duplicates + one(result, Verdict.Result.DUPLICATE),
        stale + one(result, Verdict.Result.STALE),
        conflicts + one(result, Verdict.Result.CONFLICT),
        rejected + one(result, Verdict.Result.REJECTED),
        List.copyOf(more));
  }

  /** What was wrong with a message, without those parts that only fell with another. */
  static List<Fault> faults(FileMessage message, Verdict verdict) {
    return verdict.entries().stream()
        .filter(entry -> entry.reason() != null)
        .map(
            entry ->
                new Fault(
                    message.line(),
                    entry.reason().word,
                    entry.position() == null ? "" : entry.position(),
                    entry.text()))
        .toList();
  }

  private static Verdict.Result result(Verdict verdict) {
    for (Verdict.Result result :
        List.of(
            Verdict.Result.REJECTED,
            Verdict.Result.CONFLICT,
            Verdict.Result.ACCEPTED,
            Verdict.Result.STALE)) {
      if (verdict.entries().stream().anyMatch(entry -> entry.result() == result)) {
        return result;
      }
    }
    return Verdict.Result.DUPLICATE;
  }

  private static int one(Verdict.Result found, Verdict.Result counted) {
    return found == counted ? 1 : 0;
  }
}
