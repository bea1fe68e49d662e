package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code compose.yaml} against the files it mounts and the programs it starts, for a machine
 * without Docker.
 */
class ComposeTest {
  private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+\\S*");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+):(\\d+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)[^}]*}");
  private static final String JAR = "./target/attendance-monitor.jar";

  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("compose.yaml")));
    return map(compose.get("services"));
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<String, T> map(Object value) {
    return (Map<String, T>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<String> list(Map<String, Object> service, String key) {
    return (List<String>) service.getOrDefault(key, List.of());
  }

  /** Files of the repository by the place in the container where they are mounted. */
  private static Map<String, String> mounted(String service) throws IOException {
    Map<String, String> mounted = new TreeMap<>();
    for (String volume : list(services().get(service), "volumes")) {
      String[] parts = volume.split(":");
      if (parts[0].startsWith("./")) {
        mounted.put(parts[1], parts[0]);
      }
    }
    return mounted;
  }

  @Test
  void everyMountedFileExistsAndNoneCanBeWritten() throws IOException {
    int files = 0;
    Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("compose.yaml")));
    for (Map<String, Object> service : services().values()) {
      for (String volume : list(service, "volumes")) {
        String[] parts = volume.split(":");
        if (parts[0].startsWith("./")) {
          files++;
          assertThat(parts).as(volume).hasSize(3).endsWith("ro");
          if (!parts[0].equals(JAR)) {
            assertThat(Path.of(parts[0])).exists();
          }
        } else {
          assertThat(ComposeTest.<Object>map(compose.get("volumes"))).containsKey(parts[0]);
        }
      }
    }
    assertThat(files).isGreaterThan(5);
    assertThat(Path.of("attendance-monitor"))
        .content(StandardCharsets.UTF_8)
        .contains("jar=$home/" + JAR.substring(2));
  }

  @Test
  void imagesArePinnedAndNobodyIsMoreThanHeNeedsToBe() throws IOException {
    Map<String, String> images = new TreeMap<>();
    services().forEach((name, service) -> images.put(name, (String) service.get("image")));
    assertThat(images.values()).allMatch(image -> PINNED.matcher(image).matches());
    assertThat(images.get("history")).isEqualTo(images.get("prometheus"));
    services()
        .forEach(
            (name, service) -> {
              assertThat(service).as(name).doesNotContainKeys("privileged", "pid", "build");
              assertThat(list(service, "cap_drop")).as(name).containsExactly("ALL");
              assertThat(list(service, "security_opt"))
                  .as(name)
                  .containsExactly("no-new-privileges:true");
              if (!name.equals("volumes-owner")) {
                assertThat(service).as(name).doesNotContainKey("cap_add");
                assertThat(service.get("user")).as(name).isNotIn("0", "0:0", "root");
              }
            });
    assertThat(services().get("monitor")).containsEntry("user", "10001:10001");
    assertThat(services().get("volumes-owner")).containsEntry("network_mode", "none");
  }

  @Test
  void portsAreThoseOfTheProgramsAndOnLoopbackAlone() throws IOException {
    Set<String> published = new TreeSet<>();
    for (Map<String, Object> service : services().values()) {
      for (String port : list(service, "ports")) {
        Matcher parts = PORT.matcher(port);
        assertThat(parts.matches()).as(port).isTrue();
        published.add(parts.group(2));
      }
    }
    Map<String, Object> application =
        new Yaml().load(Files.readString(Path.of("config/application.yaml")));
    String pages = String.valueOf(map(application.get("server")).get("port"));
    assertThat(published).containsExactlyInAnyOrder(pages, "9090", "3000");
    for (String name : List.of("prometheus", "grafana")) {
      assertThat(services().get(name)).containsEntry("network_mode", "service:monitor");
    }
  }

  @Test
  void prometheusFindsTheMonitorOnTheNetworkTheyShare() throws IOException {
    Map<String, Object> application =
        new Yaml().load(Files.readString(Path.of("config/application.yaml")));
    Map<String, Object> server = map(map(application.get("management")).get("server"));
    assertThat(Files.readString(Path.of("config/prometheus/prometheus.yml")))
        .contains("[\"" + server.get("address") + ":" + server.get("port") + "\"]");
    assertThat(list(services().get("monitor"), "command"))
        .noneMatch(word -> word.contains("management"));
  }

  @Test
  void theMonitorStartsWithTheseSettingsAndNotWithoutTheStatement() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    List<String> words = list(services().get("monitor"), "command");
    for (String word : words) {
      if (word.startsWith("-D")) {
        String[] parts = word.substring(2).split("=", 2);
        properties.put(parts[0], parts[1]);
      }
    }
    assertThat(Configuration.load(Path.of("config"), Map.of(), properties)).isNotNull();
    properties.remove("attendance.tlsTerminatedBy");
    assertThatThrownBy(() -> Configuration.load(Path.of("config"), Map.of(), properties))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("server.address");
    assertThat(words).containsSubsequence("-jar", "attendance-monitor.jar");
    Map<String, String> mounted = mounted("monitor");
    Object home = services().get("monitor").get("working_dir");
    assertThat(mounted)
        .containsEntry(home + "/attendance-monitor.jar", JAR)
        .containsEntry(home + "/config", "./config")
        .containsEntry(home + "/routes", "./routes");
    assertThat(list(services().get("monitor"), "volumes")).contains("data:" + home + "/data");
    assertThat(
            AttendanceMonitor.class.getAnnotation(picocli.CommandLine.Command.class).subcommands())
        .extracting(command -> command.getAnnotation(picocli.CommandLine.Command.class).name())
        .contains("demo", "serve");
  }

  @Test
  void grafanaIsProvisionedFromTheseFoldersAndLetsNobodyInUnasked() throws IOException {
    Map<String, String> environment = map(services().get("grafana").get("environment"));
    Map<String, String> mounted = mounted("grafana");
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("grafana/provisioning"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher variable = VARIABLE.matcher(Files.readString(file));
        while (variable.find()) {
          asked.add(variable.group(1));
        }
      }
    }
    assertThat(asked).isNotEmpty();
    assertThat(environment.keySet()).containsAll(asked);
    assertThat(mounted)
        .containsEntry("/etc/grafana/provisioning", "./grafana/provisioning")
        .containsEntry(environment.get("ATTENDANCE_DASHBOARDS"), "./grafana/dashboards");
    assertThat(environment.get("PROMETHEUS_URL")).isEqualTo("http://127.0.0.1:9090");
    assertThat(list(services().get("prometheus"), "command"))
        .contains("--web.listen-address=0.0.0.0:9090");
    assertThat(environment).containsEntry("GF_AUTH_ANONYMOUS_ENABLED", "false");
    assertThat(environment.get("GF_SECURITY_ADMIN_PASSWORD"))
        .as("no password of ours")
        .matches("\\$\\{GRAFANA_ADMIN_PASSWORD:\\?[^}]+}");
  }

  @Test
  void prometheusIsStartedWithItsRulesAndWithFlagsItKnows() throws Exception {
    Map<String, String> mounted = mounted("prometheus");
    List<String> flags = new ArrayList<>(list(services().get("prometheus"), "command"));
    assertThat(flags)
        .contains("--query.lookback-delta=25h", "--storage.tsdb.retention.time=3y")
        .contains("--config.file=/etc/prometheus/prometheus.yml");
    assertThat(mounted).containsEntry("/etc/prometheus", "./config/prometheus");
    Process help =
        new ProcessBuilder(PrometheusTools.tool("prometheus").toString(), "--help")
            .redirectErrorStream(true)
            .start();
    String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String flag : flags) {
      assertThat(text).contains(flag.split("=")[0] + "=");
    }
  }

  @Test
  void theHistoryGoesFromTheMonitorToPrometheus() throws IOException {
    Map<String, Object> history = services().get("history");
    List<String> words = list(history, "command");
    assertThat(words)
        .startsWith("tsdb", "create-blocks-from", "openmetrics")
        .endsWith("/export/history.txt", "/prometheus");
    assertThat(list(history, "volumes")).contains("export:/export:ro", "prometheus:/prometheus");
    assertThat(list(services().get("monitor"), "volumes")).contains("export:/attendance/export");
    assertThat(list(services().get("prometheus"), "command"))
        .contains("--storage.tsdb.path=/prometheus");
    assertThat(history).containsKey("profiles");
  }
}
