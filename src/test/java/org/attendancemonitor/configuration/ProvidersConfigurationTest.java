package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose sign-ins and tokens count is checked with the rest, before anything starts. */
class ProvidersConfigurationTest {
  @TempDir Path folder;
  private String shipped;

  @BeforeEach
  void copyWhatIsShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    shipped = Files.readString(folder.resolve("application.yaml"));
  }

  /** The commented lines of a section of the file, as they are without their marks. */
  private String example(String first) {
    List<String> lines = shipped.lines().toList();
    int from = lines.indexOf(first);
    assertThat(from).as(first).isPositive();
    return lines.subList(from, lines.size()).stream()
        .takeWhile(line -> line.startsWith("  # "))
        .map(line -> "  " + line.substring(4))
        .collect(Collectors.joining("\n"));
  }

  private ServerSettings with(String... sections) throws IOException {
    Files.writeString(
        folder.resolve("application.yaml"), shipped + "\n" + String.join("\n", sections) + "\n");
    return Configuration.load(
            folder,
            Map.of(),
            Map.of("attendance.deprivation.folder", Path.of("config/reference").toString()))
        .settings(ServerSettings.class);
  }

  private List<String> problems(String... sections) {
    return catchThrowableOfType(ConfigurationException.class, () -> with(sections))
        .problems()
        .stream()
        .map(problem -> problem.key() + ": " + problem.found() + ", " + problem.expected())
        .toList();
  }

  @Test
  void theExamplesInTheFileAreRight() throws IOException {
    ServerSettings settings = with(example("  # openId:"), example("  # tokens:"));
    assertThat(settings.openId()).hasValueSatisfying(it -> assertThat(it.jobs()).isEmpty());
    assertThat(settings.tokens())
        .hasValueSatisfying(it -> assertThat(it.roles()).containsEntry("attendance.feed", "feed"));
  }

  @Test
  void theExampleOfWriteBackIsRight() throws IOException {
    WriteBackSettings site = with(example("  # writeBack:")).writeBack().orElseThrow();
    assertThat(site.address()).hasToString("https://epr.example.nhs.uk/fhir");
    assertThat(site.write()).containsExactlyInAnyOrder("tasks", "flags");
    assertThat(site.token().orElseThrow().scopes()).hasSize(4).contains("system/Task.read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "https://epr.example.nhs.uk/fhir; http://epr.example.nhs.uk/fhir; writeBack.base: another kind of address",
        "source: epr; source: erp; did you mean epr?",
        "write: [tasks, flags]; write: [tasks, notes]; notes], tasks, flags or both",
        "readEvery: 1m; readEvery: 1s; PT1S, a duration from PT5S",
        "https://epr.example.nhs.uk/fhir; https://epr.example.nhs.uk/fhir?x=1; without a query",
        "issuer: https; issuer: http; token.issuer: another kind of address",
        "# endpoint:; endpoint:; both, either this or endpoint"
      })
  void whatIsWrongWithWriteBackIsSaid(String right, String wrong, String expected)
      throws IOException {
    String section = example("  # writeBack:").replace(right, wrong);
    assertThat(section).isNotEqualTo(example("  # writeBack:"));
    assertThat(problems(section)).singleElement().asString().contains(expected);
  }

  @Test
  void withoutATokenOnlyThisMachineIsWrittenTo() throws IOException {
    String section = example("  # writeBack:").replaceAll("(?s)    # OAuth.*", "");
    assertThat(problems(section)).singleElement().asString().contains("writeBack.token: none");
    assertThat(
            with(section.replace("https://epr.example.nhs.uk", "http://127.0.0.1:9"))
                .writeBack()
                .orElseThrow()
                .token())
        .isEmpty();
  }

  @Test
  void theExampleOfSeveralJobsIsRight() throws IOException {
    String base =
        """
          openId:
            issuer: https://cis2.example
            clientId: us
            clientSecretFile: secret
        """;
    ServerSettings settings =
        with(base + example("  #   scope: openid profile nationalrbacaccess"));
    assertThat(settings.openId().orElseThrow().jobs())
        .hasValueSatisfying(
            jobs -> {
              assertThat(jobs.claim()).isEqualTo("nhsid_nrbac_roles");
              assertThat(jobs.where().orElseThrow()).containsEntry("org_code", List.of("RX1"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          issuer: https://login.example.nhs.uk/realms/systems | issuer: http://elsewhere.example | attendance.tokens.issuer
          audience: https://attendance.example.nhs.uk | audience:                 | attendance.tokens.audience
          attendance.feed: feed                  | attendance.feed: manager     | attendance.tokens.roles
          Podiatry: foot-health                  | Podiatry: foot-helth         | attendance.tokens.teams.Podiatry
          nameClaim: client_id                   | nameClame: client_id         | attendance.tokens.nameClame
          """)
  void aFaultOfTokensIsTold(String right, String wrong, String key) {
    String section = example("  # tokens:");
    assertThat(section).contains(right);
    assertThat(problems(section.replace(right, wrong))).anyMatch(it -> it.startsWith(key + ": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          issuer: https:         | issuer: ftp:            | attendance.openId.issuer
          rolesClaim: groups     | registrationClaim2: x   | attendance.openId.rolesClaim
          scope: openid profile  | scope: profile          | attendance.openId.scope
          IG-Audit: auditor      | IG-Audit: feed          | attendance.openId.roles
          Podiatry: foot-health  | Podiatry: podiatry      | attendance.openId.teams.Podiatry
          """)
  void aFaultOfTheSignInIsTold(String right, String wrong, String key) {
    String section = example("  # openId:");
    assertThat(section).contains(right);
    assertThat(problems(section.replace(right, wrong))).anyMatch(it -> it.startsWith(key + ": "));
  }

  @Test
  void allAreToldAtOnce() {
    assertThat(
            problems(
                example("  # tokens:").replace("https://login", "x://login"),
                example("  # openId:").replace("foot-health", "feet")))
        .hasSize(2)
        .allMatch(it -> Arrays.asList("issuer", "teams").stream().anyMatch(it::contains));
  }
}
