package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;

/** The queues of a data folder that no service owns; nobody sends, and nobody takes. */
final class IdleQueues implements BackupQueuesSource {
  private final ServerSettings settings;
  private final QueueSenders senders;
  private final Clock clock;
  private final DataFolder folder;
  private final List<String> warnings = new ArrayList<>();

  IdleQueues(Configuration configuration, Clock clock) throws IOException {
    this.settings = configuration.settings(ServerSettings.class);
    this.senders = new QueueSenders(configuration.settings(FeedSettings.class));
    this.clock = clock;
    this.folder =
        DataFolder.own(settings.data())
            .orElseThrow(
                () ->
                    new CannotRunException(
                        "the data folder "
                            + settings.data()
                            + " is in use by "
                            + DataFolder.owner(settings.data())));
  }

  @Override
  public BackupQueues.Copied begin(Path root, String user) throws Exception {
    enter(user);
    Instant begun = clock.instant();
    if (!settings.broker().embedded()) {
      return new BackupQueues.Copied(begun, false, Map.of());
    }
    Path journal = folder.path().resolve("broker");
    if (!Files.isDirectory(journal)) {
      return new BackupQueues.Copied(begun, true, Map.of());
    }
    try (var link = BrokerWiring.closed(journal, settings, senders)) {
      return new BackupQueues.Copied(begun, true, BackupQueues.copyAll(link, senders, root));
    }
  }

  /**
   * A record of an earlier version is copied as it is: migrating it is the next start's business.
   */
  private void enter(String user) throws IOException {
    try {
      ReadOnlyRecord.open(settings).close();
    } catch (CannotRunException earlier) {
      warnings.add("not entered in the audit: the record is of an earlier version");
      return;
    }
    try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
      AuditTrail.ofChanges(store, folder.auditChain())
          .append(List.of(BackupQueues.entry(clock.instant(), user)));
    }
  }

  @Override
  public BackupQueues.Copied end(Path root) {
    return new BackupQueues.Copied(clock.instant(), true, Map.of());
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
