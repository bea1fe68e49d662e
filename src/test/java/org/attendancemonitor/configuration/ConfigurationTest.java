package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.configuration.ServicesSettings.OwnerRole;
import org.attendancemonitor.feed.FeedSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files as shipped, and what goes wrong between their keys and between them. */
class ConfigurationTest {
  @TempDir Path folder;

  @BeforeEach
  void copyWhatIsShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void whatIsShippedIsRight() {
    Configuration shipped = load(Map.of());
    assertThat(shipped.settings(ServicesSettings.class).services()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(shipped.settings(ServerSettings.class).intake().batchSize()).isEqualTo(500);
    assertThat(shipped.deprivation().edition()).isEqualTo("IMD 2025");
  }

  @Test
  void aCodeNamesItsService() {
    ServiceCatalogue catalogue = load(Map.of()).settings(ServicesSettings.class).catalogue();
    assertThat(catalogue.first(List.of(Code.parse("http://snomed.info/sct|310104001"))))
        .isEqualTo("childrens-speech-and-language-therapy");
    assertThat(
            catalogue.first(
                List.of(Code.parse("https://fhir.nhs.uk/CodeSystem/treatment-function-code|653"))))
        .isEqualTo("podiatry");
    assertThat(catalogue.first(List.of(Code.parse("urn:other|653")))).isNull();
  }

  @Test
  void aServiceMayNameItsOwnOwnersAndElseHasTheCommonOnes() {
    ServicesSettings services = load(Map.of()).settings(ServicesSettings.class);
    assertThat(services.owners("podiatry", OwnerRole.KEY_WORKER))
        .containsExactly("team:foot-health");
    assertThat(services.owners("podiatry", OwnerRole.BOOKING_TEAM)).containsExactly("team:booking");
    assertThat(services.owners("unmapped", OwnerRole.KEY_WORKER)).containsExactly("team:ahp-leads");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          teams: [foot-health]       | teams: [foot-helth]             | services.podiatry.teams[0]    | did you mean foot-health?
          treatmentFunctions: ["651"]| treatmentFunctions: ["650"]     | services.occupational-therapy.treatmentFunctions[0] | each code in one service
          sct_310087009              | sct_722140001                   | services.podiatry.codes[0]    | each code in one service
          key-worker: [team:children]| key-worker: [children]          | services.childrens-speech-and-language-therapy.ownerRoles.key-worker[0] | team:KEY or user:NAME
          safeguarding-lead: [team   | safeguarding-led: [team         | ownerRoles.safeguarding-lead  | a list of team:KEY or user:NAME
          booking-team: [team:booking]| booking-team: []               | ownerRoles.booking-team       | at least one owner
          from: 08:00, to: 18:00     | from: 18:00, to: 08:00          | services.physiotherapy.hours[0].to | a time after 18:00
          """)
  void whatDoesNotFitTogetherInServicesIsTold(
      String right, String wrong, String key, String expected) throws IOException {
    int line = replace("services.yaml", right.replace('_', '|'), wrong.replace('_', '|'));
    assertThat(problems(Map.of()))
        .anySatisfy(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.expected()).contains(expected);
              if (!key.equals("ownerRoles.safeguarding-lead")) {
                assertThat(problem.line()).isEqualTo(line);
              }
            });
  }

  @Test
  void faultsOfAllFilesAreToldTogether() throws IOException {
    int port = replace("application.yaml", "port: 61616", "port: none");
    int readers = replace("application.yaml", "readers: 4", "readers: 400");
    int size = replace("application.yaml", "batchSize: 500", "batchSize: 0");
    int paediatric = replace("services.yaml", "paediatric: true", "paediatric: maybe");
    assertThat(problems(Map.of()))
        .map(problem -> problem.file().getFileName() + ":" + problem.line() + " " + problem.key())
        .containsExactlyInAnyOrder(
            "application.yaml:" + port + " attendance.broker.port",
            "application.yaml:" + readers + " attendance.store.readers",
            "application.yaml:" + size + " attendance.intake.batchSize",
            "services.yaml:"
                + paediatric
                + " services.childrens-speech-and-language-therapy.paediatric");
  }

  @Test
  void aReasonForAMissedAppointmentIsOneOfTheList() throws IOException {
    int line = replace("feeds.yaml", "missReasons: {}", "missReasons: {\"urn:s|BUS\": R90}");
    assertThat(problems(Map.of()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file().getFileName()).hasToString("feeds.yaml");
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.key()).isEqualTo("codes.missReasons");
              assertThat(problem.expected()).isEqualTo("R01 to R24 or R99");
              assertThat(problem.found()).isEqualTo("R90");
            });
    replace("feeds.yaml", "R90", "R09");
    assertThat(load(Map.of()).settings(FeedSettings.class).codes().missReasons())
        .contains(Map.of("urn:s|BUS", "R09"));
  }

  @ParameterizedTest
  @CsvSource({
    "server.address, 0.0.0.0",
    "server.address, ::",
    "server.address, 10.1.2.3",
    "server.address, 127.0.0.1.example.org",
    "management.server.address, 192.168.0.1",
    "attendance.broker.host, 0.0.0.0"
  })
  void anAddressBeyondThisMachineNeedsTlsOrAStatedProxy(String key, String address) {
    assertThat(problems(Map.of(key, address)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.expected()).contains("attendance.tlsTerminatedBy");
            });
    load(Map.of(key, address, "attendance.tlsTerminatedBy", "nginx on gateway-1"));
  }

  @Test
  void anAddressThatIsNotStatedIsEveryAddress() throws IOException {
    int line = replace("application.yaml", "  address: 127.0.0.1\n  port: 8080", "  port: 8080");
    assertThat(problems(Map.of()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.key()).isEqualTo("server.address"))
        .satisfies(problem -> assertThat(problem.line()).isLessThanOrEqualTo(line));
  }

  @Test
  void whatIsGivenOutsideTheFileWinsAndIsCheckedToo() {
    assertThat(
            load(Map.of("attendance.today", "2026-11-01")).settings(ServerSettings.class).today())
        .hasToString("Optional[2026-11-01]");
    assertThat(problems(Map.of("attendance.todday", "2026-11-01", "attendance.data", "")))
        .map(ConfigurationProblem::key)
        .containsExactlyInAnyOrder("attendance.todday", "attendance.data");
  }

  @Test
  void theFingerprintFollowsTheContentAndNotTheLayout() throws IOException {
    String before = load(Map.of()).fingerprint();
    replace("services.yaml", "teams:\n", "# one more remark\nteams:\n");
    assertThat(load(Map.of()).fingerprint()).isEqualTo(before);
    assertThat(load(Map.of("attendance.intake.batchSize", "7")).fingerprint()).isEqualTo(before);
    replace("services.yaml", "paediatric: true", "paediatric: false");
    assertThat(load(Map.of()).fingerprint()).isNotEqualTo(before);
    replace("services.yaml", "paediatric: false", "paediatric: true");
    assertThat(load(Map.of("attendance.deprivation.edition", "2019")).fingerprint())
        .isNotEqualTo(before);
  }

  private Configuration load(Map<String, String> overrides) {
    return Configuration.load(folder, Map.of(), overrides);
  }

  private List<ConfigurationProblem> problems(Map<String, String> overrides) {
    ConfigurationException fault =
        catchThrowableOfType(ConfigurationException.class, () -> load(overrides));
    assertThat(fault).as("no problem was told").isNotNull();
    return fault.problems();
  }

  /** Replaces the first occurrence; its line. */
  private int replace(String name, String right, String wrong) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    int at = text.indexOf(right);
    assertThat(at).as("'" + right + "' stands in " + name).isNotNegative();
    Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    return (int) text.substring(0, at).lines().count()
        + (text.substring(0, at).endsWith("\n") ? 1 : 0);
  }
}
