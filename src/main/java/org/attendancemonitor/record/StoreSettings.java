package org.attendancemonitor.record;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the record lies.
 *
 * @param url {@code jdbc:postgresql://...}, or empty for the SQLite file in the data folder
 * @param user for PostgreSQL
 * @param passwordFile file whose first line is the password, for PostgreSQL
 * @param readers connections for reading beside the writer, 1 to 64
 */
public record StoreSettings(
    String url, Optional<String> user, Optional<String> passwordFile, int readers) {

  public StoreSettings {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(passwordFile, "passwordFile");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "url: expected nothing or jdbc:postgresql://..., found another kind of address");
    }
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("readers: expected 1 to 64, found " + readers);
    }
  }

  /** The SQLite file of the data folder. */
  public static StoreSettings embedded() {
    return new StoreSettings("", Optional.empty(), Optional.empty(), 4);
  }

  /** Whether the record lies in PostgreSQL. */
  public boolean postgresql() {
    return !url.isEmpty();
  }
}
