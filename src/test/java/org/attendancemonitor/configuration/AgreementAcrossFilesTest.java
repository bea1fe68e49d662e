package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementAcrossFilesTest {
  @TempDir Path folder;

  @Test
  void oneDefinitionOfAMissHoldsInAllFiles() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("risk.yaml", "olderFrom: 80\ncountLateNotSeenAsDna: true\n");
    files.put("policy.yaml", "countLateNotSeenAsDna: true\n");
    files.put("equity.yaml", "\n\ncountLateNotSeenAsDna: false\n");
    assertThat(problems(files, new AgreementCheck()))
        .containsExactly(
            "equity.yaml:3 countLateNotSeenAsDna: expected what risk.yaml says: true, found false");
    files.put("equity.yaml", "countLateNotSeenAsDna: true\n");
    assertThat(problems(files, new AgreementCheck())).isEmpty();
  }

  @Test
  void chartsWaitForOutcomesAtLeastAsThePolicyDoes() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("policy.yaml", "unrecordedAfterDays: 5\n");
    files.put("equity.yaml", "process:\n  settledAfterDays: 4\n");
    assertThat(problems(files, new SettledCheck()))
        .containsExactly(
            "equity.yaml:2 process.settledAfterDays: expected unrecordedAfterDays of policy.yaml or"
                + " more: 5, found 4");
    files.put("equity.yaml", "process:\n  settledAfterDays: 5\n");
    assertThat(problems(files, new SettledCheck())).isEmpty();
  }

  @Test
  void supportIsNamedOnlyForWhatCanBeRaised() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "risk.yaml",
        """
        frailty:
          housebound: {text: x}
        inclusionHealth:
          homeless: {text: x}
        recorded:
          safeguarding:
            valueSets:
              concern: {text: x}
        """);
    files.put(
        "policy.yaml",
        """
        wasNotBroughtFlags: [carer-dependent, safeguarding, concern]
        rules:
          T4: {enabled: true}
        supports:
          - {need: T4}
          - {need: core20}
          - {need: older}
          - {need: housebound}
          - {need: homeless}
          - {need: concern}
          - {need: homless}
          - {need: T99}
        """);
    assertThat(problems(files, new FlagNamesCheck()))
        .containsExactly(
            "policy.yaml:1 wasNotBroughtFlags[2]: expected a flag of risk.yaml, found 'concern'",
            "policy.yaml:11 supports[6].need: expected a flag or reason of risk.yaml"
                + " (did you mean homeless?), found 'homless'",
            "policy.yaml:12 supports[7].need: expected a flag or reason of risk.yaml, found 'T99'");
  }

  @Test
  void theShippedRisksAreNamedAsTheyAreWritten() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("risk.yaml", Files.readString(Path.of("config", "risk.yaml")));
    StringBuilder supports = new StringBuilder("supports:\n");
    for (String need :
        "missing-capacity safe-contact no-voicemail no-text not-through-others booking-preference"
            .concat(" prefers-mornings prefers-afternoons prefers-evenings impact impact-work")
            .concat(" impact-caring impact-independence whereabouts in-hospital")
            .split(" ")) {
      supports.append("  - {need: ").append(need).append("}\n");
    }
    files.put("policy.yaml", supports.toString());
    assertThat(problems(files, new FlagNamesCheck())).isEmpty();
    files.put("policy.yaml", supports.toString().replace("no-voicemail", "no-voicmail"));
    assertThat(problems(files, new FlagNamesCheck()))
        .singleElement()
        .asString()
        .contains("did you mean no-voicemail?");
  }

  private List<String> problems(Map<String, String> texts, CrossCheck check) throws IOException {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue());
      ConfigurationFile.open(folder.resolve(text.getKey()), Map.of(), Map.of(), problems)
          .ifPresent(file -> files.put(text.getKey(), file));
    }
    check.check(files);
    return problems.stream()
        .map(
            problem ->
                "%s:%d %s: expected %s, found %s"
                    .formatted(
                        problem.file().getFileName(),
                        problem.line(),
                        problem.key(),
                        problem.expected(),
                        problem.found()))
        .toList();
  }
}
