package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the dashboards look: readable on light and dark, and without telling colours apart. */
class DashboardLooksTest {
  /** Backgrounds of a panel in Grafana's two themes. */
  private static final List<String> BACKGROUNDS = List.of("#FFFFFF", "#181B1F");

  /** Lines and points: of the Okabe-Ito set those that read on both themes, and a grey. */
  private static final Set<String> LINES =
      Set.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7F7F7F");

  /** Behind a white word, in the cell of a table. */
  private static final Set<String> FILLS = Set.of("#B45309", "#0072B2", "#7A4B94");

  /** Of bars whose number stands beside them: one hue in steps, for ordered groups. */
  private static final Set<String> STEPS =
      Set.of("#1F6FB5", "#3A8BC9", "#5AA5D6", "#7FBDE2", "#A6D2EC");

  /** Colours that follow the theme, or are none. */
  private static final Set<String> OF_THE_THEME = Set.of("text", "transparent");

  private static final double GRAPHICS = 3;
  private static final double TEXT = 4.5;
  private static final int COLUMNS = 24;

  /** What makes two lines differ when colours do not. */
  private static final List<String> CUES =
      List.of("custom.lineStyle", "custom.drawStyle", "custom.lineWidth", "custom.pointSize");

  static List<Dashboard> dashboards() throws IOException {
    return Dashboard.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveAPlaceOfTheirOwn(Dashboard dashboard) {
    Set<Integer> ids = new HashSet<>();
    Map<String, String> taken = new HashMap<>();
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.get("title").asText();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      JsonNode place = panel.get("gridPos");
      int x = place.get("x").asInt();
      int y = place.get("y").asInt();
      assertThat(x + place.get("w").asInt()).as(title).isLessThanOrEqualTo(COLUMNS);
      for (int column = x; column < x + place.get("w").asInt(); column++) {
        for (int row = y; row < y + place.get("h").asInt(); row++) {
          assertThat(taken.putIfAbsent(column + " " + row, title)).as(title).isNull();
        }
      }
    }
  }

  @Test
  void coloursOfThePaletteReadOnBothThemes() {
    for (String background : BACKGROUNDS) {
      LINES.forEach(
          line -> assertThat(contrast(line, background)).as(line).isGreaterThanOrEqualTo(GRAPHICS));
    }
    FILLS.forEach(
        fill -> assertThat(contrast("#FFFFFF", fill)).as(fill).isGreaterThanOrEqualTo(TEXT));
    List<String> steps = STEPS.stream().sorted().toList();
    for (int i = 1; i < steps.size(); i++) {
      assertThat(luminance(steps.get(i))).isGreaterThan(1.2 * luminance(steps.get(i - 1)));
    }
  }

  @Test
  void contrastIsThatOfTheAccessibilityGuidelines() {
    assertThat(contrast("#000000", "#FFFFFF")).isEqualTo(21);
    assertThat(contrast("#767676", "#FFFFFF")).isBetween(4.54, 4.55);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyColourIsOfThePaletteAndStandsWhereItReads(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.get("title").asText();
      Set<String> drawn = panel.get("type").asText().equals("timeseries") ? LINES : bars();
      for (JsonNode color : colours(panel)) {
        assertThat(color.get("mode").asText()).as(title).isIn("fixed", "thresholds");
        if (color.has("fixedColor")) {
          String fixed = color.get("fixedColor").asText();
          assertThat(drawn.contains(fixed) || OF_THE_THEME.contains(fixed))
              .as("%s: %s", title, fixed)
              .isTrue();
        }
      }
      for (JsonNode mappings : panel.findValues("mappings")) {
        for (JsonNode fill : mappings.findValues("color")) {
          assertThat(FILLS.contains(fill.asText()) || OF_THE_THEME.contains(fill.asText()))
              .as("%s: %s", title, fill)
              .isTrue();
        }
      }
    }
  }

  private static Set<String> bars() {
    Set<String> bars = new TreeSet<>(LINES);
    bars.addAll(STEPS);
    return bars;
  }

  private static List<JsonNode> colours(JsonNode panel) {
    List<JsonNode> colours = new ArrayList<>();
    if (panel.at("/fieldConfig/defaults").has("color")) {
      colours.add(panel.at("/fieldConfig/defaults/color"));
    }
    Dashboard.overrides(panel)
        .values()
        .forEach(
            properties -> {
              if (properties.containsKey("color")) {
                colours.add(properties.get("color"));
              }
            });
    return colours;
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void nothingIsSaidByColourAlone(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      switch (panel.get("type").asText()) {
        case "timeseries" -> linesDifferInMoreThanColour(panel);
        case "table" -> colouredCellsHoldWords(panel);
        case "bargauge" ->
            panel
                .get("targets")
                .forEach(target -> assertThat(target.path("legendFormat").asText()).isNotBlank());
        case "stat" ->
            assertThat(panel.at("/options/colorMode").asText())
                .as("%s", panel.get("title"))
                .isEqualTo("none");
        default -> assertThat(colours(panel)).isEmpty();
      }
      panel
          .findValues("steps")
          .forEach(steps -> assertThat(steps).as("%s", panel.get("title")).hasSize(1));
    }
  }

  private static void linesDifferInMoreThanColour(JsonNode panel) {
    Map<String, String> colours = new HashMap<>();
    for (Map<String, JsonNode> properties : Dashboard.overrides(panel).values()) {
      boolean unseen =
          properties.containsKey("custom.hideFrom")
              && properties.get("custom.hideFrom").get("legend").asBoolean();
      if (!unseen) {
        StringBuilder cue = new StringBuilder();
        CUES.forEach(name -> cue.append(properties.get(name)).append(' '));
        String colour = properties.get("color").get("fixedColor").asText();
        assertThat(colours.merge(cue.toString(), colour, (one, other) -> one))
            .as("%s: two colours with the same %s", panel.get("title"), cue)
            .isEqualTo(colour);
      }
    }
    assertThat(colours).as("%s", panel.get("title")).isNotEmpty();
  }

  private static void colouredCellsHoldWords(JsonNode panel) {
    Dashboard.overrides(panel)
        .forEach(
            (column, properties) -> {
              JsonNode cell = properties.get("custom.cellOptions");
              if (cell != null && cell.get("type").asText().startsWith("color")) {
                List<JsonNode> options = new ArrayList<>();
                properties.get("mappings").forEach(one -> one.get("options").forEach(options::add));
                Set<String> words = new HashSet<>();
                options.forEach(option -> words.add(option.get("text").asText()));
                assertThat(words).as(column).hasSameSizeAs(options).hasSizeGreaterThan(1);
                assertThat(words).as(column).allMatch(word -> word.matches("[a-z' ]{4,}"));
                assertThat(properties.get("noValue").asText()).as(column).isNotBlank();
              }
            });
  }

  /** WCAG 2.2, contrast ratio. */
  private static double contrast(String one, String other) {
    double brighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (brighter + 0.05) / (darker + 0.05);
  }

  /** WCAG 2.2, relative luminance. */
  private static double luminance(String colour) {
    return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
  }

  private static double linear(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
