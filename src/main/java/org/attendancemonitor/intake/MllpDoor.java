package org.attendancemonitor.intake;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Hl7Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of MLLP: reads one HL7 v2 message, waits for the commit and says what became of it. What
 * cannot be recorded now is held for a while, which keeps its sender from sending more, and then
 * not answered: senders send again what was not answered. What cannot be used is kept as a dead
 * letter too, because few senders keep what was refused.
 */
public final class MllpDoor {
  private static final Logger LOG = LoggerFactory.getLogger(MllpDoor.class);

  private final FeedReader reader;
  private final FeedSettings feeds;
  private final Submitting submitting;
  private final FeedRates rates;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param submitting hands over and waits
   * @param rates how fast a feed may send; one that is faster waits for its answers
   * @param patience how long one message is held while nothing can be recorded
   */
  public MllpDoor(
      FeedReader reader,
      FeedSettings feeds,
      Submitting submitting,
      FeedRates rates,
      Duration patience,
      Clock clock) {
    this.reader = reader;
    this.feeds = feeds;
    this.submitting = submitting;
    this.rates = rates;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * The acknowledgement.
   *
   * @param sent one message as it came
   * @param feed name in {@code feeds.yaml}
   * @return null where nothing was recorded and the connection is to be closed without an answer
   */
  public byte[] answer(byte[] sent, String feed) {
    if (!mayBeRead(feed)) {
      return null;
    }
    Charset charset = WayIn.MLLP.charset(sent, feed, feeds);
    String text = new String(sent, charset);
    Verdict verdict = verdict(text, feed, new Original(WayIn.MLLP, () -> sent));
    if (verdict == null) {
      return null;
    }
    Hl7Answer answer = new Hl7Answer(text, clock.instant());
    return verdict.entries().stream()
        .filter(MllpDoor::refused)
        // One that only fell with another says nothing to its sender.
        .sorted(java.util.Comparator.comparing(entry -> entry.reason() == null))
        .findFirst()
        .map(entry -> refusal(answer, entry))
        .orElseGet(answer::accepted)
        .getBytes(charset);
  }

  private boolean mayBeRead(String feed) {
    try {
      return rates.await(feed, () -> false);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean refused(Verdict.EntryVerdict entry) {
    return entry.result() == Verdict.Result.REJECTED || entry.result() == Verdict.Result.CONFLICT;
  }

  private static String refusal(Hl7Answer answer, Verdict.EntryVerdict entry) {
    RejectReason reason =
        entry.reason() != null
            ? entry.reason()
            : entry.result() == Verdict.Result.CONFLICT
                ? RejectReason.CONFLICT
                : RejectReason.FAILED;
    return answer.refused(
        reason,
        entry.position() == null || entry.position().isEmpty() ? "MSH" : entry.position(),
        entry.text() == null ? "This was not recorded." : entry.text());
  }

  private Verdict verdict(String text, String feed, Original original) {
    Instant received = clock.instant();
    Instant end = received.plus(patience);
    Submission submission =
        new Submission(
            reader.read(text, feed),
            feed,
            Intake.Lane.LIVE,
            received,
            false,
            original,
            java.util.Set.of());
    while (true) {
      try {
        return submitting.submit(submission);
      } catch (IntakeUnavailableException away) {
        if (!clock.instant().isBefore(end) || !waited(away.retryAfter())) {
          LOG.warn("A message of feed {} was not answered: nothing can be recorded now", feed);
          return null;
        }
      } catch (TimeoutException late) {
        // It may still come about; the repeat is then a duplicate and does no harm.
        LOG.warn("A message of feed {} was not answered: its commit did not come in time", feed);
        return null;
      }
    }
  }

  private static boolean waited(Duration pause) {
    try {
      Thread.sleep(Math.min(1_000, Math.max(50, pause.toMillis())));
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
