package org.attendancemonitor;

import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.StoreSettings;

/** Where the store is, as the configuration says. */
final class StoreAddress {
  private StoreAddress() {}

  static StoreSettings of(ServerSettings settings) {
    ServerSettings.Store store = settings.store();
    return new StoreSettings(store.url(), store.user(), store.passwordFile(), store.readers());
  }
}
