package org.attendancemonitor.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message of a queue, as it was sent: what somebody can read, and send again.
 *
 * @param text of a text message
 * @param bytes of a message of bytes; null with {@code text} where it was of another kind, whose
 *     content nothing here reads
 * @param properties that its sender or the broker set, by name
 * @param correlation id it answers, or null
 * @param priority 0 to 9
 * @param sent epoch milliseconds
 * @param expires epoch milliseconds; 0 for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptMessage(
    String text,
    byte[] bytes,
    Map<String, Property> properties,
    String correlation,
    int priority,
    long sent,
    long expires) {
  private static final String LAST_VALUE = "_AMQ_LVQ_NAME";

  /**
   * A property.
   *
   * @param type of JMS, such as {@code String} or {@code Long}
   * @param value as text
   */
  record Property(String type, String value) {
    static Property of(Object value) {
      return new Property(value.getClass().getSimpleName(), value.toString());
    }

    Object object() {
      return switch (type) {
        case "Boolean" -> Boolean.valueOf(value);
        case "Byte" -> Byte.valueOf(value);
        case "Short" -> Short.valueOf(value);
        case "Integer" -> Integer.valueOf(value);
        case "Long" -> Long.valueOf(value);
        case "Float" -> Float.valueOf(value);
        case "Double" -> Double.valueOf(value);
        default -> value;
      };
    }
  }

  /** Nothing of the content. */
  @Override
  public String toString() {
    return "KeptMessage[sent " + sent + "]";
  }

  static KeptMessage of(Message message) throws JMSException {
    Map<String, Property> properties = new TreeMap<>();
    for (Enumeration<?> each = message.getPropertyNames(); each.hasMoreElements(); ) {
      String name = each.nextElement().toString();
      Object value = message.getObjectProperty(name);
      if (value != null && isOfTheSender(name)) {
        properties.put(name, Property.of(value));
      }
    }
    byte[] bytes = null;
    if (message instanceof BytesMessage content) {
      bytes = new byte[Math.toIntExact(content.getBodyLength())];
      content.readBytes(bytes);
    }
    return new KeptMessage(
        message instanceof TextMessage said ? said.getText() : null,
        bytes,
        properties,
        message.getJMSCorrelationID(),
        message.getJMSPriority(),
        message.getJMSTimestamp(),
        message.getJMSExpiration());
  }

  /** What the broker sets itself it would not let anybody set. */
  private static boolean isOfTheSender(String name) {
    return name.equals(LAST_VALUE) || !name.startsWith("JMSX") && !name.startsWith("_AMQ_");
  }

  Message in(Session session) throws JMSException {
    Message message;
    if (bytes != null) {
      BytesMessage made = session.createBytesMessage();
      made.writeBytes(bytes);
      message = made;
    } else {
      message = text == null ? session.createMessage() : session.createTextMessage(text);
    }
    for (Map.Entry<String, Property> property : properties.entrySet()) {
      message.setObjectProperty(property.getKey(), property.getValue().object());
    }
    message.setJMSCorrelationID(correlation);
    return message;
  }
}
