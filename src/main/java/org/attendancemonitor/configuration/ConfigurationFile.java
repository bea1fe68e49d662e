package org.attendancemonitor.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One configuration file, read and waiting to be bound to the records that declare its keys. Every
 * fault becomes a {@link ConfigurationProblem} in the list given; nothing is thrown for a fault of
 * the file.
 */
final class ConfigurationFile {
  private final Path path;
  private final YamlValue.Section root;
  private final Map<String, String> environment;
  private final List<ConfigurationProblem> problems;
  private final boolean wellFormed;

  private ConfigurationFile(
      Path path,
      YamlValue.Section root,
      Map<String, String> environment,
      List<ConfigurationProblem> problems,
      boolean wellFormed) {
    this.path = path;
    this.root = root;
    this.environment = environment;
    this.problems = problems;
    this.wellFormed = wellFormed;
  }

  /** Reads and binds a whole file; empty, with problems added, where anything is wrong. */
  static <T> Optional<T> bind(Path file, Class<T> type, List<ConfigurationProblem> problems) {
    return open(file, System.getenv(), Map.of(), problems).flatMap(opened -> opened.bind(type));
  }

  /**
   * Reads a file.
   *
   * @param environment what placeholders are filled from
   * @param overrides values from outside by dotted key, which win over those of the file
   * @param problems where faults are added, now and when binding
   */
  static Optional<ConfigurationFile> open(
      Path file,
      Map<String, String> environment,
      Map<String, String> overrides,
      List<ConfigurationProblem> problems) {
    int before = problems.size();
    return new YamlReader(file, problems)
        .read()
        .map(
            root -> {
              overrides.forEach(root::override);
              return new ConfigurationFile(
                  file, root, environment, problems, problems.size() == before);
            });
  }

  /** Binds the whole file; empty where anything in it is wrong. */
  <T> Optional<T> bind(Class<T> type) {
    return bind(root, type, "");
  }

  /** Binds the section under one top-level key, leaving the others to their own readers. */
  <T> Optional<T> bindSection(String key, Class<T> type) {
    YamlValue section = root.entries().get(key);
    if (section == null) {
      problems.add(new ConfigurationProblem(path, 1, key, "nothing", "a section with keys"));
      return Optional.empty();
    }
    return bind(section, type, key);
  }

  /** Adds a problem that only shows across keys or files. */
  void report(YamlValue place, String key, String found, String expected) {
    problems.add(new ConfigurationProblem(path, place.line(), key, found, expected));
  }

  /** A value as it counts: placeholders filled; null where the key is absent or not a text. */
  String text(String key) {
    if (root.find(key) instanceof YamlValue.Text text && !text.empty()) {
      try {
        return new Placeholders(environment).resolve(text.text());
      } catch (IllegalArgumentException unset) {
        return null;
      }
    }
    return null;
  }

  /** Everything in the file, as written. */
  YamlValue.Section root() {
    return root;
  }

  private <T> Optional<T> bind(YamlValue value, Class<T> type, String key) {
    return new RecordBinder(path, new Placeholders(environment), problems)
        .bind(value, type, key)
        .filter(bound -> wellFormed);
  }
}
