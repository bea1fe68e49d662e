package org.attendancemonitor.intake;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives messages in batches; commits the JMS session only after the route has committed. */
final class JmsBatchConsumer extends DefaultConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(JmsBatchConsumer.class);

  /** Characters in one batch: a backlog of large Bundles must not take the heap, at every start. */
  private static final long MOST_HELD = 4_000_000;

  private static final long PATIENCE_MILLIS = 200;
  private static final Duration UNTIL_ROOM = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final JmsBatchEndpoint endpoint;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  JmsBatchConsumer(JmsBatchEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    running = true;
    endpoint.links().wanted(endpoint.queue());
    for (int i = 1; i <= endpoint.consumers(); i++) {
      Thread thread = new Thread(this::run, "jms-batch-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  protected void doStop() throws Exception {
    running = false;
    for (Thread thread : threads) {
      thread.join(LONGEST_PAUSE.toMillis());
    }
    threads.clear();
    endpoint.links().unwanted(endpoint.queue());
    super.doStop();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    boolean failed = false;
    while (running) {
      if (failed && !endpoint.ready()) {
        // What is not taken, another node can take.
        pause = rest(pause);
        continue;
      }
      try (Connection connection = endpoint.connections().createConnection();
          Session session = connection.createSession(Session.SESSION_TRANSACTED);
          MessageConsumer consumer =
              session.createConsumer(session.createQueue(endpoint.queue()))) {
        connection.start();
        endpoint.links().connected(endpoint.queue());
        if (receive(session, consumer)) {
          pause = FIRST_PAUSE;
        }
      } catch (JMSException | RuntimeException | Error failure) {
        // Whatever it was: nobody else would read this queue again.
        endpoint.links().lost(endpoint.queue(), Failures.rootName(failure));
        LOG.error("the broker failed ({}); trying again", Failures.describe(failure));
      }
      failed = true;
      pause = running ? rest(pause) : pause;
    }
  }

  /**
   * Until something fails. Then the consumer is closed, and with it goes back to the queue what the
   * broker had sent it ahead: a node that cannot record must not keep it from those that can.
   *
   * @return whether anything was recorded before
   */
  private boolean receive(Session session, MessageConsumer consumer) throws JMSException {
    boolean recorded = false;
    while (running) {
      int room = endpoint.room();
      if (room == 0) {
        // What was not taken keeps waiting in the broker, and nobody else behind it.
        sleep(UNTIL_ROOM);
        continue;
      }
      List<Message> batch = next(consumer, room);
      if (batch.isEmpty()) {
        continue;
      }
      if (!send(batch)) {
        session.rollback();
        return recorded;
      }
      session.commit();
      recorded = true;
    }
    return recorded;
  }

  /** Waits for the first message only: a batch closes when nothing is waiting. */
  private List<Message> next(MessageConsumer consumer, int most) throws JMSException {
    List<Message> batch = new ArrayList<>();
    Message message = consumer.receive(PATIENCE_MILLIS);
    long held = 0;
    while (message != null) {
      batch.add(message);
      held += size(message);
      boolean more = batch.size() < most && held < MOST_HELD;
      message = more ? consumer.receiveNoWait() : null;
    }
    return batch;
  }

  private static long size(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return text.getText() == null ? 0 : text.getText().length();
    }
    return message instanceof BytesMessage bytes ? bytes.getBodyLength() : 0;
  }

  private boolean send(List<Message> batch) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(batch);
      getProcessor().process(exchange);
    } catch (Exception failure) {
      exchange.setException(failure);
    }
    Exception failure = exchange.getException();
    releaseExchange(exchange, false);
    if (failure != null) {
      LOG.warn("{} messages go back to the queue: {}", batch.size(), Failures.describe(failure));
    }
    return failure == null;
  }

  private Duration rest(Duration pause) {
    sleep(pause);
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
