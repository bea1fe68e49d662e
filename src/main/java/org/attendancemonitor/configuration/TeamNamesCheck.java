package org.attendancemonitor.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every team that somebody else's claims are mapped to is a team of {@code services.yaml}: members
 * of another one would see nobody.
 */
final class TeamNamesCheck implements CrossCheck {
  private static final String FILE = "application.yaml";
  private static final List<String> MAPS =
      List.of("attendance.openId.teams", "attendance.tokens.teams");

  @Override
  public void check(Map<String, ConfigurationFile> files) {
    ConfigurationFile file = files.get(FILE);
    ConfigurationFile catalogue = files.get(ServicesCheck.FILE);
    if (file == null
        || catalogue == null
        || !(catalogue.root().find("teams") instanceof YamlValue.Section teams)) {
      return;
    }
    for (String key : MAPS) {
      if (file.root().find(key) instanceof YamlValue.Section map) {
        map.entries()
            .forEach(
                (value, team) -> known(file, team, key + "." + value, teams.entries().keySet()));
      }
    }
  }

  private static void known(
      ConfigurationFile file, YamlValue place, String key, Set<String> teams) {
    if (place instanceof YamlValue.Text text && !teams.contains(text.text())) {
      file.report(
          place,
          key,
          place.shown(),
          Spelling.nearest(text.text(), teams)
              .map(near -> "a team of services.yaml (did you mean " + near + "?)")
              .orElse("a team of services.yaml"));
    }
  }
}
