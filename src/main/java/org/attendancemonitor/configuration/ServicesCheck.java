package org.attendancemonitor.configuration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.configuration.ServicesSettings.OwnerRole;

/**
 * What must hold across the keys of {@code services.yaml}: a code means one service, every owner
 * role is filled, and every team that is named exists.
 */
final class ServicesCheck implements CrossCheck {
  static final String FILE = "services.yaml";

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile file = files.get(FILE);
    if (file == null || !(file.root().find("services") instanceof YamlValue.Section services)) {
      return;
    }
    Map<String, String> serviceOf = new HashMap<>();
    Set<String> teams = keys(file.root().find("teams"));
    services
        .entries()
        .forEach(
            (name, value) -> {
              if (value instanceof YamlValue.Section service) {
                String key = "services." + name;
                once(file, service, key, "codes", name, serviceOf);
                once(file, service, key, "treatmentFunctions", name, serviceOf);
                teams(file, service, key, teams);
                owners(file, service.find("ownerRoles"), key + ".ownerRoles", teams);
              }
            });
    YamlValue common = file.root().find("ownerRoles");
    owners(file, common, "ownerRoles", teams);
    if (common instanceof YamlValue.Section section) {
      roles(file, section);
    }
  }

  private static void once(
      ConfigurationFile file,
      YamlValue.Section service,
      String key,
      String list,
      String name,
      Map<String, String> serviceOf) {
    each(
        service.find(list),
        key + "." + list,
        (code, place, item) -> {
          String earlier = serviceOf.putIfAbsent(list + " " + code, name);
          if (earlier != null) {
            file.report(
                item,
                place,
                item.shown() + ", which " + earlier + " has already",
                "each code in one service");
          }
        });
  }

  private static void teams(
      ConfigurationFile file, YamlValue.Section service, String key, Set<String> teams) {
    each(
        service.find("teams"),
        key + ".teams",
        (team, place, item) -> known(file, item, place, team, teams));
  }

  private static void owners(
      ConfigurationFile file, YamlValue ownerRoles, String key, Set<String> teams) {
    if (!(ownerRoles instanceof YamlValue.Section roles)) {
      return;
    }
    roles
        .entries()
        .forEach(
            (role, owners) -> {
              if (owners instanceof YamlValue.Items items && items.values().isEmpty()) {
                file.report(owners, key + "." + role, "an empty list", "at least one owner");
              }
              each(
                  owners,
                  key + "." + role,
                  (owner, place, item) -> {
                    if (owner.startsWith("team:")) {
                      known(file, item, place, owner.substring(5), teams);
                    } else if (!owner.matches("user:\\S+")) {
                      file.report(item, place, item.shown(), "team:KEY or user:NAME");
                    }
                  });
            });
  }

  private static void roles(ConfigurationFile file, YamlValue.Section common) {
    Set<String> filled = new HashSet<>();
    common
        .entries()
        .keySet()
        .forEach(role -> filled.add(role.toLowerCase(Locale.ROOT).replace('_', '-')));
    Arrays.stream(OwnerRole.values())
        .map(OwnerRole::code)
        .filter(role -> !filled.contains(role))
        .forEach(
            role ->
                file.report(
                    common, "ownerRoles." + role, "nothing", "a list of team:KEY or user:NAME"));
  }

  private static void known(
      ConfigurationFile file, YamlValue item, String place, String team, Set<String> teams) {
    if (!teams.contains(team)) {
      file.report(
          item,
          place,
          item.shown(),
          Spelling.nearest(team, teams)
              .map(near -> "a team listed under teams (did you mean " + near + "?)")
              .orElse("a team listed under teams"));
    }
  }

  private static Set<String> keys(YamlValue value) {
    return value instanceof YamlValue.Section section ? section.entries().keySet() : Set.of();
  }

  private interface Item {
    void visit(String text, String key, YamlValue item);
  }

  private static void each(YamlValue list, String key, Item visitor) {
    List<YamlValue> values =
        list instanceof YamlValue.Items items ? items.values() : List.<YamlValue>of();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof YamlValue.Text text && !text.empty()) {
        visitor.visit(text.text(), key + "[" + i + "]", text);
      }
    }
  }
}
