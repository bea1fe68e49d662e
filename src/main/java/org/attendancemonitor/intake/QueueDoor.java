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
import java.util.function.UnaryOperator;
import org.attendancemonitor.feed.FhirReader;

/**
 * The door of the queue: reads what its senders wrote, and waits for the verdicts so that a message
 * is acknowledged only after the commit. Its senders cannot be told of a rejection, so the original
 * goes along and becomes a dead letter.
 */
public final class QueueDoor {
  /** The JMS string property that names the feed. */
  public static final String FEED = "feed";

  private final FhirReader reader;
  private final UnaryOperator<String> knownFeed;
  private final Clock clock;

  /**
   * @param reader reads messages
   * @param knownFeed the feed to file a name under; {@code default} for null
   * @param clock the time of receipt
   */
  public QueueDoor(FhirReader reader, UnaryOperator<String> knownFeed, Clock clock) {
    this.reader = reader;
    this.knownFeed = knownFeed;
    this.clock = clock;
  }

  /** Step 1 of an event's way: bytes become facts, or a rejection with reason and position. */
  public List<Submission> read(List<Message> messages) throws JMSException {
    Instant received = clock.instant();
    List<Submission> submissions = new ArrayList<>(messages.size());
    for (Message message : messages) {
      String feed = knownFeed.apply(feed(message));
      byte[] original = bytes(message);
      submissions.add(
          new Submission(
              reader.read(new String(original, StandardCharsets.UTF_8), feed),
              feed,
              Intake.Lane.LIVE,
              received,
              false,
              original,
              java.util.Set.of()));
    }
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

  private static byte[] bytes(Message message) throws JMSException {
    if (message instanceof TextMessage text && text.getText() != null) {
      return text.getText().getBytes(StandardCharsets.UTF_8);
    }
    if (message instanceof BytesMessage bytes) {
      byte[] content = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(content);
      return content;
    }
    return new byte[0];
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
