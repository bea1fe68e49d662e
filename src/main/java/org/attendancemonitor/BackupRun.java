package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.Manifest;
import org.attendancemonitor.backup.NewBackup;
import org.attendancemonitor.backup.PostgresqlTools;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreCopy;

/**
 * Makes one backup. The order matters: what says "recorded up to here" first (queues in, positions
 * of loads, noted ends of the audit), then the record, then what goes out.
 */
final class BackupRun {
  /** Of the data folder; the lock, the control file and the name of the audit chain stay behind. */
  static final List<String> FILES = List.of("loads", "audit-heads");

  static final String DATA = "data";
  static final String DUMP = "store.pgdump";

  /** What the messages of a broker may take besides the record. */
  private static final long BROKER_BYTES = 64_000_000;

  private final Configuration configuration;
  private final ServerSettings settings;
  private final Clock clock;
  private final boolean withoutDatabase;
  private final List<String> warnings = new ArrayList<>();

  /**
   * A backup that was made.
   *
   * @param place of it
   * @param warnings for whoever made it
   */
  record Made(Path place, Manifest manifest, List<String> warnings) {}

  BackupRun(Configuration configuration, Clock clock, boolean withoutDatabase) {
    this.configuration = configuration;
    this.settings = configuration.settings(ServerSettings.class);
    this.clock = clock;
    this.withoutDatabase = withoutDatabase;
  }

  /**
   * Makes it.
   *
   * @param user who asks for it
   * @throws BackupException or {@link CannotRunException} with one line that says why it cannot
   */
  Made into(Path target, String user) throws Exception {
    Path data = settings.data();
    boolean sqlite = settings.store().url().isEmpty();
    if (sqlite && StoreCopy.bytes(data) == 0) {
      throw new BackupException("there is no record in " + data);
    }
    long bytes = (sqlite ? StoreCopy.bytes(data) : 0) + BROKER_BYTES;
    try (NewBackup backup = NewBackup.at(target, clock.instant(), bytes);
        BackupQueuesSource queues = BackupQueuesSource.of(configuration, clock)) {
      Map<String, Long> messages = new TreeMap<>();
      BackupQueues.Copied in = queues.begin(backup.folder(), user);
      messages.putAll(in.messages());
      backup.copy(data, FILES);
      Instant moment = clock.instant();
      boolean database = sqlite ? copyFiles(backup) : dump(backup);
      messages.putAll(queues.end(backup.folder()).messages());
      warnings.addAll(queues.warnings());
      Path copied = backup.folder().resolve(DATA);
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              AttendanceMonitor.VERSION,
              in.begun(),
              moment,
              sqlite ? Manifest.SQLITE : Manifest.POSTGRESQL,
              database,
              in.broker(),
              sqlite ? StoreCopy.schema(copied) : schema(),
              configuration.fingerprint(),
              sqlite ? StoreCopy.rows(copied) : Map.of(),
              messages,
              List.of());
      return new Made(backup.finish(manifest), manifest, warnings);
    }
  }

  private boolean copyFiles(NewBackup backup) throws IOException {
    try {
      StoreCopy.copy(settings.data(), backup.folder().resolve(DATA));
      return true;
    } catch (SQLException failure) {
      throw new BackupException("the record cannot be copied: " + Monitor.reason(failure));
    }
  }

  private boolean dump(NewBackup backup) throws IOException, InterruptedException {
    if (withoutDatabase || !PostgresqlTools.isThere("pg_dump")) {
      return false;
    }
    PostgresqlServer.tools(settings.store()).dump(backup.folder().resolve(DUMP));
    return true;
  }

  private Map<String, String> schema() {
    try (Store store = ReadOnlyRecord.open(settings)) {
      return StoreCopy.schema(store);
    }
  }

  /** How the service that owns a data folder is reached; empty where none runs. */
  static Optional<ControlFile> running(Path data) throws IOException {
    if (!DataFolder.isOwned(data)) {
      return Optional.empty();
    }
    Optional<ControlFile> control = ControlFile.read(data);
    if (control.isEmpty()) {
      throw new CannotRunException(
          "the data folder "
              + data
              + " is in use by "
              + DataFolder.owner(data)
              + ", which is no service that is ready");
    }
    return control;
  }
}
