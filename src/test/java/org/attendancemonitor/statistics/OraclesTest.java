package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Expected values of the statistics, made with R; the folder is named by {@code oracles.dir}. */
class OraclesTest {

  /** What each file is compared with. */
  private static final Map<String, Consumer<OracleCase>> KNOWN =
      Map.ofEntries(
          Map.entry("crude_rate.json", CountOracles::crudeRate),
          Map.entry("did.json", GapOracles::differenceInDifferences),
          Map.entry("dsr.json", StandardOracles::standardisedRate),
          Map.entry("dsr_repeat_events.json", StandardOracles::repeatedEvents),
          Map.entry("funnel_overdispersion.json", FunnelOracles::overdispersion),
          Map.entry("funnel_proportion.json", FunnelOracles::proportions),
          Map.entry("poisson_counts.json", CountOracles::poisson),
          Map.entry("quantiles.json", GradientOracles::quantiles),
          Map.entry("sample_size.json", GapOracles::sampleSize),
          Map.entry("sii_rii.json", GradientOracles::slopeIndex),
          Map.entry("two_groups.json", GapOracles::twoGroups),
          Map.entry("wait_equity.json", WaitOracles::equity),
          Map.entry("waiting_list_stats.json", WaitOracles::waitingList),
          Map.entry("waiting_list_theory.json", WaitOracles::queue),
          Map.entry("waits.json", WaitOracles::waits),
          Map.entry("wilson.json", CountOracles::wilson),
          Map.entry("xmr_spc.json", ProcessOracles::chart));

  @TestFactory
  Stream<DynamicTest> everyOracleIsReproduced() throws IOException {
    Path folder = Path.of(System.getProperty("oracles.dir", "../shared/oracles"));
    if (!Files.isDirectory(folder)) {
      String message = "No oracles in " + folder + ": statistics are not checked";
      return Stream.of(
          dynamicTest(
              "oracles",
              () -> {
                if (mustRun()) {
                  fail(message);
                }
                abort(message);
              }));
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).as("oracles in %s", folder).isNotEmpty();
    return files.stream().flatMap(OraclesTest::tests);
  }

  private static Stream<DynamicTest> tests(Path file) {
    String name = file.getFileName().toString();
    Consumer<OracleCase> check = KNOWN.get(name);
    if (check != null) {
      return cases(file, check);
    }
    return Stream.of(dynamicTest(name, () -> fail(name + " is an oracle nobody knows")));
  }

  private static Stream<DynamicTest> cases(Path file, Consumer<OracleCase> check) {
    try {
      JsonNode oracle = new ObjectMapper().readTree(file.toFile());
      assertThat(oracle.get("cases")).as("cases of %s", file).isNotEmpty();
      Stream.Builder<DynamicTest> tests = Stream.builder();
      for (JsonNode fields : oracle.get("cases")) {
        tests.add(
            dynamicTest(
                fields.get("id").asText(),
                () -> {
                  OracleCase expected = new OracleCase(fields, oracle.path("tolerance"));
                  check.accept(expected);
                  expected.allRead();
                }));
      }
      return tests.build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean mustRun() {
    return "true".equals(System.getenv("CI")) || Boolean.getBoolean("CI");
  }
}
