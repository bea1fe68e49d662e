package org.attendancemonitor.record;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on SQLite: one at a time, yet after a crash or a restore there may be an earlier self. */
class SqliteNodesTest extends NodesContract {
  @TempDir Path folder;

  @Override
  Store open() {
    return Store.open(StoreSettings.embedded(), folder);
  }
}
