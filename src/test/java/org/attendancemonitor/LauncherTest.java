package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a wrapper and a Java that only write down how they were called. */
class LauncherTest {
  @TempDir Path folder;
  private Path home;

  private record Run(int exit, String output) {}

  @BeforeEach
  void installTheLauncher() throws IOException {
    home = Files.createDirectories(folder.resolve("the home"));
    Files.copy(Path.of("attendance-monitor"), home.resolve("attendance-monitor"));
    script(folder.resolve("jdk/bin/java"), "echo \"java in $PWD with $*\"");
  }

  @Test
  void withNeitherJarNorSourcesItSaysSoAndBuildsNothing() throws Exception {
    Run run = run("serve");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.output()).contains("no sources").doesNotContain("building");
  }

  @Test
  void aJarWithoutSourcesRunsInTheFolderItIsCalledFrom() throws Exception {
    jar(Instant.now());
    Run run = run("load", "a b.ndjson");
    assertThat(run.exit()).isZero();
    assertThat(run.output())
        .startsWith("java in " + folder.toRealPath() + " with -Xmx1g")
        .contains("-Xmx300m -jar " + home.toRealPath().resolve("target/attendance-monitor.jar"))
        .endsWith("load a b.ndjson\n");
  }

  @Test
  void itBuildsOnlyWhereTheJarIsOlderThanTheSources() throws Exception {
    sources();
    assertThat(run("serve").output()).contains("building").contains("-jar");
    assertThat(run("serve").output()).doesNotContain("building");
    Files.setLastModifiedTime(
        home.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("serve").output()).contains("building");
    try (var left = Files.list(home.resolve("target"))) {
      assertThat(left).containsExactly(home.resolve("target/attendance-monitor.jar"));
    }
  }

  @Test
  void aFailedBuildLeavesTheOldJarAndEndsWithTwo() throws Exception {
    sources();
    script(home.resolve("mvnw"), "echo broken >target-marker; exit 1");
    jar(Instant.EPOCH);
    Run run = run("serve");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.output()).contains("the build failed");
    assertThat(home.resolve("target/attendance-monitor.jar")).hasContent("old");
  }

  private void sources() throws IOException {
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve(".mvn"));
    Files.writeString(Files.createDirectories(home.resolve("src/main")).resolve("A.java"), "");
    script(home.resolve("mvnw"), "mkdir -p target; echo new >target/attendance-monitor.jar");
  }

  private void jar(Instant modified) throws IOException {
    Path jar = Files.createDirectories(home.resolve("target")).resolve("attendance-monitor.jar");
    Files.writeString(jar, "old");
    Files.setLastModifiedTime(jar, FileTime.from(modified));
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder launcher =
        new ProcessBuilder("sh", home.resolve("attendance-monitor").toString());
    launcher.command().addAll(java.util.List.of(arguments));
    launcher.directory(folder.toFile()).redirectErrorStream(true);
    launcher.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    launcher.environment().put("JAVA_OPTS", "-Xmx300m");
    Process process = launcher.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
