package org.attendancemonitor.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;

/**
 * Tries dead letters again: the bytes as they came, through the reader of the way they came in,
 * with the moment of their first receipt, so that they open the tasks they would have opened. They
 * wait in the lane of history: live events go first. The record settles a letter in the transaction
 * that keeps its facts, so that a replay that is cut off goes on where it was.
 */
public final class Replaying {
  private final DeadLetters letters;
  private final FeedReader reader;
  private final FeedSettings feeds;
  private final RoutedIntake intake;
  private final Clock clock;

  /**
   * @param letters what could not be used
   * @param reader reads it again
   * @param feeds how bytes are text
   * @param intake records it
   * @param clock when it is tried
   */
  public Replaying(
      DeadLetters letters,
      FeedReader reader,
      FeedSettings feeds,
      RoutedIntake intake,
      Clock clock) {
    this.letters = letters;
    this.reader = reader;
    this.feeds = feeds;
    this.intake = intake;
    this.clock = clock;
  }

  /** What could be read now; changes nothing. Whether the record knows it already shows later. */
  public List<Replayed> dryRun(List<Long> ids, boolean again) {
    List<Replayed> results = new ArrayList<>();
    for (long id : ids) {
      Optional<DeadLetter> letter = letters.show(id);
      Optional<byte[]> bytes = letters.original(id);
      if (letter.isEmpty() || bytes.isEmpty()) {
        results.add(Replayed.gone(id));
      } else {
        results.add(
            isForbidden(letter.get())
                ? forbidden(letter.get())
                : isSettled(letter.get(), again)
                    ? settled(letter.get())
                    : foretold(id, read(letter.get(), bytes.get())));
      }
    }
    return results;
  }

  /**
   * Tries them again, together, and waits for the commits.
   *
   * @param ids few enough to be held in the memory
   * @param again those too that were repaired or given up
   * @throws IntakeUnavailableException where nothing can be recorded now; what was, stays
   */
  public List<Replayed> replay(List<Long> ids, boolean again)
      throws IntakeUnavailableException, InterruptedException {
    Map<Long, CompletableFuture<Verdict>> promises = new TreeMap<>();
    Map<Long, Replayed> results = new TreeMap<>();
    for (long id : ids) {
      Optional<DeadLetter> letter = letters.show(id);
      Optional<byte[]> bytes = letters.original(id);
      if (letter.isEmpty() || bytes.isEmpty()) {
        results.put(id, Replayed.gone(id));
      } else if (isForbidden(letter.get())) {
        results.put(id, forbidden(letter.get()));
      } else if (isSettled(letter.get(), again)) {
        results.put(id, settled(letter.get()));
      } else if (!promises.containsKey(id)) {
        promises.put(id, intake.submitPatiently(submission(letter.get(), bytes.get())));
      }
    }
    for (Map.Entry<Long, CompletableFuture<Verdict>> promise : promises.entrySet()) {
      results.put(promise.getKey(), became(promise.getKey(), verdict(promise.getValue())));
    }
    return List.copyOf(results.values());
  }

  private static boolean isSettled(DeadLetter letter, boolean again) {
    return !again && letter.state() != DeadLetter.State.WAITING;
  }

  /** A replay has no sign-in that could be asked: it would be believed after all. */
  private static boolean isForbidden(DeadLetter letter) {
    return letter.reason().equals(RejectReason.FORBIDDEN.word);
  }

  private static Replayed forbidden(DeadLetter letter) {
    return new Replayed(
        letter.id(),
        Replayed.Result.REJECTED,
        letter.reason(),
        letter.position(),
        "Whoever may say it has to send it again; a replay cannot.");
  }

  private static Replayed settled(DeadLetter letter) {
    return new Replayed(
        letter.id(),
        Replayed.Result.SETTLED,
        null,
        null,
        letter.state() == DeadLetter.State.REPAIRED
            ? "It was repaired by a replay already; nothing was done."
            : "It was given up; nothing was done.");
  }

  private Submission submission(DeadLetter letter, byte[] bytes) {
    Original original =
        new Original(
            WayIn.of(letter.way()),
            () -> bytes,
            new Original.Replay(letter.id(), letter.position(), clock.instant()));
    return new Submission(
        read(letter, bytes),
        letter.feed(),
        Intake.Lane.HISTORY,
        letter.received(),
        false,
        original,
        Set.of());
  }

  private Message read(DeadLetter letter, byte[] bytes) {
    String feed = letter.feed();
    return reader.read(new String(bytes, WayIn.of(letter.way()).charset(bytes, feed, feeds)), feed);
  }

  private static Replayed foretold(long id, Message message) {
    for (Entry entry : message.entries()) {
      if (entry.reading() instanceof Reading.Rejected fault) {
        return new Replayed(
            id, Replayed.Result.REJECTED, fault.reason().word, fault.position(), fault.text());
      }
    }
    String what =
        message.entries().stream()
            .map(Entry::resourceType)
            .filter(type -> !type.isEmpty())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new Replayed(
        id,
        Replayed.Result.READABLE,
        null,
        null,
        "It can be read now" + (what.isEmpty() ? "." : ": " + what + "."));
  }

  private static Verdict verdict(CompletableFuture<Verdict> promise)
      throws IntakeUnavailableException, InterruptedException {
    try {
      return promise.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IntakeUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** As the record says it: of several entries, only that of this letter may be well. */
  private Replayed became(long id, Verdict verdict) {
    Optional<DeadLetter> now = letters.show(id);
    if (now.isEmpty()) {
      return Replayed.gone(id);
    }
    DeadLetter letter = now.get();
    boolean news =
        verdict.entries().stream().anyMatch(it -> it.result() == Verdict.Result.ACCEPTED);
    return letter.state() == DeadLetter.State.REPAIRED
        ? new Replayed(
            id,
            Replayed.Result.REPAIRED,
            null,
            null,
            news ? "It is recorded." : "It held nothing new: the same or newer was known.")
        : new Replayed(
            id, Replayed.Result.REJECTED, letter.reason(), letter.position(), letter.text());
  }
}
