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

  /** The messages in a form, in the order of sending. */
  public Stream<Told> told(Form form) {
    return told(form.telling());
  }

  private Stream<Told> told(Telling telling) {
    return messages().flatMap(event -> telling.tell(event).stream());
  }

  /**
   * Writes the messages as NDJSON, one on each line.
   *
   * @return how many
   * @throws IOException where the file cannot be written
   */
  public long writeTo(Path file) throws IOException {
    return writeTo(file, Form.FHIR);
  }

  /**
   * Writes the messages in a form: FHIR as NDJSON, HL7 v2 one message after the other, an extract
   * below the names of its columns.
   *
   * @return how many
   * @throws IOException where the file cannot be written
   */
  public long writeTo(Path file, Form form) throws IOException {
    long count = 0;
    Telling telling = form.telling();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Stream<Told> messages = told(telling)) {
      if (!telling.heading().isEmpty()) {
        out.write(telling.heading() + '\n');
      }
      for (Iterator<Told> each = messages.iterator(); each.hasNext(); count++) {
        out.write(each.next().text());
        out.write('\n');
      }
    }
    return count;
  }

  /**
   * Sends the messages and waits for the last answer.
   *
   * @throws IOException where nothing can be sent at all
   * @throws InterruptedException where the thread is asked to stop
   */
  public Outlet.Tally sendWith(Outlet outlet, Form form) throws IOException, InterruptedException {
    try (Stream<Told> messages = told(form)) {
      for (Iterator<Told> each = messages.iterator(); each.hasNext(); ) {
        outlet.send(each.next());
      }
    }
    return outlet.finish();
  }
}
