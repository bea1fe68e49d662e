package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Program;

/** A home of its own, in which the packaged program is run as a process. */
final class ScratchHome extends Home {
  static final String FEED = "epr-feed";
  static final String PASSWORD = "correct horse battery staple";
  private static final Path JAR = Path.of("target", "attendance-monitor.jar").toAbsolutePath();

  ScratchHome(Path folder) throws IOException {
    super(folder, packaged());
  }

  /** The program as it is shipped. */
  static Program packaged() {
    assertThat(JAR)
        .as("the packaged program; ./mvnw package makes it, and verify runs this test after it")
        .exists();
    return Program.jar(JAR);
  }

  /** A local user with the password of all tests. */
  void user(String name, String role) {
    user(name, PASSWORD, role);
  }
}
