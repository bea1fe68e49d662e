package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.feed.FeedFile;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.intake.Verdict;

/**
 * Sends the messages of a file in parts, with few of them on their way at a time however large the
 * file is, and tells what became of each part in order.
 *
 * @param sink where the messages go
 * @param form how the feed's files are read
 * @param stopping whether to send no more
 */
record FileParts(LineSink sink, FeedFile.Form form, BooleanSupplier stopping) {
  private static final int MESSAGES_AT_ONCE = 250;
  private static final int CHARACTERS_AT_ONCE = 2_000_000;
  private static final int PARTS_IN_FLIGHT = 4;

  /** Hears what became of a part, once it is durable. */
  interface Settled {
    /**
     * One part.
     *
     * @param messages in the order of the file
     * @param verdicts one for each
     */
    void part(List<FileMessage> messages, List<Verdict> verdicts) throws IOException;
  }

  private record Part(List<FileMessage> messages, CompletableFuture<List<Verdict>> verdicts) {}

  /**
   * Sends what begins after a line.
   *
   * @param done messages that begin up to this line were settled before
   * @param read told the bytes of the file as they are read
   * @throws FileRefusedException where nothing of the file is to be read
   * @throws CannotRunException when nothing can be recorded; what was settled is durable
   */
  void send(Path file, long done, LongConsumer read, Settled settled)
      throws IOException, InterruptedException {
    Deque<Part> inFlight = new ArrayDeque<>();
    try (FeedFile messages = FeedFile.open(file, form, read)) {
      List<FileMessage> next = new ArrayList<>();
      long characters = 0;
      for (FileMessage one = messages.next(); one != null; one = messages.next()) {
        if (one.line() <= done) {
          continue;
        }
        next.add(one);
        characters += one.text().length();
        if (next.size() == MESSAGES_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
          send(inFlight, next, file, settled);
          next = new ArrayList<>();
          characters = 0;
        }
      }
      if (!next.isEmpty()) {
        send(inFlight, next, file, settled);
      }
    }
    while (!inFlight.isEmpty()) {
      settle(inFlight.poll(), file, settled);
    }
  }

  private void send(Deque<Part> inFlight, List<FileMessage> next, Path file, Settled settled)
      throws IOException, InterruptedException {
    if (inFlight.size() == PARTS_IN_FLIGHT) {
      settle(inFlight.poll(), file, settled);
    }
    if (stopping.getAsBoolean()) {
      throw new CannotRunException("stopped; the file is gone on with at the next start");
    }
    inFlight.add(new Part(next, sink.send(next.stream().map(FileMessage::text).toList())));
  }

  private static void settle(Part part, Path file, Settled settled)
      throws IOException, InterruptedException {
    List<Verdict> verdicts;
    try {
      verdicts = part.verdicts().get();
    } catch (ExecutionException failure) {
      throw new CannotRunException(
          "stopped at line "
              + part.messages().get(0).line()
              + " of "
              + file
              + ": "
              + failure.getCause().getMessage()
              + "; load it again to go on from there");
    }
    settled.part(part.messages(), verdicts);
  }
}
