package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Offered;

/**
 * An attempt to reach a person, as somebody records it.
 *
 * @param channel how
 * @param reached whether the person was reached
 * @param at when, or null for now
 * @param reasons why the appointment was missed, as R-codes; empty where nobody asked
 * @param supports what was offered and what came of it
 * @param needsAsked the person was asked what support is needed
 * @param needs what support is needed, as codes of {@code risk.yaml}; empty where none is
 */
public record Attempt(
    Channel channel,
    boolean reached,
    Instant at,
    List<String> reasons,
    List<Offered> supports,
    boolean needsAsked,
    List<Code> needs) {
  public Attempt {
    reasons = List.copyOf(reasons);
    supports = List.copyOf(supports);
    needs = List.copyOf(needs);
  }
}
