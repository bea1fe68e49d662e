package org.attendancemonitor.record;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Empty records in one PostgreSQL server, which starts once and ends with the tests: copies of one,
 * since to migrate each anew takes most of a second.
 */
final class FreshDatabase {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static EmbeddedPostgres server;

  private FreshDatabase() {}

  /** How to reach one that nobody else has. */
  static synchronized StoreSettings make() throws IOException, SQLException {
    if (server == null) {
      // Stopped by its own shutdown hook when the tests end.
      server = EmbeddedPostgres.builder().start();
      run("CREATE DATABASE migrated");
      Store.open(settings("migrated"), Path.of("unused")).close();
    }
    String name = "fresh" + MADE.incrementAndGet();
    run("CREATE DATABASE " + name + " TEMPLATE migrated");
    return settings(name);
  }

  private static StoreSettings settings(String name) {
    return new StoreSettings(
        server.getJdbcUrl("postgres", name), Optional.of("postgres"), Optional.empty(), 2);
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
