package org.attendancemonitor.record;

import java.nio.file.Path;

/** Several nodes on one PostgreSQL. */
class PostgresqlNodesTest extends NodesContract {
  @Override
  Store open() throws Exception {
    return Store.open(FreshDatabase.make(), Path.of("unused"));
  }
}
