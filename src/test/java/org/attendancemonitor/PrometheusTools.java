package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's promtool and prometheus: a test that needs a missing one is skipped, or fails in CI. */
public final class PrometheusTools {
  private PrometheusTools() {}

  /** How a tool ended, and what it wrote. */
  public record Said(int exit, String text) {}

  /** Where a tool of the Debian package is. */
  public static Path tool(String name) {
    Path tool = Path.of("/usr/bin", name);
    if (!Files.isExecutable(tool)) {
      String missing = name + " is missing (Debian package prometheus)";
      if ("true".equals(System.getProperty("CI", System.getenv("CI")))) {
        fail(missing);
      }
      abort(missing + ": what it would check is not checked");
    }
    return tool;
  }

  /** Runs promtool to its end, without input. */
  public static Said promtool(String... arguments) throws IOException, InterruptedException {
    return promtool(new File("/dev/null"), arguments);
  }

  /** Runs promtool to its end. */
  public static Said promtool(File input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool("promtool").toString()));
    command.addAll(List.of(arguments));
    Process promtool =
        new ProcessBuilder(command).redirectInput(input).redirectErrorStream(true).start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(promtool.waitFor(), said);
  }

  /** The same, which has to succeed. */
  public static String agrees(String... arguments) throws IOException, InterruptedException {
    Said said = promtool(arguments);
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text();
  }
}
