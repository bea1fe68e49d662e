package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.attendancemonitor.configuration.SettingsSketch.Fault;
import org.attendancemonitor.configuration.SettingsSketch.Written;

/** Whatever is wrong anywhere in a settings file is told, with its line, and nothing else is. */
class ConfigurationFaultsPropertyTest {
  private static final List<SettingsSketch> FILES =
      Stream.concat(
              Stream.of(
                  new SettingsSketch(
                      Path.of("src/test/resources/configuration/every-type.yaml"),
                      EveryType.class,
                      "")),
              Configuration.PARTS.stream()
                  .map(
                      part ->
                          new SettingsSketch(
                              Path.of("config", part.file()), part.type(), part.section())))
          .toList();

  /** Faults of one file. */
  record Case(SettingsSketch file, List<Fault> faults) {
    @Override
    public String toString() {
      return file.name() + " " + faults;
    }
  }

  @Example
  void rightFilesHaveNoProblem() throws IOException {
    for (SettingsSketch file : FILES) {
      assertThat(problems(file, file.with(List.of()))).as(file.name()).isEmpty();
    }
  }

  @Property(generation = GenerationMode.EXHAUSTIVE, tries = 10_000)
  void aSingleFaultIsToldWithItsLineAndNothingElseIs(@ForAll("singleFaults") Case broken)
      throws IOException {
    assertTold(broken);
  }

  @Property(seed = "20261122", tries = 500, shrinking = ShrinkingMode.OFF)
  void severalFaultsAreAllToldAtOnce(@ForAll("severalFaults") Case broken) throws IOException {
    assertTold(broken);
  }

  private static void assertTold(Case broken) throws IOException {
    Written written = broken.file().with(broken.faults());
    Set<String> expected =
        broken.faults().stream()
            .map(fault -> SettingsSketch.line(fault, written) + " " + fault.key())
            .collect(Collectors.toSet());
    List<ConfigurationProblem> problems = problems(broken.file(), written);
    assertThat(problems.stream().map(problem -> problem.line() + " " + problem.key()))
        .as(() -> problems + "\n" + written.text())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(problems).allMatch(problem -> problem.toString().contains(broken.file().name()));
  }

  private static List<ConfigurationProblem> problems(SettingsSketch file, Written written)
      throws IOException {
    Path folder = Files.createTempDirectory("configuration");
    Path copy = folder.resolve(file.name());
    try {
      Files.writeString(copy, written.text());
      List<ConfigurationProblem> problems = new ArrayList<>();
      boolean bound = file.bind(copy, problems).isPresent();
      assertThat(bound).as("bound exactly where there is no problem").isEqualTo(problems.isEmpty());
      return problems;
    } finally {
      Files.delete(copy);
      Files.delete(folder);
    }
  }

  @Provide
  Arbitrary<Case> singleFaults() {
    return Arbitraries.of(
        FILES.stream()
            .flatMap(file -> file.faults().stream().map(fault -> new Case(file, List.of(fault))))
            .toList());
  }

  @Provide
  Arbitrary<Case> severalFaults() {
    return Arbitraries.of(FILES)
        .flatMap(
            file ->
                Arbitraries.of(file.faults())
                    .list()
                    .ofMinSize(2)
                    .ofMaxSize(8)
                    .map(faults -> new Case(file, apart(faults))));
  }

  /** Those that do not stand within one another. */
  private static List<Fault> apart(List<Fault> faults) {
    List<Fault> apart = new ArrayList<>();
    for (Fault fault : faults) {
      if (apart.stream().noneMatch(fault::touches)
          && apart.stream().noneMatch(other -> other.touches(fault))) {
        apart.add(fault);
      }
    }
    return apart;
  }
}
