package org.attendancemonitor.backup;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SequenceWriter;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The messages of queues as files, a line each: looked at where they wait, and sent again
 * elsewhere. A broker of any version can be filled from them.
 */
public final class QueueCopy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "queues";
  private static final String ENDING = ".jsonl";
  private static final int AT_ONCE = 200;

  private final ConnectionFactory connections;

  /**
   * @param connections to a broker, with the right to browse and to send
   */
  public QueueCopy(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * Copies what waits in a queue, the oldest first; nothing is taken from it. Nobody else may take
   * from it meanwhile: what is on its way to a consumer is not seen.
   *
   * @param root of the backup
   * @return how many
   */
  public long copy(String queue, Path root) throws JMSException, IOException {
    Path file = PrivateFiles.create(root.resolve(FOLDER).resolve(queue + ENDING));
    long copied = 0;
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(queue));
        BufferedWriter writer = Files.newBufferedWriter(file);
        SequenceWriter lines = JSON.writer().withRootValueSeparator("\n").writeValues(writer)) {
      connection.start();
      for (Enumeration<?> each = browser.getEnumeration(); each.hasMoreElements(); copied++) {
        lines.write(KeptMessage.of((Message) each.nextElement()));
      }
    }
    return copied;
  }

  /**
   * The queues of which a backup holds messages.
   *
   * @param root of the backup
   */
  public static List<String> queues(Path root) throws IOException {
    Path folder = root.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * Sends the messages of a queue to it again, in their order. What has expired stays away.
   *
   * @param root of the backup
   * @return how many were sent
   */
  public long fill(String queue, Path root, Instant now) throws JMSException, IOException {
    ObjectReader reader = JSON.readerFor(KeptMessage.class);
    long sent = 0;
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        MappingIterator<KeptMessage> each =
            reader.readValues(root.resolve(FOLDER).resolve(queue + ENDING).toFile())) {
      while (each.hasNextValue()) {
        KeptMessage message = each.nextValue();
        long left = message.expires() == 0 ? 0 : message.expires() - now.toEpochMilli();
        if (left >= 0) {
          producer.send(
              message.in(session), DeliveryMode.PERSISTENT, message.priority(), Math.max(0, left));
          if (++sent % AT_ONCE == 0) {
            session.commit();
          }
        }
      }
      session.commit();
    }
    return sent;
  }
}
