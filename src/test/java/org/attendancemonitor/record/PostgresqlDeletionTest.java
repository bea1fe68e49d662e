package org.attendancemonitor.record;

import java.nio.file.Path;
import java.util.List;

/** Deletion of people in PostgreSQL. */
class PostgresqlDeletionTest extends DeletionContract {
  @Override
  Store open() throws Exception {
    return Store.open(FreshDatabase.make(), Path.of("unused"));
  }

  @Override
  List<String> tables() {
    return store
        .writing()
        .queryForList(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
            String.class);
  }
}
