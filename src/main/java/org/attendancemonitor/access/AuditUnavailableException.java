package org.attendancemonitor.access;

/** The audit trail cannot be written: nothing about patients is shown or given out. */
public class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditUnavailableException() {
    super("the audit trail cannot be written");
  }
}
