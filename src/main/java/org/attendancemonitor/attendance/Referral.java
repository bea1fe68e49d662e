package org.attendancemonitor.attendance;

import java.time.Instant;
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
 * @param received when we first heard of it, or null where it is implicit
 * @param historic first heard of as history: what counts from its receipt counts from there
 */
public record Referral(
    String id,
    boolean implicit,
    String service,
    Priority priority,
    LocalDate referredOn,
    Ending ending,
    Instant received,
    boolean historic) {

  /** A referral of whose receipt nothing is known. */
  public Referral(
      String id,
      boolean implicit,
      String service,
      Priority priority,
      LocalDate referredOn,
      Ending ending) {
    this(id, implicit, service, priority, referredOn, ending, null, false);
  }

  /** The service has not ended its care. */
  public boolean live() {
    return ending == null;
  }
}
