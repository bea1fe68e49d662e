package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that contradicts itself, takes the gate away or would discharge does not start. */
class PolicyFileTest {
  @TempDir Path folder;

  @BeforeEach
  void copyWhatIsShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  /** In the second column a tilde stands for the end of a line. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          attempts: 3                    | attempts: 2                        | unreached.attempts   | 3 to 20
          channels: 2                    | channels: 1                        | unreached.channels   | 2 to 7
          mustBeKnown: [safeguarding, capacity] | mustBeKnown: [capacity]     | gate.mustBeKnown     | unknown must fail
          vulnerabilities: [safeguarding, capacity, | vulnerabilities: [capacity, | gate.vulnerabilities | the gate cannot do without
          safeguardingFlags: [safeguarding] | safeguardingFlags: []           | gate.safeguardingFlags | always forbids a discharge
          safeguardingFlags: [safeguarding] | safeguardingFlags: [safegarding] | gate.safeguardingFlags[0] | did you mean safeguarding?
          holdAtMostDays: 28             | holdAtMostDays: 28~dischargeAfter: 3 | dischargeAfter     | one of workingHours
          everyoneWeeks: 12~             | everyoneWeeks: 3~                  | waitingWell.everyoneWeeks | 6 to 52
          contact: 2, re-offer: 5        | contact: 6, re-offer: 5            | rules.T4.steps.contact | no later than re-offer
          contact: 1, re-offer: 3        | contact: 3, re-offer: 3            | rules.T5.steps.contact | no later than contact of T4
          team-lead: 1, service-manager: 5 | team-lead: 9, service-manager: 5 | rules.T12.steps.team-lead | no later than service-manager
          attempt-2: 5                   | attempt-2: 15                      | rules.T6.steps.attempt-2 | no later than attempt-3
          need: T4, actions: [S01, S10]  | need: T4, actions: [S01, S02]      | supports[0].actions  | S01 to S30 without S02
          need: no-text, actions: [S03], not: [S01] | need: no-text, actions: [S01], not: [S01] | supports[46].not | none of the actions that are suggested
          from: "20:00"                  | from: "16:00"                      | quietHours           | no working day ends
          until: "08:00"                 | until: "21:00"                     | quietHours.until     | a time of the morning
          enabled: false~    # signedBy  | enabled: true~    # signedBy       | order.social.signedBy | who signed the switch
          flags: [core20,                | flags: [ethnic-group, core20,      | order.social.flags   | it never orders people
          side: provider, unmetNeed: true, away: false, actions: [S06 | side: system, unmetNeed: true, away: false, actions: [S06 | reasons.R02.side | provider where unmetNeed
          safeContactFlag: safe-contact  | safeContactFlag: safe-contract     | safeContactFlag      | did you mean safe-contact?
          waitingWell: {flaggedWeeks: 6, everyoneWeeks: 6} | rules: {T13: {enabled: false}} | services.childrens-speech-and-language-therapy.rules.T13.enabled | could end care unseen
          """)
  void isRefusedWithTheLine(String right, String wrong, String key, String expected)
      throws IOException {
    int line = replace(right.replace("~", "\n"), wrong.replace("~", "\n"));
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.file().getFileName()).hasToString("policy.yaml");
                          assertThat(problem.key()).isEqualTo(key);
                          assertThat(problem.expected()).contains(expected);
                          assertThat(problem.line()).isBetween(line - 6, line + 2);
                        }));
  }

  @ParameterizedTest
  @CsvSource({"T4", "T8", "T10", "T13"})
  void noRuleThatKeepsAMissFromEndingCareUnseenCanBeSwitchedOff(String rule) throws IOException {
    int line = replaceFirstAfter("  " + rule + ":", "enabled: true", "enabled: false");
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.key()).isEqualTo("rules." + rule + ".enabled");
                          assertThat(problem.line()).isEqualTo(line);
                        }));
  }

  @Test
  void aServiceMayBeStricterInItsOwnTerms() throws IOException {
    replace(
        "everyoneWeeks: 6}",
        "everyoneWeeks: 6}\n    rules: {T1: {enabled: true}, T4: {steps: {contact: 1}}}");
    assertThat(load()).isNotNull();
  }

  private Configuration load() {
    return Configuration.load(folder, Map.of(), Map.of());
  }

  private int replace(String right, String wrong) throws IOException {
    return replaceFirstAfter("", right, wrong);
  }

  /** The line on which the first such text after another stood, counted from 1. */
  private int replaceFirstAfter(String after, String right, String wrong) throws IOException {
    Path file = folder.resolve("policy.yaml");
    String text = Files.readString(file);
    int at = text.indexOf(right, text.indexOf(after));
    assertThat(at).as(right).isPositive();
    Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    return (int) text.substring(0, at).lines().count() + (text.charAt(at - 1) == '\n' ? 1 : 0);
  }
}
