package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * A contact attempt (FHIR Communication), or a letter or message about an appointment.
 *
 * @param about keys of the appointments or referrals it was about
 * @param reached the person was reached ({@code completed}); false for {@code not-done}
 * @param channel never null
 * @param at when it was made, or null
 * @param reasons why an appointment was missed, as R-codes of attendance-policy section 7; empty
 *     where nobody asked or nothing was said
 * @param supports what was offered
 * @param needsAsked the person was asked what support is needed
 * @param by who made it, or null where the sender does not say
 */
public record ContactFact(
    List<Key> about,
    boolean reached,
    Channel channel,
    Instant at,
    List<String> reasons,
    List<Offered> supports,
    boolean needsAsked,
    String by)
    implements Fact {
  /** Facts stored by an earlier version lack the later parts. */
  public ContactFact {
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
    supports = supports == null ? List.of() : List.copyOf(supports);
  }

  /** An attempt of which no more is known. */
  public ContactFact(List<Key> about, boolean reached, Channel channel, Instant at) {
    this(about, reached, channel, at, List.of(), List.of(), false, null);
  }

  @Override
  public FactKind kind() {
    return FactKind.CONTACT;
  }
}
