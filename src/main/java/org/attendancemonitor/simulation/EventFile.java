package org.attendancemonitor.simulation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Events made up before they are sent, one a line: what a benchmark measures must not share its
 * processors with the making up, which a record system does not do either.
 */
public record EventFile(Path file) {
  private static final String SEPARATOR = "\t";

  /** Writes the events, in their order. */
  public void write(Stream<SimulatedEvent> events) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Iterator<SimulatedEvent> each = events.iterator(); each.hasNext(); ) {
        SimulatedEvent event = each.next();
        out.write(event.feed() + SEPARATOR + event.at() + SEPARATOR);
        out.write(event.json());
        out.write('\n');
      }
    }
  }

  /** The events, in their order; to be closed. */
  public Stream<SimulatedEvent> read() throws IOException {
    return Files.lines(file, StandardCharsets.UTF_8).map(EventFile::event);
  }

  private static SimulatedEvent event(String line) {
    String[] parts = line.split(SEPARATOR, 3);
    return new SimulatedEvent(parts[0], Instant.parse(parts[1]), parts[2]);
  }
}
