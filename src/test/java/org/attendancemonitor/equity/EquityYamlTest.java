package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.record.Tallies;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class EquityYamlTest {

  private static Map<String, Object> yaml() throws Exception {
    try (Reader reader = Files.newBufferedReader(Path.of("config/equity.yaml"))) {
      return new Yaml().load(reader);
    }
  }

  private static List<String> components(Class<? extends Record> settings) {
    return Arrays.stream(settings.getRecordComponents())
        .filter(component -> component.getType() != Optional.class)
        .map(RecordComponent::getName)
        .toList();
  }

  @Test
  void theShippedFileSetsEverySettingAndNoOther() throws Exception {
    assertThat(yaml().keySet())
        .containsExactlyInAnyOrderElementsOf(components(EquitySettings.class));
    for (RecordComponent component : EquitySettings.class.getRecordComponents()) {
      if (component.getType().isRecord()) {
        assertThat(((Map<?, ?>) yaml().get(component.getName())).keySet())
            .extracting(String::valueOf)
            .containsExactlyInAnyOrderElementsOf(
                components(component.getType().asSubclass(Record.class)));
      }
    }
  }

  @Test
  void everyDimensionThatIsCountedIsListedAndItsGroupsAreWords() throws Exception {
    Map<?, ?> dimensions = (Map<?, ?>) yaml().get("dimensions");
    List<String> counted =
        Tallies.dimensions().stream()
            .filter(dimension -> !List.of("all", "was_not_brought").contains(dimension))
            .toList();
    assertThat(dimensions.keySet()).extracting(String::valueOf).hasSameElementsAs(counted);
    dimensions
        .values()
        .forEach(groups -> assertThat((List<?>) groups).allMatch(String.class::isInstance));
  }
}
