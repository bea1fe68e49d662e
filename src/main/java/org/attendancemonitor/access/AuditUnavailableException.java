package org.attendancemonitor.access;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The audit trail cannot be written: nothing about patients is shown or given out. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditUnavailableException() {
    super("the audit trail cannot be written");
  }
}
