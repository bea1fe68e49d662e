package org.attendancemonitor.risk;

import java.util.Map;

/**
 * A flag that codes alone raise.
 *
 * @param enabled whether the rule is in force
 * @param valueSets by name; each that matches gives the flag one reason, coded with its name
 */
public record RecordedFlag(boolean enabled, Map<String, ValueSet> valueSets) {
  public RecordedFlag {
    valueSets = Settings.ordered(valueSets);
  }
}
