package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * An attempt to reach the person.
 *
 * @param appointments ids of the appointments it was about
 * @param referrals ids of the referrals it was about
 * @param reached whether the person was reached
 * @param channel never null
 * @param at when
 */
public record Contact(
    List<String> appointments,
    List<String> referrals,
    boolean reached,
    Channel channel,
    Instant at) {}
