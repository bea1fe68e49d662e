package org.attendancemonitor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;

/** The record as a command reads it, beside the process that owns it or alone. */
final class ReadOnlyRecord {
  private ReadOnlyRecord() {}

  /**
   * Opens it.
   *
   * @throws CannotRunException where there is none, or none of this version
   */
  static Store open(ServerSettings settings) {
    return open(settings, Store::openToRead);
  }

  /** Opens the trail of what people look at, in the same way. */
  static Store openAudit(ServerSettings settings) {
    return open(settings, Store::openAuditToRead);
  }

  private static Store open(
      ServerSettings settings, BiFunction<StoreSettings, Path, Optional<Store>> opening) {
    Optional<Store> store;
    try {
      store = opening.apply(StoreAddress.of(settings), settings.data());
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
