package org.attendancemonitor.policy;

import java.util.List;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Assessed;

/** What is recorded of how a person may safely be contacted: it binds every suggestion. */
final class SafeContact {
  private SafeContact() {}

  /** Each binding fact, with the code under which {@code risk.yaml} names it. */
  static List<Reason> cautions(Assessed assessed, PolicySettings settings) {
    return assessed.flags().stream()
        .filter(flag -> flag.code().equals(settings.safeContactFlag()))
        .flatMap(flag -> flag.reasons().stream())
        .distinct()
        .toList();
  }

  static boolean forbids(Assessed assessed, PolicySettings settings, String code) {
    return cautions(assessed, settings).stream().anyMatch(reason -> reason.code().equals(code));
  }
}
