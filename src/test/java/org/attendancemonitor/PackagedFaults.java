package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command {@code faults} of the packaged program, as anyone runs it. */
final class PackagedFaults {
  private static final long MINUTES = 8;

  private PackagedFaults() {}

  /**
   * Runs it and holds it to its verdict.
   *
   * @param folder of this test
   * @param words after {@code faults}
   * @return what it told
   */
  static String held(Path folder, String... words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("faults"));
    arguments.addAll(Arrays.asList(words));
    arguments.addAll(List.of("--folder", folder.toString()));
    Path output = folder.resolve("faults.txt");
    Process faults =
        new ProcessBuilder(
                ScratchHome.packaged()
                    .command(
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        arguments.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(faults.waitFor(MINUTES, TimeUnit.MINUTES)).as("ends").isTrue();
    } finally {
      faults.destroyForcibly().waitFor();
    }
    String told = Files.readString(output, StandardCharsets.UTF_8);
    System.out.print(told);
    assertThat(faults.exitValue()).as(told).isZero();
    assertThat(told).contains("the promise held");
    return told;
  }
}
