package org.attendancemonitor.doctor;

import java.util.List;
import java.util.function.Consumer;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.feed.Parsed;

/**
 * One message with what was read from it.
 *
 * @param sent as it stands in its file
 * @param message what came of it
 * @param resources before their meaning was read
 */
record Look(Sent sent, Message message, List<Parsed> resources) {

  String file() {
    return sent.file();
  }

  /** A place in the file: where the message stands, and where in it. */
  String place(String position) {
    return sent.place().isEmpty()
        ? position
        : position.isEmpty() ? sent.place() : sent.place() + ", " + position;
  }

  /** A place in the file: an element of what one entry was read from. */
  String place(Entry entry, String element) {
    String at = entry.position();
    boolean segment = at.matches("[A-Z][A-Z0-9]{2}");
    String path = at.isEmpty() ? entry.resourceType() : segment ? at : at + ".resource";
    return place(new Parsed(path, null, !segment).place(element));
  }

  /** Goes through the facts. */
  void notices(Consumer<Notice> consumer) {
    message.entries().stream()
        .map(Entry::reading)
        .filter(Accepted.class::isInstance)
        .flatMap(reading -> ((Accepted) reading).notices().stream())
        .forEach(consumer);
  }

  /** Goes through the resources of one type. */
  <R> void each(Class<R> type, java.util.function.BiConsumer<Parsed, R> consumer) {
    for (Parsed parsed : resources) {
      if (type.isInstance(parsed.resource())) {
        consumer.accept(parsed, type.cast(parsed.resource()));
      }
    }
  }
}
