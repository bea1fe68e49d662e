package org.attendancemonitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All settings, checked; there is none unless every file is right. */
public final class Configuration {

  /**
   * One file and the record it is bound to; {@code section} is the top-level key that is ours, or
   * empty where the whole file is.
   */
  record Part(String file, String section, Class<?> type) {}

  /** Every file. A room's new settings record is one more line here. */
  static final List<Part> PARTS =
      List.of(
          new Part("application.yaml", "attendance", ServerSettings.class),
          new Part("services.yaml", "", ServicesSettings.class));

  private static final List<CrossCheck> CHECKS =
      List.of(new ServicesCheck(), new ServiceNamesCheck(), new ExposureCheck());

  private final Map<Class<?>, Object> settings;

  private Configuration(Map<Class<?>, Object> settings) {
    this.settings = settings;
  }

  /**
   * Loads and checks a folder, with the environment of this process and with what overrides the
   * file there, as in Spring Boot: {@code -Dattendance.today=...}, {@code SERVER_ADDRESS}.
   */
  public static Configuration load(Path folder) {
    Map<String, String> overrides = new TreeMap<>();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().matches("(attendance|server|management\\.server)\\..+")) {
                overrides.put(key.toString(), value.toString());
              }
            });
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("(MANAGEMENT_)?SERVER_[A-Z_]+")) {
                overrides.putIfAbsent(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
              }
            });
    return load(folder, System.getenv(), overrides);
  }

  /**
   * Loads and checks a folder.
   *
   * @param folder holds the files, {@code config} as a rule
   * @param environment fills placeholders
   * @param overrides values by dotted key of {@code application.yaml} that win over the file
   * @throws ConfigurationException with every problem of every file
   */
  public static Configuration load(
      Path folder, Map<String, String> environment, Map<String, String> overrides) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    Map<Class<?>, Object> settings = new HashMap<>();
    for (Part part : PARTS) {
      ConfigurationFile.open(
              folder.resolve(part.file()),
              environment,
              part.section().isEmpty() ? Map.of() : overrides,
              problems)
          .ifPresent(
              file -> {
                files.put(part.file(), file);
                (part.section().isEmpty()
                        ? file.bind(part.type())
                        : file.bindSection(part.section(), part.type()))
                    .ifPresent(bound -> settings.put(part.type(), bound));
              });
    }
    CHECKS.forEach(check -> check.check(files));
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparing(ConfigurationProblem::file)
              .thenComparingInt(ConfigurationProblem::line));
      throw new ConfigurationException(problems);
    }
    return new Configuration(Map.copyOf(settings));
  }

  /**
   * The settings of one kind.
   *
   * @param type one of those listed in {@link #PARTS}
   */
  public <T> T settings(Class<T> type) {
    Object found = settings.get(type);
    if (found == null) {
      throw new IllegalArgumentException(type + " is not read from any file");
    }
    return type.cast(found);
  }
}
