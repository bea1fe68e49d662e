package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.risk.Raised;

/** What has to change so that the flags kept are the flags raised. */
final class FlagReconciliation {
  private FlagReconciliation() {}

  static List<Change> changes(List<Raised> raised, List<Flag> kept, Instant now) {
    Map<String, Flag> byCode = new HashMap<>();
    kept.forEach(flag -> byCode.put(flag.code(), flag));
    List<Change> changes = new ArrayList<>();
    for (Raised flag : raised) {
      Flag before = byCode.remove(flag.code());
      if (before == null) {
        changes.add(set(flag, now, 1));
      } else if (!before.active()) {
        changes.add(set(flag, now, before.version() + 1));
      } else if (!before.level().equals(flag.level()) || !before.reasons().equals(flag.reasons())) {
        changes.add(set(flag, before.since(), before.version() + 1));
      }
    }
    kept.stream()
        .filter(flag -> flag.active() && byCode.containsKey(flag.code()))
        .map(
            flag ->
                new Flag(
                    flag.code(),
                    flag.level(),
                    flag.reasons(),
                    false,
                    flag.since(),
                    flag.version() + 1))
        .map(Change.SetFlag::new)
        .forEach(changes::add);
    return changes;
  }

  private static Change set(Raised flag, Instant since, long version) {
    return new Change.SetFlag(
        new Flag(flag.code(), flag.level(), flag.reasons(), true, since, version));
  }
}
