package org.attendancemonitor.record;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases of one PostgreSQL server, which starts once and ends with the tests. */
final class FreshDatabase {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static EmbeddedPostgres server;

  private FreshDatabase() {}

  /** How to reach one that nobody else has. */
  static synchronized StoreSettings make() throws IOException, SQLException {
    if (server == null) {
      // Stopped by its own shutdown hook when the tests end.
      server = EmbeddedPostgres.builder().start();
    }
    String name = "fresh" + MADE.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new StoreSettings(
        server.getJdbcUrl("postgres", name), Optional.of("postgres"), Optional.empty(), 2);
  }
}
