package org.attendancemonitor.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code countLateNotSeenAsDna} is the same in every file that has it: flags, tasks and figures
 * must mean the same by a missed appointment.
 */
final class AgreementCheck implements CrossCheck {
  private static final String KEY = "countLateNotSeenAsDna";

  /** The first that has the key is the one the others are held against. */
  private static final List<String> FILES = List.of("risk.yaml", "policy.yaml", "equity.yaml");

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    Map<String, YamlValue.Text> stated = new HashMap<>();
    for (String name : FILES) {
      ConfigurationFile file = files.get(name);
      if (file != null && file.root().find(KEY) instanceof YamlValue.Text text) {
        stated.put(name, text);
      }
    }
    String first = FILES.stream().filter(stated::containsKey).findFirst().orElse(null);
    stated.forEach(
        (name, text) -> {
          if (!text.text().equals(stated.get(first).text())) {
            files
                .get(name)
                .report(
                    text, KEY, text.text(), "what " + first + " says: " + stated.get(first).text());
          }
        });
  }
}
