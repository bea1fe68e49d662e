package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The configuration shipped, with a policy changed for a case. */
final class CaseConfig {
  private static final Path SHIPPED = Path.of("config");
  private static final String SWITCH_ON = "switchOn";

  private CaseConfig() {}

  /**
   * Writes a changed copy.
   *
   * @param changes of {@code policy.yaml}: {@code switchOn} lists ids of rules; everything else
   *     stands in place of what is shipped under the same keys
   * @return the folder to read; the one shipped where nothing is changed
   */
  static Path with(Object changes, Path folder) throws IOException {
    Map<String, Object> policy = yaml().load(Files.readString(SHIPPED.resolve("policy.yaml")));
    Map<String, Object> changed = map(changes);
    if (changed.isEmpty()) {
      return SHIPPED;
    }
    for (Object rule : (List<?>) changed.getOrDefault(SWITCH_ON, List.of())) {
      Object terms = map(policy.get("rules")).get(rule);
      if (terms == null) {
        throw new AssertionError("policy.yaml has no rule " + rule);
      }
      map(terms).put("enabled", true);
    }
    changed.forEach((key, value) -> put(policy, key, value));
    Files.createDirectories(folder);
    try (var files = Files.list(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.writeString(folder.resolve("policy.yaml"), yaml().dump(policy));
    return folder;
  }

  private static void put(Map<String, Object> into, String key, Object value) {
    if (key.equals(SWITCH_ON)) {
      return;
    }
    if (value instanceof Map<?, ?> && into.get(key) instanceof Map<?, ?>) {
      map(value).forEach((inner, change) -> put(map(into.get(key)), inner, change));
    } else {
      into.put(key, value);
    }
  }

  /** Days stay the text they are: written out as moments they would be no days. */
  private static Yaml yaml() {
    DumperOptions dumping = new DumperOptions();
    LoaderOptions loading = new LoaderOptions();
    return new Yaml(
        new SafeConstructor(loading),
        new Representer(dumping),
        dumping,
        loading,
        new Resolver() {
          @Override
          public void addImplicitResolver(
              Tag tag, Pattern pattern, String firstCharacters, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
              super.addImplicitResolver(tag, pattern, firstCharacters, limit);
            }
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
