package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;

/** How one kind of database is connected to. */
interface Connections {

  /** Unpooled, for migrations. */
  DataSource plain();

  /** The pool that writes. */
  HikariDataSource writer();

  /** The pool that reads. */
  HikariDataSource reader();

  /** The words in which migrations differ between databases. */
  Map<String, String> dialect();
}
