package org.attendancemonitor;

import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import picocli.CommandLine.Option;

/** On which database a benchmark keeps what it makes up. */
final class BenchStore {
  @Option(
      names = "--store",
      paramLabel = "URL",
      defaultValue = "",
      description = "jdbc:postgresql://... of an empty database (default: SQLite)")
  private String url;

  @Option(names = "--store-user", paramLabel = "NAME", description = "of that database")
  private String user;

  @Option(names = "--store-password-file", paramLabel = "FILE", description = "of that database")
  private String passwordFile;

  /** With as many readers as usual. */
  ServerSettings.Store settings(Configuration configuration) {
    return new ServerSettings.Store(
        url,
        Optional.ofNullable(user),
        Optional.ofNullable(passwordFile),
        configuration.settings(ServerSettings.class).store().readers());
  }

  /** Its name, for people. */
  static String name(Configuration configuration) {
    return configuration.settings(ServerSettings.class).store().url().isEmpty()
        ? "SQLite"
        : "PostgreSQL";
  }
}
