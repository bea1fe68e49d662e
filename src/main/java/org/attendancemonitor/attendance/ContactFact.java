package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * A contact attempt (FHIR Communication).
 *
 * @param about keys of the appointments or referrals it was about
 * @param reached the person was reached ({@code completed}); false for {@code not-done}
 * @param channel never null
 * @param at when it was made, or null
 */
public record ContactFact(List<Key> about, boolean reached, Channel channel, Instant at)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.CONTACT;
  }
}
