package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hazard log names tests that exist, and every hazard has one. */
class SafetyCaseTest {
  private static final Pattern NAMED = Pattern.compile("`(cases/[a-z-]+|[A-Z]\\w+(?:Test|IT))`");

  @Test
  void everyControlIsShownByATestThatExists() throws IOException {
    Set<String> classes;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> hazards =
        Files.readAllLines(Path.of("docs/safety.md")).stream()
            .filter(line -> line.matches("\\| H\\d\\d .*"))
            .toList();
    assertThat(hazards).hasSizeGreaterThanOrEqualTo(7);
    for (String hazard : hazards) {
      String shownBy = hazard.split("\\|")[6];
      Set<String> missing = new TreeSet<>();
      Matcher named = NAMED.matcher(shownBy);
      int count = 0;
      while (named.find()) {
        count++;
        String name = named.group(1);
        boolean there =
            name.startsWith("cases/")
                ? Files.isDirectory(Path.of("src/test/resources", name))
                : classes.contains(name);
        if (!there) {
          missing.add(name);
        }
      }
      assertThat(count).as(hazard.substring(0, 6) + " names a test").isPositive();
      assertThat(missing).as(hazard.substring(0, 6) + " names tests that are not there").isEmpty();
    }
  }
}
