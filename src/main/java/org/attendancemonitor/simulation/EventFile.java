package org.attendancemonitor.simulation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Events made up before they are sent, as the bytes that are sent: what a benchmark measures must
 * not share its processors with the making up, which a record system does not do either.
 */
public record EventFile(Path file) {

  /**
   * One message as it is sent.
   *
   * @param feed the feed of {@code feeds.yaml} it is sent on
   * @param body FHIR JSON in UTF-8
   */
  public record Prepared(String feed, byte[] body) {
    /** An event as it is sent. */
    public static Prepared of(SimulatedEvent event) {
      return new Prepared(event.feed(), event.json().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes the events, in their order. */
  public void write(Stream<SimulatedEvent> events) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Iterator<Prepared> each = events.map(Prepared::of).iterator(); each.hasNext(); ) {
        Prepared event = each.next();
        out.writeUTF(event.feed);
        out.writeInt(event.body.length);
        out.write(event.body);
      }
    }
  }

  /** The events, in their order; to be closed. */
  public Stream<Prepared> read() throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    return Stream.iterate(next(in), event -> event != null, event -> next(in))
        .onClose(
            () -> {
              try {
                in.close();
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
  }

  /** Null after the last. */
  private static Prepared next(DataInputStream in) {
    try {
      String feed;
      try {
        feed = in.readUTF();
      } catch (EOFException end) {
        return null;
      }
      byte[] body = new byte[in.readInt()];
      in.readFully(body);
      return new Prepared(feed, body);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
