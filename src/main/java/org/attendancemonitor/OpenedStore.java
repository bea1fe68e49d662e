package org.attendancemonitor;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.StoreWords;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;

/** The opening of a store, with words for people where it fails. */
final class OpenedStore {
  private OpenedStore() {}

  /**
   * Opens.
   *
   * @param file of SQLite
   * @throws IllegalStateException that says what is the matter with which file, and what to do
   */
  static Store of(StoreSettings settings, Path file, Supplier<Store> open) {
    Store store = null;
    try {
      store = open.get();
      if (store.isDamaged()) {
        store.close();
        throw damaged(file, "the file is damaged");
      }
      return store;
    } catch (DataAccessException | FlywayException failed) {
      if (store != null) {
        store.close();
      }
      if (settings.postgresql() || !StoreWords.isDamage(failed)) {
        throw failed;
      }
      // Without its cause, whose text says less.
      throw damaged(file, StoreWords.of(failed));
    }
  }

  private static IllegalStateException damaged(Path file, String how) {
    return new IllegalStateException(
        file
            + ": "
            + how
            + ". Restore a backup into an empty data folder (docs/operating.md), and keep this one:"
            + " what came since may be saved from it");
  }
}
