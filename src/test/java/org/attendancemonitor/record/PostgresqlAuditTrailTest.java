package org.attendancemonitor.record;

/** The audit trail in PostgreSQL, beside the record. */
class PostgresqlAuditTrailTest extends AuditTrailTest {
  @Override
  Store opened() throws Exception {
    return Store.openAudit(FreshDatabase.make(), folder);
  }
}
