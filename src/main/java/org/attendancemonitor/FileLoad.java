package org.attendancemonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.intake.Verdict;

/**
 * Loads files of FHIR: {@code .ndjson} line by line, anything else as one message. What was
 * recorded is remembered per file, so that a load that was cut off goes on where it was.
 */
final class FileLoad {
  private static final int LINES_AT_ONCE = 250;
  private static final int PARTS_IN_FLIGHT = 4;

  private final LineSink sink;
  private final LoadPositions positions;
  private final RejectedLines rejected;
  private final LongConsumer progress;
  private final LoadTally tally = new LoadTally();

  /** Lines on their way, with the number of the last of them. */
  private record Part(
      Path file, long firstLine, List<String> lines, CompletableFuture<List<Verdict>> verdicts) {}

  /**
   * @param sink where the messages go
   * @param positions what was recorded in earlier runs
   * @param rejected where rejected messages are written
   * @param progress told the bytes read so far
   */
  FileLoad(LineSink sink, LoadPositions positions, RejectedLines rejected, LongConsumer progress) {
    this.sink = sink;
    this.positions = positions;
    this.rejected = rejected;
    this.progress = progress;
  }

  /**
   * Loads files and the files of folders, in order of name.
   *
   * @throws IOException when a file cannot be read
   * @throws CannotRunException when the record or the service is gone; what was recorded is
   *     remembered
   */
  LoadTally load(List<Path> paths) throws IOException, InterruptedException {
    for (Path file : files(paths)) {
      if (file.toString().endsWith(".ndjson")) {
        loadLines(file);
      } else {
        loadWhole(file);
      }
    }
    return tally;
  }

  /** The files below paths, in order of name. */
  static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      try (var found = Files.walk(path)) {
        found.filter(Files::isRegularFile).sorted().forEach(files::add);
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
    }
    return files;
  }

  private void loadWhole(Path file) throws IOException, InterruptedException {
    if (positions.of(file) == 0) {
      String message = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      settle(new Part(file, 1, List.of(message), sink.send(List.of(message))));
    }
    progress.accept(Files.size(file));
  }

  private void loadLines(Path file) throws IOException, InterruptedException {
    long done = positions.of(file);
    Deque<Part> inFlight = new ArrayDeque<>();
    try (BufferedReader reader = reader(file)) {
      List<String> lines = new ArrayList<>(LINES_AT_ONCE);
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        progress.accept(line.length() + 1L);
        if (number <= done) {
          continue;
        }
        lines.add(line);
        if (lines.size() == LINES_AT_ONCE) {
          send(inFlight, file, number, lines);
          lines = new ArrayList<>(LINES_AT_ONCE);
        }
      }
      if (!lines.isEmpty()) {
        send(inFlight, file, number, lines);
      }
    }
    while (!inFlight.isEmpty()) {
      settle(inFlight.poll());
    }
  }

  /** What is no UTF-8 costs its own line only: it is read with replacement characters. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static boolean isMessage(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private void send(Deque<Part> inFlight, Path file, long lastLine, List<String> lines)
      throws IOException, InterruptedException {
    if (inFlight.size() == PARTS_IN_FLIGHT) {
      settle(inFlight.poll());
    }
    List<String> messages = lines.stream().filter(FileLoad::isMessage).toList();
    inFlight.add(new Part(file, lastLine - lines.size() + 1, lines, sink.send(messages)));
  }

  private void settle(Part part) throws IOException, InterruptedException {
    List<Verdict> verdicts;
    try {
      verdicts = part.verdicts().get();
    } catch (ExecutionException failure) {
      throw new CannotRunException(
          "stopped at line "
              + part.firstLine()
              + " of "
              + part.file()
              + ": "
              + failure.getCause().getMessage()
              + "; load it again to go on from there");
    }
    int next = 0;
    for (int i = 0; i < part.lines().size(); i++) {
      String line = part.lines().get(i);
      if (isMessage(line)) {
        Verdict verdict = verdicts.get(next++);
        tally.add(verdict);
        if (!verdict.clean()) {
          rejected.write(part.file(), part.firstLine() + i, line, verdict);
        }
      }
    }
    rejected.flush();
    positions.reached(part.file(), part.firstLine() + part.lines().size() - 1);
  }
}
