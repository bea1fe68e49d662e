package org.attendancemonitor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Path JAR = Path.of("/opt/monitor/attendance-monitor.jar");

  @Test
  void aQuickStartIsPassedOnAndNothingElse() {
    List<String> given =
        List.of("-Xmx1g", "-XX:SharedArchiveFile=/q/classes.jsa", "-Xlog:cds*=off", "-Dport=1");
    assertThat(Program.quick(given, JAR).command(List.of("-Xmx512m"), "serve"))
        .endsWith(
            "-Xmx512m",
            "-XX:SharedArchiveFile=/q/classes.jsa",
            "-Xlog:cds*=off",
            "-jar",
            JAR.toString(),
            "serve");
    assertThat(Program.quick(List.of("-Xmx1g"), JAR)).isEqualTo(Program.jar(JAR));
  }
}
