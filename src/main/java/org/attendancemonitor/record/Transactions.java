package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions that part with a connection whose commit or rollback failed. After a refused {@code
 * BEGIN IMMEDIATE} the SQLite driver would go on without a transaction, and every later commit of
 * that connection would fail.
 */
final class Transactions extends JdbcTransactionManager {
  private static final long serialVersionUID = 1L;

  Transactions(HikariDataSource writer) {
    super(writer);
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    try {
      super.doCommit(status);
    } catch (RuntimeException failure) {
      part();
      throw failure;
    }
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    try {
      super.doRollback(status);
    } catch (RuntimeException undone) {
      // With its connection the transaction is gone. Thrown, it would stand in the place of what
      // was the matter: a SQLite that is full has rolled back by itself, and cannot once more.
      part();
    }
  }

  private void part() {
    if (getDataSource() instanceof HikariDataSource writer
        && TransactionSynchronizationManager.getResource(writer) instanceof ConnectionHolder held) {
      writer.evictConnection(held.getConnection());
    }
  }
}
