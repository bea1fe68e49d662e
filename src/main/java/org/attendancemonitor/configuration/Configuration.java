package org.attendancemonitor.configuration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.policy.PolicySettings;
import org.attendancemonitor.retention.RetentionSettings;
import org.attendancemonitor.risk.RiskSettings;

/** All settings, checked; there is none unless every file is right. */
public final class Configuration {

  private static final String POLICY = "policy.yaml";

  /**
   * One file and the record it is bound to.
   *
   * @param section the top-level key that is ours, or empty where the whole file is
   * @param derives flags, tasks or groups depend on it: when it changes, everyone is assessed again
   */
  record Part(String file, String section, Class<?> type, boolean derives) {}

  /** Every file. A room's new settings record is one more line here. */
  static final List<Part> PARTS =
      List.of(
          new Part("application.yaml", "attendance", ServerSettings.class, false),
          new Part("services.yaml", "", ServicesSettings.class, true),
          new Part("feeds.yaml", "", FeedSettings.class, false),
          new Part("risk.yaml", "", RiskSettings.class, true),
          new Part(POLICY, "", PolicySettings.class, true),
          new Part("equity.yaml", "", EquitySettings.class, false),
          new Part("retention.yaml", "", RetentionSettings.class, false));

  private static final List<CrossCheck> CHECKS =
      List.of(
          new ServicesCheck(),
          new ServiceNamesCheck(),
          new TeamNamesCheck(),
          new WriteBackCheck(),
          new AgreementCheck(),
          new SettledCheck(),
          new FlagNamesCheck(),
          new ExposureCheck());

  private final Map<Class<?>, Object> settings;
  private final ImdIndex deprivation;
  private final String fingerprint;

  private Configuration(Map<Class<?>, Object> settings, ImdIndex deprivation, String fingerprint) {
    this.settings = settings;
    this.deprivation = deprivation;
    this.fingerprint = fingerprint;
  }

  /**
   * Loads and checks a folder, with the environment of this process and with what overrides the
   * file there, as in Spring Boot: {@code -Dattendance.today=...}, {@code SERVER_ADDRESS}.
   */
  public static Configuration load(Path folder) {
    return load(folder, Map.of(), System.getenv(), overrides());
  }

  /**
   * Loads and checks a folder with another file for its {@code policy.yaml}, as {@link #load(Path)}
   * does.
   */
  public static Configuration loadWithPolicy(Path folder, Path policy) {
    return load(folder, Map.of(POLICY, policy), System.getenv(), overrides());
  }

  private static Map<String, String> overrides() {
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
    return overrides;
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
    return load(folder, Map.of(), environment, overrides);
  }

  private static Configuration load(
      Path folder,
      Map<String, Path> instead,
      Map<String, String> environment,
      Map<String, String> overrides) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    Map<Class<?>, Object> settings = new HashMap<>();
    for (Part part : PARTS) {
      ConfigurationFile.open(
              instead.getOrDefault(part.file(), folder.resolve(part.file())),
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
    Optional<ImdIndex> deprivation =
        Optional.ofNullable((ServerSettings) settings.get(ServerSettings.class))
            .flatMap(server -> ImdIndex.load(server.deprivation(), problems));
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparing(ConfigurationProblem::file)
              .thenComparingInt(ConfigurationProblem::line));
      throw new ConfigurationException(problems);
    }
    StringBuilder derivesFrom = new StringBuilder(deprivation.orElseThrow().fingerprint());
    PARTS.stream()
        .filter(Part::derives)
        .forEach(part -> derivesFrom.append(' ').append(files.get(part.file()).root().content()));
    return new Configuration(
        Map.copyOf(settings), deprivation.get(), digest(derivesFrom.toString()));
  }

  /** The same configuration with one kind of settings replaced. */
  public <T extends Record> Configuration with(T replacement) {
    Map<Class<?>, Object> replaced = new HashMap<>(settings);
    replaced.put(replacement.getClass(), replacement);
    return new Configuration(Map.copyOf(replaced), deprivation, fingerprint);
  }

  /** Whether a feed is configured under a name. */
  public boolean knowsFeed(String name) {
    return settings(FeedSettings.class).feeds().containsKey(name);
  }

  /** The deprivation of areas, of the edition chosen. */
  public ImdIndex deprivation() {
    return deprivation;
  }

  /**
   * Changes when settings or reference data change from which flags, tasks and groups are derived;
   * comments and layout do not count.
   */
  public String fingerprint() {
    return fingerprint;
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

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
