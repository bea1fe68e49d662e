package org.attendancemonitor.intake;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;

/**
 * The door of the queue: reads what its senders wrote, and waits for the verdicts so that a message
 * is acknowledged only after the commit. Its senders cannot be told of a rejection, so the original
 * goes along and becomes a dead letter.
 */
public final class QueueDoor {
  /** The JMS string property that names the feed. */
  public static final String FEED = "feed";

  /** Where Artemis writes who sent a message, if it is told to (populate-validated-user). */
  private static final String USER = "_AMQ_VALIDATED_USER";

  private final FeedReader reader;
  private final FeedSettings feeds;
  private final QueueSenders senders;
  private final boolean stamped;
  private final FeedRates rates;
  private final StepTimes times;
  private final Clock clock;

  /**
   * @param reader reads messages
   * @param feeds the character sets of their HL7 v2
   * @param senders who may send for which feed
   * @param stamped whether what the broker says about the sign-in of a message is to be checked
   *     here; our own broker has refused what was wrong
   * @param rates what each feed is held to
   * @param times where the time goes
   * @param clock the time of receipt
   */
  public QueueDoor(
      FeedReader reader,
      FeedSettings feeds,
      QueueSenders senders,
      boolean stamped,
      FeedRates rates,
      StepTimes times,
      Clock clock) {
    this.reader = reader;
    this.feeds = feeds;
    this.senders = senders;
    this.stamped = stamped;
    this.rates = rates;
    this.times = times;
    this.clock = clock;
  }

  /** The messages of the common queue, each of the feed it names. */
  public List<Submission> read(List<Message> messages) throws JMSException {
    return read(messages, null);
  }

  /**
   * Step 1 of an event's way: bytes become facts, or a rejection with reason and position.
   *
   * @param own the feed whose own queue they come from; null for the common one
   */
  public List<Submission> read(List<Message> messages, String own) throws JMSException {
    Instant received = clock.instant();
    long started = System.nanoTime();
    List<Submission> submissions = new ArrayList<>(messages.size());
    for (Message message : messages) {
      String feed = own == null ? senders.named(text(message, FEED)) : own;
      Content content = content(message, feed);
      var read = believed(message, feed, content.text());
      rates.charge(feed, read.entries().size());
      submissions.add(
          new Submission(
              read,
              feed,
              Intake.Lane.LIVE,
              received,
              false,
              content.original(),
              java.util.Set.of()));
    }
    times.add(StepTimes.Step.PARSE, System.nanoTime() - started);
    return submissions;
  }

  /** What it says, unless its sign-in may not say it. */
  private org.attendancemonitor.feed.Message believed(Message message, String feed, String text)
      throws JMSException {
    String user = stamped ? text(message, USER) : null;
    return (user == null ? Optional.<String>empty() : senders.objection(user, feed))
        .map(
            why ->
                new org.attendancemonitor.feed.Message(
                    null,
                    false,
                    List.of(
                        new Entry("", "", null, new Rejected(RejectReason.FORBIDDEN, "", why)))))
        .orElseGet(() -> reader.read(text, feed));
  }

  /** A name that is no text is no name; thrown on, it would bring the whole batch for ever. */
  private static String text(Message message, String property) throws JMSException {
    try {
      return message.getStringProperty(property);
    } catch (MessageFormatException noText) {
      return null;
    }
  }

  /** What a message says, and how to have its bytes: hardly ever are they asked for. */
  private record Content(String text, Original original) {}

  private Content content(Message message, String feed) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      byte[] content = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(content);
      return new Content(
          new String(content, WayIn.QUEUE_BYTES.charset(content, feed, feeds)),
          new Original(WayIn.QUEUE_BYTES, () -> content));
    }
    String text = message instanceof TextMessage written ? written.getText() : null;
    String said = text == null ? "" : text;
    return new Content(
        said, new Original(WayIn.QUEUE, () -> said.getBytes(StandardCharsets.UTF_8)));
  }

  /** Waits for every verdict; fails when one was not reached, so that all come again. */
  public List<Verdict> await(List<CompletableFuture<Verdict>> promises)
      throws IntakeUnavailableException, InterruptedException {
    List<Verdict> verdicts = new ArrayList<>(promises.size());
    for (CompletableFuture<Verdict> promise : promises) {
      try {
        verdicts.add(promise.get());
      } catch (ExecutionException failure) {
        if (failure.getCause() instanceof IntakeUnavailableException unavailable) {
          throw unavailable;
        }
        throw new IllegalStateException(failure.getCause());
      }
    }
    return verdicts;
  }
}
