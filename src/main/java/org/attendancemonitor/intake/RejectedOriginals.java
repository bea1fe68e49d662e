package org.attendancemonitor.intake;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;

/** Keeps rejected messages of senders who cannot be told, and settles those that are replayed. */
final class RejectedOriginals {
  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[\\d+]");

  private final DeadLetters deadLetters;
  private final Mentioned mentioned;
  private final UnaryOperator<String> sources;

  /**
   * @param deadLetters where they are kept
   * @param mentioned whom a rejected message is about
   * @param sources the source of a feed
   */
  RejectedOriginals(DeadLetters deadLetters, Mentioned mentioned, UnaryOperator<String> sources) {
    this.deadLetters = deadLetters;
    this.mentioned = mentioned;
    this.sources = sources;
  }

  /**
   * One dead letter for each entry at fault, or for the whole where it stands or falls as one; a
   * replay settles the letter it was, or counts as one more attempt.
   */
  void keep(Submission submission, Verdict verdict) {
    Original original = submission.original();
    if (original == null) {
      return;
    }
    boolean whole = submission.message().atomic();
    List<Verdict.EntryVerdict> faults = faults(verdict);
    if (original.replay() != null) {
      again(original.replay(), faults, whole);
    } else if (!faults.isEmpty()) {
      for (Verdict.EntryVerdict entry : whole ? faults.subList(0, 1) : faults) {
        keep(submission, entry);
      }
    }
  }

  private static List<Verdict.EntryVerdict> faults(Verdict verdict) {
    return verdict.entries().stream()
        .filter(entry -> entry.reason() != null && !entry.fell())
        .toList();
  }

  private void keep(Submission submission, Verdict.EntryVerdict entry) {
    byte[] bytes = submission.original().bytes().get();
    WayIn way = submission.original().way();
    String feed = submission.feed();
    deadLetters.keep(
        DeadLetter.received(
            feed,
            sources.apply(feed),
            way.word(),
            submission.received(),
            entry.reason().word,
            entry.position(),
            entry.text()),
        bytes,
        mentioned.rows(way, feed, bytes, entry.position()));
  }

  private void again(Original.Replay replay, List<Verdict.EntryVerdict> faults, boolean whole) {
    String place = whole ? "" : place(replay.position());
    faults.stream()
        .filter(entry -> place.isEmpty() || place(entry.position()).equals(place))
        .findFirst()
        .ifPresentOrElse(
            fault ->
                deadLetters.triedAgain(
                    replay.letter(),
                    fault.reason().word,
                    fault.position(),
                    fault.text(),
                    replay.at()),
            () -> deadLetters.repaired(replay.letter(), replay.at()));
  }

  /** The entry of a Bundle that a position lies in; empty where it is in none. */
  private static String place(String position) {
    Matcher entry = ENTRY.matcher(position == null ? "" : position);
    return entry.lookingAt() ? entry.group() : "";
  }
}
