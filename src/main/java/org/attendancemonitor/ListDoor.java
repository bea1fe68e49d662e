package org.attendancemonitor;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.feed.FolderSettings;
import org.attendancemonitor.feed.ListSettings;
import org.attendancemonitor.reconciliation.ListNotComparedException;
import org.attendancemonitor.reconciliation.Reconciliation;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of folders with lists of appointments: compares one, and changes nothing. */
public final class ListDoor {
  private static final Logger LOG = LoggerFactory.getLogger(ListDoor.class);

  private final FeedSettings feeds;
  private final Reconciling reconciling;
  private final Store store;
  private final AuditTrail reads;

  ListDoor(FeedSettings feeds, Reconciling reconciling, Store store, AuditTrail reads) {
    this.feeds = feeds;
    this.reconciling = reconciling;
    this.store = store;
    this.reads = reads;
  }

  /**
   * Takes a list; one that is not complete stays where it is.
   *
   * @param file as the route found it
   * @param feed name in {@code feeds.yaml}
   * @throws IOException when the file cannot be read or moved; it is tried again
   */
  public void take(File file, String feed) throws IOException {
    FolderSettings folder = feeds.feed(feed).list().flatMap(ListSettings::folder).orElseThrow();
    DroppedFile dropped = new DroppedFile(file.toPath(), folder);
    if (!dropped.complete()) {
      return;
    }
    try {
      Reconciliation result = reconciling.compare(dropped.path(), feed, store);
      reconciling.keep(result, "folder", store, reads);
      dropped.leave(FileReport.compared(result.counts()));
      LOG.info(
          "Feed {}: a list of {} appointments was compared: {} missing, {} extra, {} differing",
          feed,
          result.counts().listed(),
          result.counts().missing(),
          result.counts().extra(),
          result.counts().differing());
    } catch (FileRefusedException refusal) {
      dropped.refuse(FileReport.refused(feed, now(), refusal));
      LOG.warn("Feed {}: a list was refused: {}", feed, refusal.reason().word);
    } catch (ListNotComparedException reason) {
      dropped.refuse(FileReport.notCompared(feed, now(), reason));
      LOG.warn("Feed {}: a list was not compared: {}", feed, reason.getMessage());
    }
  }

  private Instant now() {
    return reconciling.now();
  }
}
