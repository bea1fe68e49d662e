package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file and the faults it may have; {@code ;} stands for the end of a line in the tables. */
class ConfigurationFileTest {
  @TempDir Path folder;

  record Rule(int misses, int months, Optional<String> label, Duration within, Colour colour) {
    enum Colour {
      DARK_RED,
      GREEN
    }

    Rule {
      if (misses < 1) {
        throw new IllegalArgumentException("misses: expected 1 or more, found " + misses);
      }
      if (months < 1 || months > 60) {
        throw new IllegalArgumentException("months: expected 1 to 60, found " + months);
      }
    }
  }

  record Rules(Map<String, Rule> rules, List<Integer> bands) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          misses: 0;months: 12;within: 5s;colour: green               | 1 misses: 0, 1 or more
          misses: -1;months: 99;within: 5s;colour: green              | 1 misses: -1, 1 or more / 2 months: 99, 1 to 60
          misses: two;months: 99;within: 5s;colour: green             | 1 misses: 'two', a whole number / 2 months: 99, 1 to 60
          months: 0;within: 5s;colour: green                          | 1 misses: nothing, a whole number / 1 months: 0, 1 to 60
          misses: 2;months: 12;within: soon;colour: green             | 3 within: 'soon', a duration such as 20ms, 5s, 10m, 4h or 28d
          misses: 2;months: 12;within: 5s;colour: gren                | 4 colour: 'gren', one of dark-red, green (did you mean green?)
          misses: 2;months: 12;within: 5s;color: green                | 4 color: an unknown key, 'colour' (did you mean that?)
          misses: 2;months: 12;within: 5s;colour: green;x: 1          | 5 x: an unknown key, one of misses, months, label, within, colour
          misses: 2;months: 12;within: 5s;colour:                     | 4 colour: nothing, one of dark-red, green
          misses: 2;months: 12;within: 5s;colour: green;misses: 3     | 5 misses: the same key again (first on line 1), each key once
          misses: 2;months: 12;within: 5s;colour: green;label: [a]    | 5 label: a list, a text
          misses: ${UNSET};months: 12;within: 5s;colour: green        | 1 misses: '${UNSET}', the environment variable UNSET to be set, or a default: ${UNSET:...}
          misses: ${SET};months: 12;within: 5s;colour: green          | 1 misses: '${SET}', a whole number
          misses: 2;months: ${UNSET:70};within: 5s;colour: green      | 2 months: '${UNSET:70}', 1 to 60
          """)
  void aFaultIsToldWithLineKeyFoundAndExpected(String text, String expected) throws IOException {
    assertThat(problems(text.replace(';', '\n'), Rule.class))
        .map(
            problem ->
                problem.line()
                    + " "
                    + problem.key()
                    + ": "
                    + problem.found()
                    + ", "
                    + problem.expected())
        .containsExactly(expected.split(" / "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: [1, 2;b: 3                    | 2
          a: 1;  b: 2;c: 3                 | 2
          a: 1;\tb: 2                      | 2
          a: 'open;b: 2                    | 2
          a: 1;---;b: 2                    | 2
          - 1;- 2                          | 1
          just words                       | 1
          a: &x [*x]                       | 0
          a: 1;b: 2;c: "\u0007"              | 3
          """)
  void whatIsNotYamlOfKeysAndValuesIsToldOnce(String text, int line) throws IOException {
    List<ConfigurationProblem> problems = problems(text.replace(';', '\n'), Rule.class);
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).line()).as(problems.toString()).isEqualTo(line);
  }

  @Test
  void faultsDeepInMapsAndListsCarryTheirWholeKey() throws IOException {
    String text =
        """
        rules:
          first: {misses: 2, months: 12, within: 5s, colour: DARK_RED}
          second:
            misses: 0
            months: 12
            within: PT5S
            colour: dark-red
        bands: [1, x, 3]
        """;
    assertThat(problems(text, Rules.class))
        .map(problem -> problem.line() + " " + problem.key())
        .containsExactly("4 rules.second.misses", "8 bands[1]");
  }

  @Test
  void aMissingFileAndOneThatIsNotTextAreTold() throws IOException {
    List<ConfigurationProblem> problems = new ArrayList<>();
    ConfigurationFile.bind(folder.resolve("none.yaml"), Rule.class, problems);
    Files.write(
        folder.resolve("latin.yaml"), "label: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    ConfigurationFile.bind(folder.resolve("latin.yaml"), Rule.class, problems);
    Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");
    ConfigurationFile.bind(folder.resolve("empty.yaml"), Rule.class, problems);
    assertThat(problems)
        .map(ConfigurationProblem::found)
        .containsExactly("no such file", "characters that are not UTF-8", "an empty file");
  }

  @Test
  void aProblemIsOneLineForThePersonWhoEditsTheFile() {
    assertThat(
            new ConfigurationProblem(
                Path.of("config/risk.yaml"), 12, "repeat.misses", "'two'", "a whole number"))
        .hasToString(
            "config/risk.yaml line 12, repeat.misses: found 'two', expected a whole number");
  }

  @Test
  void aValueOutOfTheEnvironmentIsUsedButNeverShown() throws IOException {
    List<ConfigurationProblem> problems =
        problems("misses: ${SECRET}\nmonths: 1\nwithin: 5s\ncolour: green", Rule.class);
    assertThat(problems).hasSize(1);
    assertThat(problems.toString()).doesNotContain("-770123456");
    assertThat(
            bind("misses: ${SET_WELL}\nmonths: 1\nwithin: 5s\ncolour: green", Rule.class, problems))
        .map(Rule::misses)
        .contains(4);
  }

  private List<ConfigurationProblem> problems(String text, Class<?> type) throws IOException {
    List<ConfigurationProblem> problems = new ArrayList<>();
    assertThat(bind(text, type, problems)).isEmpty();
    return problems;
  }

  private <T> Optional<T> bind(String text, Class<T> type, List<ConfigurationProblem> problems)
      throws IOException {
    Path file = Files.writeString(folder.resolve("settings.yaml"), text);
    return ConfigurationFile.open(
            file,
            Map.of("SET", "word", "SET_WELL", "4", "SECRET", "-770123456"),
            Map.of(),
            problems)
        .flatMap(opened -> opened.bind(type));
  }
}
