package org.attendancemonitor.writeback;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Whose server is told, and of what.
 *
 * @param base address of the FHIR server, without a slash at its end
 * @param source the source in {@code feeds.yaml} whose patients the server holds
 * @param kinds what is told: {@link org.attendancemonitor.record.Outbox#TASK}, {@link
 *     org.attendancemonitor.record.Outbox#FLAG}
 * @param readEvery how often changes of tasks are read there
 * @param patience how long one answer is waited for
 * @param retryFrom the first wait after a failure; each further one doubles it
 */
public record WriteBackTerms(
    URI base,
    String source,
    Set<String> kinds,
    Duration readEvery,
    Duration patience,
    Duration retryFrom) {
  public WriteBackTerms {
    kinds = Set.copyOf(kinds);
  }
}
