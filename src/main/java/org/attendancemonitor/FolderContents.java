package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.ServerSettings;

/**
 * What a data folder has held since its first start, so that a service whose record or queue is
 * gone does not begin with an empty one as if nothing had been there.
 */
final class FolderContents {
  private static final String NOTE = "contents";
  private static final String STORE = "store/attendance.db";
  private static final String AUDIT = "audit/audit.db";
  private static final String JOURNAL = "broker/journal";

  private final Path data;
  private final ServerSettings settings;

  /** Of a data folder, as far as these settings use it. */
  FolderContents(Path data, ServerSettings settings) {
    this.data = data;
    this.settings = settings;
  }

  /**
   * Refuses a folder that has lost something.
   *
   * @throws CannotRunException that names what is missing, and says what to do
   */
  void check() throws IOException {
    for (String part : noted()) {
      if (used().contains(part) && !isThere(part)) {
        throw new CannotRunException(
            "cannot start: "
                + data.resolve(part)
                + " is missing or empty, and this data folder had it. Restore a backup into an"
                + " empty data folder (docs/operating.md), or delete "
                + data.resolve(NOTE)
                + " to start without what it held");
      }
    }
  }

  /** Notes what is there now. */
  void note() throws IOException {
    TreeSet<String> parts = new TreeSet<>(noted());
    used().stream().filter(this::isThere).forEach(parts::add);
    if (!parts.equals(new TreeSet<>(noted()))) {
      Path made = Files.write(data.resolve(NOTE + ".new"), parts);
      Files.move(made, data.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private List<String> noted() throws IOException {
    Path note = data.resolve(NOTE);
    return Files.exists(note) ? Files.readAllLines(note) : List.of();
  }

  private List<String> used() {
    return Stream.concat(
            settings.store().url().isEmpty() ? Stream.of(STORE, AUDIT) : Stream.empty(),
            settings.broker().embedded() ? Stream.of(JOURNAL) : Stream.empty())
        .toList();
  }

  private boolean isThere(String part) {
    Path path = data.resolve(part);
    try {
      if (!Files.isDirectory(path)) {
        return Files.exists(path) && Files.size(path) > 0;
      }
      try (Stream<Path> files = Files.list(path)) {
        return files.anyMatch(file -> file.toString().endsWith(".amq"));
      }
    } catch (IOException unreadable) {
      return false;
    }
  }
}
