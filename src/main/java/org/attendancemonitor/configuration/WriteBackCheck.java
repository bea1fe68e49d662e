package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The source whose server is told is one that some feed speaks for: else nobody is known there. */
final class WriteBackCheck implements CrossCheck {
  private static final String KEY = "attendance.writeBack.source";

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile file = files.get("application.yaml");
    ConfigurationFile feeds = files.get("feeds.yaml");
    if (file == null
        || feeds == null
        || file.text(KEY) == null
        || !(feeds.root().find("feeds") instanceof YamlValue.Section all)) {
      return;
    }
    Set<String> sources =
        all.entries().keySet().stream()
            .map(feed -> feeds.text("feeds." + feed + ".source"))
            .filter(source -> source != null)
            .collect(Collectors.toSet());
    String source = file.text(KEY);
    if (!sources.contains(source)) {
      file.report(
          file.root().nearest(KEY),
          KEY,
          "'" + source + "'",
          Spelling.nearest(source, sources)
              .map(near -> "a source of feeds.yaml (did you mean " + near + "?)")
              .orElse("a source of feeds.yaml"));
    }
  }
}
