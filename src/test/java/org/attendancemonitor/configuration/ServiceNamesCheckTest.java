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

class ServiceNamesCheckTest {
  @TempDir Path folder;

  @Test
  void aServiceThatDoesNotExistIsToldWhereverItIsNamed() throws IOException {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, ConfigurationFile> files = new LinkedHashMap<>();
    Files.writeString(
        folder.resolve("services.yaml"), "services:\n  podiatry: {}\n  dietetics: {}\n");
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        services:
          podiatry: {misses: 3}
          podiatri: {misses: 3}
        gaps:
          - service: dietetics
            group: any
          - service: physio
            group: any
        only:
          services: [podiatry, orthotics]
        """);
    for (String name : List.of("services.yaml", "policy.yaml")) {
      ConfigurationFile.open(folder.resolve(name), Map.of(), Map.of(), problems)
          .ifPresent(file -> files.put(name, file));
    }
    new ServiceNamesCheck().check(files);
    assertThat(problems)
        .map(problem -> problem.line() + " " + problem.key() + " " + problem.expected())
        .containsExactly(
            "3 services.podiatri a service of services.yaml (did you mean podiatry?)",
            "7 gaps[1].service a service of services.yaml",
            "10 only.services[1] a service of services.yaml");
  }
}
