package org.attendancemonitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files in which the embedded broker keeps what it has acknowledged. It sets aside a file that
 * it cannot read, and would go on without what is in it.
 */
final class BrokerJournal {
  private static final String WHAT_TO_DO =
      ". Events that senders were told had arrived may be in it: restore a backup into an empty"
          + " data folder (docs/operating.md)";

  private final Path folder;

  /** In a folder. */
  BrokerJournal(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses to go on while a file lies aside.
   *
   * @throws IllegalStateException that names the folder, and says what to do
   */
  void checkNothingSetAside() {
    for (String part : List.of("bindings", "journal")) {
      Path aside = folder.resolve(part).resolve("attic");
      if (holdsFiles(aside)) {
        throw new IllegalStateException(
            "the journal of the broker is damaged, a file of it lies aside in "
                + aside
                + WHAT_TO_DO
                + ", or delete that folder and start without what is in it");
      }
    }
  }

  /** Why the broker could not start, in a sentence. */
  String unreadable() {
    return "the broker could not start; the lines above say why. Where its journal "
        + folder.resolve("journal")
        + " is damaged"
        + WHAT_TO_DO.substring(1).replaceFirst(" Events", ": events");
  }

  private static boolean holdsFiles(Path aside) {
    if (!Files.isDirectory(aside)) {
      return false;
    }
    try (Stream<Path> files = Files.list(aside)) {
      return files.findAny().isPresent();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
