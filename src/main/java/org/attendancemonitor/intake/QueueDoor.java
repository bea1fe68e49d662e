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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.attendancemonitor.feed.FeedReader;

/**
 * The door of the queue: reads what its senders wrote, and waits for the verdicts so that a message
 * is acknowledged only after the commit. Its senders cannot be told of a rejection, so the original
 * goes along and becomes a dead letter.
 */
public final class QueueDoor {
  /** The JMS string property that names the feed. */
  public static final String FEED = "feed";

  private final FeedReader reader;
  private final UnaryOperator<String> knownFeed;
  private final StepTimes times;
  private final Clock clock;

  /**
   * @param reader reads messages
   * @param knownFeed the feed to file a name under; {@code default} for null
   * @param times where the time goes
   * @param clock the time of receipt
   */
  public QueueDoor(
      FeedReader reader, UnaryOperator<String> knownFeed, StepTimes times, Clock clock) {
    this.reader = reader;
    this.knownFeed = knownFeed;
    this.times = times;
    this.clock = clock;
  }

  /** Step 1 of an event's way: bytes become facts, or a rejection with reason and position. */
  public List<Submission> read(List<Message> messages) throws JMSException {
    Instant received = clock.instant();
    long started = System.nanoTime();
    List<Submission> submissions = new ArrayList<>(messages.size());
    for (Message message : messages) {
      String feed = knownFeed.apply(feed(message));
      Content content = content(message);
      submissions.add(
          new Submission(
              reader.read(content.text(), feed),
              feed,
              Intake.Lane.LIVE,
              received,
              false,
              new Original(WayIn.QUEUE, content.original()),
              java.util.Set.of()));
    }
    times.add(StepTimes.Step.PARSE, System.nanoTime() - started);
    return submissions;
  }

  /** A name that is no text is no name; thrown on, it would bring the whole batch for ever. */
  private static String feed(Message message) throws JMSException {
    try {
      return message.getStringProperty(FEED);
    } catch (MessageFormatException noText) {
      return null;
    }
  }

  /** What a message says, and how to have its bytes: hardly ever are they asked for. */
  private record Content(String text, Supplier<byte[]> original) {}

  private static Content content(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      byte[] content = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(content);
      return new Content(new String(content, StandardCharsets.UTF_8), () -> content);
    }
    String text = message instanceof TextMessage written ? written.getText() : null;
    return text == null
        ? new Content("", () -> new byte[0])
        : new Content(text, () -> text.getBytes(StandardCharsets.UTF_8));
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
