package org.attendancemonitor;

import java.util.Optional;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Store;

/** The record as a command reads it, beside the process that owns it or alone. */
final class ReadOnlyRecord {
  private ReadOnlyRecord() {}

  /**
   * Opens it.
   *
   * @throws CannotRunException where there is none, or none of this version
   */
  static Store open(ServerSettings settings) {
    Optional<Store> store;
    try {
      store = Store.openToRead(StoreAddress.of(settings), settings.data());
    } catch (RuntimeException failure) {
      throw new CannotRunException("the record cannot be opened: " + Monitor.reason(failure));
    }
    return store.orElseThrow(
        () ->
            new CannotRunException(
                "there is no record of this version in "
                    + (settings.store().url().isEmpty() ? settings.data() : "the database")
                    + ": start the service there once"));
  }
}
