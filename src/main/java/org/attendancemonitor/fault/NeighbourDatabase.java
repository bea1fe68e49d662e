package org.attendancemonitor.fault;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** One more database on the same PostgreSQL, for a second record; dropped in the end. */
final class NeighbourDatabase implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(jdbc:postgresql://[^/]+/)(\\w+)(.*)");
  private static final String SUFFIX = "_beside";

  private final StoreSettings of;
  private final StoreSettings settings;
  private final String name;

  /**
   * Makes it.
   *
   * @param of the database it is beside, whose user it belongs to
   * @throws NotHereException where that user may not make one, or there is one already
   */
  NeighbourDatabase(StoreSettings of) {
    Matcher address = ADDRESS.matcher(of.url());
    if (!address.matches()) {
      throw new NotHereException("--store: expected jdbc:postgresql://HOST/DATABASE");
    }
    this.of = of;
    this.name = address.group(2) + SUFFIX;
    this.settings =
        new StoreSettings(
            address.group(1) + name + address.group(3), of.user(), of.passwordFile(), of.readers());
    try {
      execute("CREATE DATABASE \"" + name + "\"");
    } catch (DataAccessException refused) {
      throw new NotHereException(
          "the database %s could not be made for the node that is compared with: %s"
              .formatted(name, refused.getMostSpecificCause().getMessage()));
    }
  }

  /** Where it is. */
  StoreSettings settings() {
    return settings;
  }

  private void execute(String statement) {
    try (Store store = Store.open(of, Path.of("unused"))) {
      new JdbcTemplate(store.writer()).execute(statement);
    }
  }

  @Override
  public void close() {
    execute("DROP DATABASE \"" + name + "\" WITH (FORCE)");
  }
}
