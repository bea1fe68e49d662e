package org.attendancemonitor.simulation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The messages of one trust on their way out, with faults or without. */
public final class Simulation {
  private final Trust trust;
  private final Faults faults;

  /**
   * A feed.
   *
   * @param trust whose history is sent
   * @param faults what goes wrong, or null for nothing
   */
  public Simulation(Trust trust, Faults faults) {
    this.trust = trust;
    this.faults = faults;
  }

  /** The messages in the order of sending. */
  public Stream<SimulatedEvent> messages() {
    return faults == null ? trust.history() : faults.into(trust.history());
  }

  /** What was put in so far; empty without faults. */
  public List<Injected> injected() {
    return faults == null ? List.of() : faults.injected();
  }

  /**
   * Writes the messages as NDJSON, one on each line.
   *
   * @return how many
   * @throws IOException where the file cannot be written
   */
  public long writeTo(Path file) throws IOException {
    long count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Stream<SimulatedEvent> messages = messages()) {
      for (Iterator<SimulatedEvent> each = messages.iterator(); each.hasNext(); count++) {
        out.write(each.next().json());
        out.write('\n');
      }
    }
    return count;
  }

  /**
   * Sends the messages over HTTP and waits for the last answer.
   *
   * @throws InterruptedException where the thread is asked to stop
   */
  public FhirSender.Tally sendWith(FhirSender sender) throws InterruptedException {
    try (Stream<SimulatedEvent> messages = messages()) {
      for (Iterator<SimulatedEvent> each = messages.iterator(); each.hasNext(); ) {
        sender.send(each.next());
      }
    }
    return sender.finish();
  }
}
