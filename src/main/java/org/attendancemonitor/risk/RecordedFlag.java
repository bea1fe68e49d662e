package org.attendancemonitor.risk;

import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Flag;

/**
 * A flag that codes alone raise.
 *
 * @param enabled whether the rule is in force
 * @param lifts false for what binds or informs and is no sign of higher risk; true where it is not
 *     said
 * @param valueSets by name; each that matches gives the flag one reason, coded with its name
 */
public record RecordedFlag(
    boolean enabled, Optional<Boolean> lifts, Map<String, ValueSet> valueSets) {
  public RecordedFlag {
    valueSets = Settings.ordered(valueSets);
  }

  /** The level of the flag when it is raised. */
  String level() {
    return lifts.orElse(true) ? Raised.RAISED : Flag.INFORMATION;
  }
}
