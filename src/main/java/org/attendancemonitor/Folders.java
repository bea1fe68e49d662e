package org.attendancemonitor;

import java.nio.file.Path;
import org.attendancemonitor.configuration.Configuration;
import picocli.CommandLine.Option;

/** The folders a command works with. */
final class Folders {
  static final Path CONFIG = Path.of("config");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the data folder (default: attendance.data of config/application.yaml)")
  private Path data;

  /** The configuration of the working directory, with what the command line overrides. */
  Configuration configuration() {
    override();
    return Configuration.load(CONFIG);
  }

  /** The same with another file for its {@code policy.yaml}. */
  Configuration configurationWithPolicy(Path policy) {
    override();
    return Configuration.loadWithPolicy(CONFIG, policy);
  }

  private void override() {
    if (data != null) {
      System.setProperty("attendance.data", data.toString());
    }
  }
}
