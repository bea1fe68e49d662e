package org.attendancemonitor.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.risk.FlagCodes;

/**
 * Every flag and reason that {@code policy.yaml} names is one that {@code risk.yaml}, or a rule,
 * can raise: a name nobody raises would be support that is silently never suggested.
 */
final class FlagNamesCheck implements CrossCheck {
  private static final String RISK = "risk.yaml";
  private static final String POLICY = "policy.yaml";

  /** Where {@code policy.yaml} lists flags. */
  private static final List<String> LISTS_OF_FLAGS =
      List.of(
          "wasNotBroughtFlags",
          "gate.safeguardingFlags",
          "gate.leadAgreesFlags",
          "gate.capacityFlags",
          "gate.whereaboutsFlags",
          "order.safetyFlags",
          "order.social.flags");

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile risk = files.get(RISK);
    ConfigurationFile policy = files.get(POLICY);
    if (risk == null || policy == null) {
      return;
    }
    Set<String> flags = new TreeSet<>(FlagCodes.FLAGS);
    flags.addAll(keys(risk.root().find("recorded")));
    Set<String> needs = new TreeSet<>(flags);
    needs.addAll(FlagCodes.REASONS);
    needs.addAll(keys(risk.root().find("frailty")));
    needs.addAll(keys(risk.root().find("inclusionHealth")));
    if (risk.root().find("recorded") instanceof YamlValue.Section recorded) {
      recorded.entries().values().stream()
          .filter(YamlValue.Section.class::isInstance)
          .forEach(flag -> needs.addAll(keys(((YamlValue.Section) flag).find("valueSets"))));
    }
    needs.addAll(keys(policy.root().find("rules")));
    for (String key : LISTS_OF_FLAGS) {
      each(policy, key, "a flag", flags);
    }
    each(policy, "order.impacts", "a flag or reason", needs);
    for (String key : List.of("safeContactFlag", "interpreterFlag")) {
      known(policy, policy.root().find(key), key, "a flag", flags);
    }
    if (policy.root().find("supports") instanceof YamlValue.Items supports) {
      for (int i = 0; i < supports.values().size(); i++) {
        if (supports.values().get(i) instanceof YamlValue.Section support) {
          String key = "supports[" + i + "].need";
          known(policy, support.find("need"), key, "a flag or reason", needs);
        }
      }
    }
  }

  private static void each(ConfigurationFile file, String key, String what, Set<String> names) {
    if (file.root().find(key) instanceof YamlValue.Items named) {
      for (int i = 0; i < named.values().size(); i++) {
        known(file, named.values().get(i), key + "[" + i + "]", what, names);
      }
    }
  }

  private static Set<String> keys(YamlValue value) {
    return value instanceof YamlValue.Section section ? section.entries().keySet() : Set.of();
  }

  private static void known(
      ConfigurationFile file, YamlValue place, String key, String what, Set<String> names) {
    if (place instanceof YamlValue.Text text && !names.contains(text.text())) {
      file.report(
          place,
          key,
          text.shown(),
          Spelling.nearest(text.text(), names)
              .map(near -> what + " of risk.yaml (did you mean " + near + "?)")
              .orElse(what + " of risk.yaml"));
    }
  }
}
