package org.attendancemonitor.attendance;

import java.time.LocalDate;

/**
 * A referral of the person to a service, or the implicit one that appointments without a known
 * referral belong to (one per person and service).
 *
 * @param id stable within the record: its key, or {@code implicit|service}
 * @param implicit no referral was ever received
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param priority never null
 * @param referredOn or null
 * @param ending null while it is live
 */
public record Referral(
    String id,
    boolean implicit,
    String service,
    Priority priority,
    LocalDate referredOn,
    Ending ending) {

  /** The service has not ended its care. */
  public boolean live() {
    return ending == null;
  }
}
