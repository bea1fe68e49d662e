package org.attendancemonitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.intake.Verdict;

/**
 * Loads files. What was recorded is remembered per file, so that a load that was cut off goes on
 * where it was.
 */
final class FileLoad {
  private final FileParts parts;
  private final LoadPositions positions;
  private final RejectedLines rejected;
  private final LongConsumer progress;
  private final LoadTally tally = new LoadTally();

  /**
   * @param parts sends what the files hold
   * @param positions what was recorded in earlier runs
   * @param rejected where rejected messages are written
   * @param progress told the bytes read so far
   */
  FileLoad(
      FileParts parts, LoadPositions positions, RejectedLines rejected, LongConsumer progress) {
    this.parts = parts;
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
      try {
        parts.send(
            file,
            positions.of(file),
            progress,
            (messages, verdicts) -> settle(file, messages, verdicts));
      } catch (FileRefusedException refused) {
        tally.refused();
        rejected.refused(file, refused);
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

  private void settle(Path file, List<FileMessage> messages, List<Verdict> verdicts)
      throws IOException {
    for (int i = 0; i < messages.size(); i++) {
      tally.add(verdicts.get(i));
      if (!verdicts.get(i).clean()) {
        rejected.write(file, messages.get(i), verdicts.get(i));
      }
    }
    rejected.flush();
    positions.reached(file, messages.get(messages.size() - 1).line());
  }
}
