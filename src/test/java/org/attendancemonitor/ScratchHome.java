package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Program;

/** A home of its own, in which the packaged program is run as a process. */
final class ScratchHome extends Home {
  static final String FEED = "epr-feed";
  static final String PASSWORD = "correct horse battery staple";
  private static final Path JAR = Path.of("target", "attendance-monitor.jar").toAbsolutePath();

  private static final long TO_PREPARE_SECONDS = 300;

  ScratchHome(Path folder) throws IOException {
    super(folder, packaged());
  }

  /**
   * The program as it is shipped, with what its launcher prepares for quick starts: most of the
   * tests' time goes into starts. {@link QuickStartIT} starts it as the bare jar, too.
   */
  static Program packaged() {
    return Prepared.PROGRAM;
  }

  /** A local user with the password of all tests. */
  void user(String name, String role) {
    user(name, PASSWORD, role);
  }

  /** Once for all tests of a run. */
  private static final class Prepared {
    private static final Program PROGRAM = prepare();

    private Prepared() {}

    private static Program prepare() {
      assertThat(JAR)
          .as("the packaged program; ./mvnw package makes it, and verify runs this test after it")
          .exists();
      try {
        ProcessBuilder launcher =
            new ProcessBuilder("sh", "attendance-monitor", "prepare").inheritIO();
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process preparing = launcher.start();
        assertThat(preparing.waitFor(TO_PREPARE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(preparing.exitValue()).isZero();
        try (var found = Files.newDirectoryStream(JAR.getParent(), "quick-*[0-9]")) {
          Path quick = found.iterator().next();
          assertThat(quick.resolve("ready")).exists();
          return new Program(
              List.of(
                  "-XX:SharedArchiveFile=" + quick.resolve("classes.jsa"),
                  "-Xlog:cds*=off",
                  "-jar",
                  quick.resolve(JAR.getFileName()).toString()));
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stop);
      }
    }
  }
}
