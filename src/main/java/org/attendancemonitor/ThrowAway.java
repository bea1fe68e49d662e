package org.attendancemonitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.PlainErrors.CannotRunException;

/** Makes and deletes what is there for a while only. */
final class ThrowAway {
  private ThrowAway() {}

  /**
   * A new folder for a trial or a benchmark.
   *
   * @param parent where it is made, as its user named it
   * @throws CannotRunException where that is no folder, or not one to write into
   */
  static Path in(Path parent, String name) throws IOException {
    Path there = parent.toAbsolutePath();
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new CannotRunException("--folder: no folder that can be written into: " + there);
    }
    return Files.createTempDirectory(there, name);
  }

  static void delete(Path folder) {
    try (var found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
