package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.PatientAppointment;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.Profile;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.DesignEffect;

/**
 * What a release counts patient by patient: of each group and window how far appointments of one
 * patient go together, and how many were due and missed by age and sex.
 */
final class PatientCounts implements PatientVisitor {
  private final boolean lateCounts;
  private final long[] after = new long[Window.values().length];
  private final long last;
  private final Map<TallyKey, GroupCounts> groups = new HashMap<>();
  private final List<GroupCounts> byNumber = new ArrayList<>();
  private final List<GroupCounts> touched = new ArrayList<>();
  private long firstSeen = Long.MAX_VALUE;

  /**
   * @param lateCounts late arrivals that could not be seen count as missed, else not at all
   * @param upTo the release's last day
   */
  PatientCounts(boolean lateCounts, LocalDate upTo) {
    this.lateCounts = lateCounts;
    this.last = upTo.toEpochDay();
    for (Window window : Window.values()) {
      after[window.ordinal()] = window.after(upTo).toEpochDay();
    }
  }

  @Override
  public void visit(List<PatientAppointment> appointments) {
    for (PatientAppointment appointment : appointments) {
      long day = appointment.day();
      if (day > last || day <= after[Window.W52.ordinal()]) {
        continue;
      }
      boolean missed = !appointment.outcome().equals("attended");
      if (missed && !lateCounts && !appointment.outcome().equals("dna")) {
        continue;
      }
      firstSeen = Math.min(firstSeen, day);
      add(appointment.profile(), day > after[Window.W13.ordinal()], missed);
    }
    touched.forEach(GroupCounts::next);
    touched.clear();
  }

  private void add(Profile profile, boolean recent, boolean missed) {
    int stratum = AgeSex.of(profile);
    for (int place = 0; place < profile.keys().size(); place++) {
      GroupCounts group = group(profile, place);
      if (!group.sees()) {
        touched.add(group);
      }
      group.add(Window.W52, stratum, missed);
      if (recent) {
        group.add(Window.W13, stratum, missed);
      }
    }
  }

  private GroupCounts group(Profile profile, int place) {
    int number = profile.number(place);
    while (byNumber.size() <= number) {
      byNumber.add(null);
    }
    GroupCounts group = byNumber.get(number);
    if (group == null) {
      group = new GroupCounts();
      byNumber.set(number, group);
      groups.put(profile.keys().get(place), group);
    }
    return group;
  }

  /** The first day in 52 weeks on which anything was due; none without any. */
  LocalDate firstDay() {
    return firstSeen == Long.MAX_VALUE ? LocalDate.MAX : LocalDate.ofEpochDay(firstSeen);
  }

  /**
   * How many times the variance of the share missed is that of independent appointments, to one
   * decimal, which is how it is published; 1 of a group without any.
   */
  DesignEffect effect(TallyKey key, Window window) {
    return groups.containsKey(key)
        ? new DesignEffect(Math.round(10 * groups.get(key).effect(window).value()) / 10.0)
        : DesignEffect.NONE;
  }

  /** The same for a cell of any subject: only appointments are several of one patient. */
  DesignEffect effect(Subject subject, TallyKey key, String window) {
    return subject == Subject.APPOINTMENTS ? effect(key, Window.of(window)) : DesignEffect.NONE;
  }

  /** Counts by age and sex. */
  StratumCounts strata(TallyKey key, Window window) {
    return groups.containsKey(key) ? groups.get(key).strata(window) : new StratumCounts();
  }
}
