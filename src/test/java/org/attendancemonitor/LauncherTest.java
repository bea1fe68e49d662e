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
        .startsWith("java in " + folder.toRealPath() + " with -Xms96m -Xmx1g ")
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
    try (var left = Files.newDirectoryStream(home.resolve("target"), "launcher-*")) {
      assertThat(left).as("copies it was built from").isEmpty();
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

  /**
   * A Java that unpacks and notes its classes as the real one does: what it is called with tells
   * which jar a command runs from.
   */
  private void javaThatPrepares() throws IOException {
    script(
        folder.resolve("jdk/bin/java"),
        """
        for word; do
          case $word in
            -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" ;;
          esac
        done
        case "$*" in
          *jarmode*) for to; do :; done; mkdir -p "$to/lib"; : >"$to/attendance-monitor.jar" ;;
        esac
        printf 'java with'
        printf ' [%s]' "$@"
        echo
        """);
  }

  @Test
  void theFirstServePreparesAQuickStartAndLaterCommandsUseIt() throws Exception {
    javaThatPrepares();
    jar(Instant.now());
    assertThat(run("load", "x").output())
        .endsWith(" [-jar] [" + jarItself() + "] [load] [x]\n")
        .doesNotContain("quick");
    Run first = run("serve");
    assertThat(first.output()).contains("preparing quick starts");
    Path quick = onlyQuick();
    assertThat(first.output())
        .contains(" [-XX:SharedArchiveFile=" + quick.resolve("classes.jsa") + "] ")
        .endsWith(" [-Xmx300m] [-jar] [" + quick.resolve("attendance-monitor.jar") + "] [serve]\n");
    for (String command : new String[] {"serve", "load"}) {
      assertThat(run(command).output())
          .contains("[-jar] [" + quick.resolve("attendance-monitor.jar") + "]")
          .doesNotContain("preparing");
    }
  }

  @Test
  void anotherJarAndAnotherJavaAreAnotherQuickStart() throws Exception {
    javaThatPrepares();
    jar(Instant.now());
    run("serve");
    Path first = onlyQuick();
    Files.writeString(jarItself(), "another");
    assertThat(run("serve").output()).contains("preparing quick starts");
    Path second = onlyQuick();
    assertThat(second).isNotEqualTo(first);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=25");
    assertThat(run("serve").output()).contains("preparing quick starts");
    assertThat(onlyQuick()).isNotEqualTo(second);
  }

  @Test
  void whereNothingCanBePreparedTheJarRunsAsItIs() throws Exception {
    jar(Instant.now());
    Run run = run("serve");
    assertThat(run.exit()).isZero();
    assertThat(run.output()).endsWith("-Xmx300m -jar " + jarItself() + " serve\n");
    assertThat(run("serve").output()).as("not tried at each start").doesNotContain("preparing");
    assertThat(run("prepare").output()).as("unless it is asked for").contains("preparing");
    assertThat(onlyQuick().getFileName().toString()).endsWith("-failed");
  }

  /** The wrapper dates the jar by the pom.xml, long before the sources. */
  @Test
  void aJarThatTheWrapperHasJustBuiltIsNotBuiltAgain() throws Exception {
    sources();
    jar(Instant.EPOCH);
    Files.writeString(home.resolve("target/attendance-monitor.jar.original"), "thin");
    assertThat(run("load").output()).doesNotContain("building");
    Files.setLastModifiedTime(
        home.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("load").output()).contains("building");
  }

  private Path jarItself() throws IOException {
    return home.toRealPath().resolve("target/attendance-monitor.jar");
  }

  private Path onlyQuick() throws IOException {
    try (var found = Files.newDirectoryStream(home.toRealPath().resolve("target"), "quick-*")) {
      var quick = new java.util.ArrayList<Path>();
      found.forEach(quick::add);
      assertThat(quick).hasSize(1);
      return quick.get(0);
    }
  }

  private void sources() throws IOException {
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve(".mvn"));
    for (String shipped : new String[] {"LICENSE", "NOTICE", "docs/third-party.md"}) {
      Files.createDirectories(home.resolve("docs/licences"));
      Files.writeString(home.resolve(shipped), "");
    }
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
