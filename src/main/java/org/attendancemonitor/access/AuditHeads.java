package org.attendancemonitor.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the end of every audit trail daily, in a folder outside of the database and in the log:
 * whoever removes the newest entries would have to change that too. Digests say nothing about
 * anybody.
 */
public final class AuditHeads {
  private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);
  private static final String ENDING = ".txt";

  private final Path folder;
  private final String node;
  private final Map<AuditBook, AuditChains> trails;
  private final Clock clock;
  private volatile Instant last;

  /**
   * @param folder made with mode 0700 where it is missing
   * @param node name of this process, because several may share the folder
   */
  public AuditHeads(Path folder, String node, Map<AuditBook, AuditChains> trails, Clock clock) {
    this.folder = folder;
    this.node = node;
    this.trails = new TreeMap<>(trails);
    this.clock = clock;
  }

  /** Notes the ends once in each day (UTC); the first is noted at the start. */
  public void exportWhenDue() {
    Instant now = clock.instant();
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    if (last != null && last.atZone(ZoneOffset.UTC).toLocalDate().equals(day)) {
      return;
    }
    List<AuditNote> notes = new ArrayList<>();
    trails.forEach(
        (book, chains) ->
            chains.heads().forEach(head -> notes.add(new AuditNote(false, now, book, head))));
    if (notes.isEmpty()) {
      // Of an empty trail nothing can be removed; its first entry is noted as soon as it is there.
      return;
    }
    try {
      write(day, notes);
    } catch (IOException failed) {
      LOG.error("The ends of the audit trails cannot be noted: {}", failed.getClass().getName());
      return;
    }
    notes.forEach(note -> LOG.info("audit {}", note.text()));
    last = now;
  }

  /** When the ends were noted last; empty where this process has not yet done it. */
  public Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Notes where the retention schedule is about to cut a trail.
   *
   * @throws UncheckedIOException where that is not possible: nothing is to be cut then
   */
  public void cutting(AuditBook book, AuditChains.Head at) {
    AuditNote note = new AuditNote(true, clock.instant(), book, at);
    try {
      make();
      Files.writeString(
          folder.resolve("pruned-" + node + ENDING),
          note.text() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    LOG.info("audit {}", note.text());
  }

  /**
   * Everything noted in a folder.
   *
   * @throws IOException where it cannot be read
   * @throws IllegalArgumentException where a line is none of ours
   */
  public static List<AuditNote> read(Path folder) throws IOException {
    List<AuditNote> notes = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).sorted().toList()) {
          Files.readAllLines(file).forEach(line -> notes.add(AuditNote.of(line)));
        }
      }
    }
    return notes;
  }

  /** A second start on one day adds to what the first noted. */
  private void write(LocalDate day, List<AuditNote> notes) throws IOException {
    make();
    Path file = folder.resolve("heads-" + day + "-" + node + ENDING);
    StringBuilder text = new StringBuilder(Files.exists(file) ? Files.readString(file) : "");
    notes.forEach(note -> text.append(note.text()).append('\n'));
    Path made = Files.writeString(folder.resolve(file.getFileName() + ".new"), text);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
