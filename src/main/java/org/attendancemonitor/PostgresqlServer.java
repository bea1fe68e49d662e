package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.backup.PostgresqlTools;
import org.attendancemonitor.configuration.ServerSettings;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is, as its own programs are told it. */
final class PostgresqlServer {
  private PostgresqlServer() {}

  /**
   * Of the store that is configured.
   *
   * @throws IOException where the file of the password cannot be read
   */
  static PostgresqlTools tools(ServerSettings.Store store) throws IOException {
    PGSimpleDataSource address = new PGSimpleDataSource();
    address.setUrl(store.url());
    Optional<String> password = Optional.empty();
    if (store.passwordFile().isPresent()) {
      List<String> lines = Files.readAllLines(Path.of(store.passwordFile().get()));
      password = lines.stream().findFirst();
    }
    int port = address.getPortNumbers()[0];
    return new PostgresqlTools(
        address.getServerNames()[0],
        port == 0 ? 5432 : port,
        address.getDatabaseName(),
        store.user().or(() -> Optional.ofNullable(address.getUser())),
        password.or(() -> Optional.ofNullable(address.getPassword())));
  }
}
