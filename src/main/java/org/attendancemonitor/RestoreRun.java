package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.DamagedBackupException;
import org.attendancemonitor.backup.MadeBackup;
import org.attendancemonitor.backup.Manifest;
import org.attendancemonitor.backup.PrivateFiles;
import org.attendancemonitor.backup.QueueCopy;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Restored;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreCopy;

/**
 * Puts a backup back into a data folder that holds nothing. It is made in a folder inside, and its
 * files get their places last: a restore that was cut off leaves no folder that could be taken for
 * a whole one.
 */
final class RestoreRun {
  /** While it is there, no service starts. */
  static final String UNDER_WAY = "restore-under-way";

  private static final String OWNER = "owner";

  private final ServerSettings settings;
  private final QueueSenders senders;
  private final Clock clock;

  /** What was put back; messages by queue. */
  record Done(Manifest manifest, Map<String, Long> messages) {}

  /**
   * @param settings of the service that is to run on it
   * @param senders whose queues its broker is to have
   */
  RestoreRun(ServerSettings settings, QueueSenders senders, Clock clock) {
    this.settings = settings;
    this.senders = senders;
    this.clock = clock;
  }

  /** Whether a restore into a folder was cut off. */
  static boolean isCutOff(Path data) {
    return Files.exists(data.resolve(UNDER_WAY));
  }

  /**
   * Does it.
   *
   * @param user who asks for it
   * @throws BackupException with one line that says why it cannot
   */
  Done from(MadeBackup backup, String user) throws Exception {
    Path data = settings.data();
    try (DataFolder folder =
        DataFolder.own(data)
            .orElseThrow(
                () ->
                    new BackupException(
                        "the data folder " + data + " is in use by " + DataFolder.owner(data)))) {
      checkEmpty(data);
      check(backup, data);
      Path aside = data.resolve(UNDER_WAY);
      try {
        Map<String, Long> messages = make(backup, folder, aside, user);
        settle(data, aside);
        return new Done(backup.manifest(), messages);
      } catch (Exception failed) {
        PrivateFiles.delete(aside);
        throw failed;
      }
    }
  }

  private static void checkEmpty(Path data) throws IOException {
    try (Stream<Path> found = Files.list(data)) {
      List<String> names =
          found.map(it -> it.getFileName().toString()).filter(it -> !it.equals(OWNER)).toList();
      if (names.contains(UNDER_WAY)) {
        throw new BackupException(
            "a restore into " + data + " was cut off: delete what is in it, then restore again");
      }
      if (!names.isEmpty()) {
        throw new BackupException(
            "the data folder " + data + " is not empty: name another, or move away what is in it");
      }
    }
  }

  private void check(MadeBackup backup, Path data) throws IOException {
    Manifest manifest = backup.manifest();
    boolean sqlite = settings.store().url().isEmpty();
    if (sqlite != manifest.store().equals(Manifest.SQLITE)) {
      throw new BackupException(
          "it is of a record in "
              + manifest.store()
              + ", and attendance.store.url of config/application.yaml says otherwise");
    }
    if (!StoreCopy.isKnown(manifest.schema())) {
      throw new BackupException(
          "it was made by a newer program ("
              + manifest.program()
              + ", schema "
              + manifest.schema()
              + "): restore it with that, or a later one");
    }
    for (Map.Entry<String, Long> queue : manifest.messages().entrySet()) {
      if (queue.getValue() > 0 && !knows(queue.getKey())) {
        throw new BackupException(
            queue.getValue()
                + " messages wait in "
                + queue.getKey()
                + ", and config/feeds.yaml names no such feed: put it back there first");
      }
    }
    long free = Files.getFileStore(data).getUsableSpace();
    if (free < backup.bytes() + backup.bytes() / 10) {
      throw new BackupException(
          "it needs "
              + backup.bytes() / 1_000_000
              + " MB in "
              + data
              + ", and there are "
              + free / 1_000_000);
    }
  }

  private boolean knows(String queue) {
    return !queue.startsWith(QueueSenders.COMMON) || BrokerQueues.ofEvents(senders).contains(queue);
  }

  private Map<String, Long> make(MadeBackup backup, DataFolder folder, Path aside, String user)
      throws Exception {
    Path unpacked = aside.resolve("backup");
    backup.unpack(unpacked);
    Path made = PrivateFiles.createFolder(aside.resolve(BackupRun.DATA));
    Path copied = unpacked.resolve(BackupRun.DATA);
    if (Files.exists(copied)) {
      move(copied, made);
    }
    if (settings.store().url().isEmpty()) {
      List<String> faults = StoreCopy.faults(made);
      if (!faults.isEmpty()) {
        throw new DamagedBackupException("the record in it is damaged: " + faults.get(0));
      }
    } else {
      database(unpacked.resolve(BackupRun.DUMP));
    }
    try (Store store = Store.open(StoreAddress.of(settings), made)) {
      AuditTrail changes = AuditTrail.ofChanges(store, folder.auditChain());
      store.inTransaction(
          () -> {
            new Restored(store).asOf(backup.manifest().record());
            changes.append(List.of(entry(user, backup.manifest())));
            return null;
          });
    }
    return fill(made, unpacked);
  }

  /** A database that was copied by other means was put back by other means before. */
  private void database(Path dump) throws IOException, InterruptedException {
    boolean there = isThere();
    if (Files.exists(dump)) {
      if (there) {
        throw new BackupException("the database holds a record already: name an empty one");
      }
      PostgresqlServer.tools(settings.store()).restore(dump);
    } else if (!there) {
      throw new BackupException(
          "the database is not in it, and the one that is configured holds no record: put the"
              + " database back first");
    }
  }

  private boolean isThere() {
    try {
      ReadOnlyRecord.open(settings).close();
      return true;
    } catch (PlainErrors.CannotRunException none) {
      return false;
    }
  }

  private Map<String, Long> fill(Path made, Path unpacked) throws Exception {
    Map<String, Long> filled = new TreeMap<>();
    List<String> queues = QueueCopy.queues(unpacked);
    if (settings.broker().embedded() && !queues.isEmpty()) {
      try (var link = BrokerWiring.closed(made.resolve("broker"), settings, senders)) {
        QueueCopy copy = new QueueCopy(link.connections());
        for (String queue : queues) {
          filled.put(queue, copy.fill(queue, unpacked, clock.instant()));
        }
      }
    }
    return filled;
  }

  private AuditEntry entry(String user, Manifest manifest) {
    return new AuditEntry(
        clock.instant(),
        "restore",
        "command:" + user,
        Set.of(),
        null,
        null,
        "restore",
        List.of(manifest.begun().toString()),
        null,
        AuditEntry.DONE,
        null);
  }

  private static void settle(Path data, Path aside) throws IOException {
    PrivateFiles.delete(aside.resolve("backup"));
    move(aside.resolve(BackupRun.DATA), data);
    PrivateFiles.force(data);
    PrivateFiles.delete(aside);
    PrivateFiles.force(data);
  }

  private static void move(Path from, Path to) throws IOException {
    try (Stream<Path> found = Files.list(from)) {
      for (Path each : found.toList()) {
        Files.move(each, to.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
