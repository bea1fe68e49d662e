package org.attendancemonitor.record;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Deletion of people in SQLite. */
class SqliteDeletionTest extends DeletionContract {
  @TempDir Path folder;

  @Override
  Store open() {
    return Store.open(StoreSettings.embedded(), folder);
  }

  @Override
  List<String> tables() {
    return store
        .writing()
        .queryForList("SELECT name FROM sqlite_master WHERE type = 'table'", String.class);
  }
}
