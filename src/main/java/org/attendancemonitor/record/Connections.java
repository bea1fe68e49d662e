package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** How one kind of database is connected to. */
interface Connections {

  /** Unpooled, for migrations. */
  DataSource plain();

  /** The pool that writes. */
  HikariDataSource writer();

  /** The pool that reads. */
  HikariDataSource reader();

  /**
   * A pool that cannot write, for a command beside whoever owns the record; each of its
   * transactions sees one moment. Empty where there is no record.
   */
  Optional<HikariDataSource> visitor();

  /** The words in which migrations differ between databases. */
  Map<String, String> dialect();
}
