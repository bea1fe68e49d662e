package org.attendancemonitor.record;

/** The two trails: their tables are alike. */
public enum AuditBook {
  /** Who looked at what; in a store of its own. */
  READS("audit_event", "audit_chain"),

  /** Who changed what; in the record, in the transaction of the change. */
  CHANGES("change_event", "change_chain");

  /** Table of the entries. */
  final String entries;

  /** Table of the ends of the chains. */
  final String ends;

  AuditBook(String entries, String ends) {
    this.entries = entries;
    this.ends = ends;
  }
}
