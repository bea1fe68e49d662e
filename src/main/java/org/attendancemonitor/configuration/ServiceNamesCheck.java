package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.Set;

/**
 * Every service named in another file exists in {@code services.yaml}: each key under a section
 * {@code services}, and each value of a key {@code service}.
 */
final class ServiceNamesCheck implements CrossCheck {

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile catalogue = files.get(ServicesCheck.FILE);
    if (catalogue == null
        || !(catalogue.root().find("services") instanceof YamlValue.Section services)) {
      return;
    }
    Set<String> names = services.entries().keySet();
    files.forEach(
        (name, file) -> {
          if (file != catalogue) {
            walk(file, file.root(), "", names);
          }
        });
  }

  private static void walk(ConfigurationFile file, YamlValue value, String key, Set<String> names) {
    if (value instanceof YamlValue.Items items) {
      for (int i = 0; i < items.values().size(); i++) {
        walk(file, items.values().get(i), key + "[" + i + "]", names);
      }
    }
    if (!(value instanceof YamlValue.Section section)) {
      return;
    }
    section
        .entries()
        .forEach(
            (name, child) -> {
              String full = RecordBinder.join(key, name);
              if (name.equals("services")) {
                named(file, child, full, names);
              } else if (name.equals("service") && child instanceof YamlValue.Text text) {
                known(file, text, full, text.text(), names);
              }
              walk(file, child, full, names);
            });
  }

  private static void named(
      ConfigurationFile file, YamlValue value, String key, Set<String> names) {
    if (value instanceof YamlValue.Section section) {
      section.entries().forEach((name, child) -> known(file, child, key + "." + name, name, names));
    } else if (value instanceof YamlValue.Items items) {
      for (int i = 0; i < items.values().size(); i++) {
        if (items.values().get(i) instanceof YamlValue.Text text) {
          known(file, text, key + "[" + i + "]", text.text(), names);
        }
      }
    }
  }

  private static void known(
      ConfigurationFile file, YamlValue place, String key, String name, Set<String> names) {
    if (!names.contains(name)) {
      file.report(
          place,
          key,
          "'" + name + "'",
          Spelling.nearest(name, names)
              .map(near -> "a service of services.yaml (did you mean " + near + "?)")
              .orElse("a service of services.yaml"));
    }
  }
}
