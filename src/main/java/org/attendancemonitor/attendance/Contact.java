package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * An attempt to reach the person, or a letter or message about an appointment.
 *
 * @param appointments ids of the appointments it was about
 * @param referrals ids of the referrals it was about
 * @param reached whether the person was reached: spoken with, or answered. A letter, a text or an
 *     email that was merely sent reached nobody
 * @param channel never null
 * @param at when
 * @param reasons why an appointment was missed, as R-codes; empty where nobody asked
 * @param supports what was offered
 * @param needsAsked the person was asked what support is needed
 * @param by who made it, or null
 * @param delivered what was sent is said to have arrived; of a call, the same as {@code reached}
 */
public record Contact(
    List<String> appointments,
    List<String> referrals,
    boolean reached,
    Channel channel,
    Instant at,
    List<String> reasons,
    List<Offered> supports,
    boolean needsAsked,
    String by,
    boolean delivered) {

  /** An attempt that was delivered where it reached somebody. */
  public Contact(
      List<String> appointments,
      List<String> referrals,
      boolean reached,
      Channel channel,
      Instant at,
      List<String> reasons,
      List<Offered> supports,
      boolean needsAsked,
      String by) {
    this(appointments, referrals, reached, channel, at, reasons, supports, needsAsked, by, reached);
  }

  /** An attempt of which no more is known. */
  public Contact(
      List<String> appointments,
      List<String> referrals,
      boolean reached,
      Channel channel,
      Instant at) {
    this(appointments, referrals, reached, channel, at, List.of(), List.of(), false, null);
  }

  /** Whether it was about an appointment or its referral. */
  public boolean about(String appointment, String referral) {
    return appointments.contains(appointment) || referrals.contains(referral);
  }
}
