package org.attendancemonitor.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the log of a SQLite record into its file while the writer writes on. Each page of the log
 * has to go there once, with a sync of the disk; done by the writer at the end of a commit, as
 * SQLite does it by itself, everybody waits for it. The writer still does the rest, once the log is
 * long, and begins it anew.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** Pages; copied more often, those that change all the time are copied more often, too. */
  private static final int WORTH = 4_000;

  private static final long EVERY_MILLIS = 250;
  private static final long ENDS_WITHIN_SECONDS = 10;

  private final DataSource source;
  private final ScheduledExecutorService thread;
  private Connection connection;

  /**
   * Begins.
   *
   * @param source connections of the record, apart from those of its writer and readers
   */
  Checkpoints(DataSource source) {
    this.source = source;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "record-checkpoints");
              made.setDaemon(true);
              return made;
            });
    thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (connection == null) {
        connection = source.getConnection();
      }
      try (Statement asked = connection.createStatement()) {
        if (waiting(asked, "NOOP") >= WORTH) {
          waiting(asked, "PASSIVE");
        }
      }
    } catch (SQLException failure) {
      // Nothing is lost by it: the writer copies what was not copied, and has the same trouble.
      LOG.debug("the log could not be copied ({})", StoreWords.of(failure));
      end();
    }
  }

  /** Pages of the log that are not in the file after a checkpoint of a kind. */
  private static int waiting(Statement asked, String kind) throws SQLException {
    try (ResultSet pages = asked.executeQuery("PRAGMA wal_checkpoint(" + kind + ")")) {
      return pages.next() ? pages.getInt("log") - pages.getInt("checkpointed") : 0;
    }
  }

  private void end() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException gone) {
      // It is closed.
    }
    connection = null;
  }

  /** Ends, after what it is about. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(this::end);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the log is still being copied");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
