package org.attendancemonitor.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection to SQLite that keeps what it has compiled. The driver compiles a statement each time
 * it is prepared, and to record one event asks some forty: that took longer than to run them. As
 * any connection, for one thread at a time.
 */
final class KeepingConnection extends JDBC4Connection {
  /** The writer has about eighty; lists on screens make texts of their own. */
  private static final int MOST = 200;

  private final Map<String, Kept> idle = new LinkedHashMap<>();

  /**
   * Opens.
   *
   * @param url {@code jdbc:sqlite:} and the file
   * @param file the same file
   * @param properties of the driver
   */
  KeepingConnection(String url, String file, Properties properties) throws SQLException {
    super(url, file, properties);
  }

  /** A statement at rest, or a new one where there is none or where it is in use. */
  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    checkCursor(type, concurrency, holdability);
    Kept kept = idle.remove(sql);
    if (kept == null) {
      return new Kept(this, sql);
    }
    kept.lent = true;
    return kept;
  }

  /** How many statements are at rest. */
  int kept() {
    return idle.size();
  }

  private void keep(String sql, Kept statement) throws SQLException {
    Kept other = idle.put(sql, statement);
    if (other != null) {
      other.end();
    }
    if (idle.size() > MOST) {
      Kept longest = idle.remove(idle.keySet().iterator().next());
      longest.end();
    }
  }

  /** One that goes back when it is closed. */
  private static final class Kept extends JDBC4PreparedStatement {
    private final KeepingConnection home;
    private final String text;
    private boolean lent = true;

    Kept(KeepingConnection home, String sql) throws SQLException {
      super(home, sql);
      this.home = home;
      this.text = sql;
    }

    @Override
    public void close() throws SQLException {
      if (!lent) {
        return;
      }
      lent = false;
      if (home.isClosed()) {
        super.close();
        return;
      }
      rs.close();
      // One that failed, or was not read to its end, would hold on to the moment that it saw.
      pointer.safeRunInt(DB::reset);
      clearBatch();
      home.keep(text, this);
    }

    private void end() throws SQLException {
      super.close();
    }
  }
}
