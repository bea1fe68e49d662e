package org.attendancemonitor.equity;

import java.util.EnumMap;
import java.util.Map;
import org.attendancemonitor.statistics.Clusters;
import org.attendancemonitor.statistics.DesignEffect;

/** One group as {@link PatientCounts} counts it: of the patient at hand, and of all before. */
final class GroupCounts {
  private final Map<Window, InWindow> windows = new EnumMap<>(Window.class);
  private boolean sees;

  GroupCounts() {
    for (Window window : Window.values()) {
      windows.put(window, new InWindow());
    }
  }

  /** The patient at hand has something in it. */
  boolean sees() {
    return sees;
  }

  void add(Window window, int stratum, boolean missed) {
    sees = true;
    windows.get(window).add(stratum, missed);
  }

  /** The patient at hand has no more. */
  void next() {
    windows.values().forEach(InWindow::next);
    sees = false;
  }

  DesignEffect effect(Window window) {
    return windows.get(window).patients.designEffect().orElse(DesignEffect.NONE);
  }

  StratumCounts strata(Window window) {
    return windows.get(window).strata;
  }

  private static final class InWindow {
    final Clusters patients = new Clusters();
    final StratumCounts strata = new StratumCounts();

    /** Of the patient at hand. */
    final int[] missedByStratum = new int[AgeSex.STRATA];

    int due;
    int missed;

    void add(int stratum, boolean miss) {
      due++;
      missed += miss ? 1 : 0;
      if (stratum != AgeSex.NONE) {
        strata.due()[stratum]++;
        strata.missed()[stratum] += miss ? 1 : 0;
        missedByStratum[stratum] += miss ? 1 : 0;
      }
    }

    void next() {
      if (due == 0) {
        return;
      }
      patients.add(missed, due);
      for (int stratum = 0; missed > 0 && stratum < AgeSex.STRATA; stratum++) {
        strata.squared()[stratum] += (long) missedByStratum[stratum] * missedByStratum[stratum];
        missedByStratum[stratum] = 0;
      }
      due = 0;
      missed = 0;
    }
  }
}
