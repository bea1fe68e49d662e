package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Charts over time wait for a period's outcomes at least as long as these are waited for: else each
 * newest point would be drawn with outcomes missing that are not yet called so.
 */
final class SettledCheck implements CrossCheck {
  private static final String KEY = "process.settledAfterDays";

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile equity = files.get("equity.yaml");
    ConfigurationFile policy = files.get("policy.yaml");
    if (equity == null || policy == null) {
      return;
    }
    OptionalInt settled = number(equity.root().find(KEY));
    OptionalInt unrecorded = number(policy.root().find("unrecordedAfterDays"));
    if (settled.isPresent()
        && unrecorded.isPresent()
        && settled.getAsInt() < unrecorded.getAsInt()) {
      equity.report(
          equity.root().find(KEY),
          KEY,
          String.valueOf(settled.getAsInt()),
          "unrecordedAfterDays of policy.yaml or more: " + unrecorded.getAsInt());
    }
  }

  private static OptionalInt number(YamlValue value) {
    return value instanceof YamlValue.Text text && text.text().matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(text.text()))
        : OptionalInt.empty();
  }
}
