package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The unit of systemd and the image, against the files they name and what systemd says of it. */
class InstallTest {
  private static final Path UNIT = Path.of("config/systemd/attendance-monitor.service");
  private static final Path IMAGE = Path.of("Containerfile");

  /** Of ten; what is left is that the service has a network and a compiler. */
  private static final double MOST_EXPOSED = 2.0;

  private record Instruction(String name, List<String> words) {}

  @Test
  void systemdUnderstandsTheUnitAndFindsItWellClosed(@TempDir Path folder) throws Exception {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    assumeThat(Files.exists(tool)).as("systemd-analyze").isTrue();
    String text = Files.readString(UNIT);
    // Verified is the unit, not whether this machine has the program.
    Path unit =
        Files.writeString(
            folder.resolve("attendance-monitor.service"),
            text.replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));
    assertThat(run(tool.toString(), "verify", "--man=no", unit.toString())).isEmpty();
    String last =
        run(tool.toString(), "security", "--offline=yes", "--no-pager", unit.toString())
            .strip()
            .replaceAll("(?s).*\n", "");
    System.out.println("InstallTest: " + last);
    assertThat(Double.parseDouble(last.replaceAll(".*service: ([0-9.]+) .*", "$1")))
        .isLessThanOrEqualTo(MOST_EXPOSED);
  }

  @Test
  void theUnitLeavesTimeForAnOrderlyStopAndMemoryForTheHeap() throws IOException {
    Map<String, Object> application =
        new Yaml().load(Files.readString(Path.of("config/application.yaml")));
    int phases =
        seconds(at(application, "spring", "lifecycle", "timeout-per-shutdown-phase"))
            + seconds(at(application, "camel", "main", "shutdown-timeout"));
    String unit = Files.readString(UNIT);
    assertThat(number(unit, "TimeoutStopSec=(\\d+)")).isGreaterThan(phases);
    int heap = 1024 * number(Files.readString(Path.of("attendance-monitor")), "-Xmx(\\d+)g");
    assertThat(number(unit, "MemoryMax=(\\d+)M")).isGreaterThan(heap + 400);
    assertThat(unit).doesNotContainPattern("(?m)^User=root").contains("\nStateDirectoryMode=0700");
  }

  @Test
  void theImageIsBuiltFromFilesThatAreSentAndRunsAsNobodyInParticular() throws IOException {
    Set<String> bases = new TreeSet<>();
    Set<String> stages = new TreeSet<>();
    List<String> lastUser = new ArrayList<>();
    List<String> sent = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(sent).contains("*");
    for (Instruction each : instructions()) {
      List<String> words = each.words();
      switch (each.name()) {
        case "FROM" -> {
          bases.add(words.get(0));
          lastUser.clear();
          if (words.size() > 1) {
            stages.add(words.get(2));
          }
        }
        case "COPY" -> {
          if (words.get(0).startsWith("--from=")) {
            assertThat(stages).contains(words.get(0).substring("--from=".length()));
          } else {
            for (String file : words.subList(0, words.size() - 1)) {
              assertThat(Path.of(file)).exists();
              assertThat(sent)
                  .as("sent: %s", file)
                  .anyMatch(line -> line.startsWith("!") && file.startsWith(line.substring(1)));
            }
          }
        }
        case "USER" -> lastUser.addAll(words);
        default ->
            assertThat(each.name())
                .isIn("RUN", "WORKDIR", "ENV", "VOLUME", "EXPOSE", "STOPSIGNAL")
                .isNotEmpty();
        case "ENTRYPOINT", "CMD" -> assertThat(words.get(0)).startsWith("[");
      }
    }
    assertThat(lastUser).containsExactly("10001:10001");
    String compose = Files.readString(Path.of("compose.yaml"));
    assertThat(bases)
        .as("the Java of compose.yaml, and the same with a compiler")
        .hasSize(2)
        .allMatch(base -> compose.contains(base.replace("-jdk-", "-jre-")));
  }

  /** What the launcher sets, the image sets: the figures of the one hold for the other. */
  @Test
  void theImageStartsJavaAsTheLauncherDoes() throws IOException {
    String launcher = Files.readString(Path.of("attendance-monitor"));
    String options =
        launcher
            .lines()
            .filter(line -> line.startsWith("options="))
            .map(line -> line.replace("options=", "").replace("\"", "").replace("$options ", ""))
            .collect(java.util.stream.Collectors.joining(" "));
    String entry =
        instructions().stream()
            .filter(each -> each.name().equals("ENTRYPOINT"))
            .map(each -> String.join(" ", each.words()))
            .findFirst()
            .orElseThrow();
    assertThat(options).contains("-Xmx");
    for (String option : options.split(" ")) {
      assertThat(entry).contains("\"" + option + "\"");
    }
  }

  private static List<Instruction> instructions() throws IOException {
    String text =
        Files.readString(IMAGE).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", " ");
    try (Stream<String> lines = text.lines()) {
      return lines
          .filter(line -> !line.isBlank())
          .map(line -> List.of(line.split("\\s+")))
          .map(words -> new Instruction(words.get(0), words.subList(1, words.size())))
          .toList();
    }
  }

  private static Object at(Map<String, Object> tree, String... keys) {
    Object found = tree;
    for (String key : keys) {
      found = ((Map<?, ?>) found).get(key);
    }
    return found;
  }

  private static int seconds(Object duration) {
    return Integer.parseInt(duration.toString().replace("s", ""));
  }

  private static int number(String text, String pattern) {
    var found = java.util.regex.Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
