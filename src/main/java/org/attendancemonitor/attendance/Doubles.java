package org.attendancemonitor.attendance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What may be one and the same thing told by two sources: without a business identifier in common
 * both stay, and are counted for somebody to look at.
 *
 * @param appointments times at which two sources book the person into one service
 * @param referrals services to which two sources refer the person now
 */
public record Doubles(int appointments, int referrals) {
  private static final Doubles NONE = new Doubles(0, 0);

  /** Counts those of one person. */
  public static Doubles of(PersonRecord record) {
    return ofOneSource(record) ? NONE : counted(record);
  }

  /** Nearly everybody is known to one source: nothing is doubled, and nothing is to be counted. */
  private static boolean ofOneSource(PersonRecord record) {
    String source = null;
    for (Appointment appointment : record.appointments()) {
      source = source == null ? source(appointment.id()) : source;
      if (!isOf(appointment.id(), source)) {
        return false;
      }
    }
    for (Referral referral : record.referrals()) {
      if (!referral.implicit()) {
        source = source == null ? source(referral.id()) : source;
        if (!isOf(referral.id(), source)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isOf(String id, String source) {
    return id.startsWith(source) && Math.max(0, id.indexOf('|')) == source.length();
  }

  private static Doubles counted(PersonRecord record) {
    Map<String, Set<String>> appointments = new HashMap<>();
    for (Appointment appointment : record.appointments()) {
      if (appointment.booked() && !appointment.outcome().cancelled()) {
        String place = appointment.service() + "|" + appointment.start();
        appointments.computeIfAbsent(place, it -> new HashSet<>()).add(source(appointment.id()));
      }
    }
    Map<String, Set<String>> referrals = new HashMap<>();
    for (Referral referral : record.referrals()) {
      if (referral.live() && !referral.implicit()) {
        referrals
            .computeIfAbsent(referral.service(), it -> new HashSet<>())
            .add(source(referral.id()));
      }
    }
    return new Doubles(ofSeveralSources(appointments), ofSeveralSources(referrals));
  }

  /** There is nothing to look at. */
  public boolean none() {
    return appointments == 0 && referrals == 0;
  }

  private static int ofSeveralSources(Map<String, Set<String>> sources) {
    return (int) sources.values().stream().filter(told -> told.size() > 1).count();
  }

  /** The source stands before the first bar of a key; a shared key has none. */
  private static String source(String id) {
    return id.substring(0, Math.max(0, id.indexOf('|')));
  }
}
