package org.attendancemonitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;

/** The settings of a benchmark: a store and a broker of its own, the rest as usual. */
final class BenchConfiguration {
  private BenchConfiguration() {}

  /**
   * With a new SQLite file.
   *
   * @param folder of this run
   */
  static Configuration of(Configuration configuration, Path folder) throws IOException {
    return of(
        configuration,
        folder,
        new ServerSettings.Store(
            "",
            Optional.empty(),
            Optional.empty(),
            configuration.settings(ServerSettings.class).store().readers()));
  }

  /**
   * With a store of the caller's.
   *
   * @param folder of this run
   */
  static Configuration of(Configuration configuration, Path folder, ServerSettings.Store store)
      throws IOException {
    ServerSettings usual = configuration.settings(ServerSettings.class);
    return sentTo(configuration)
        .with(
            new ServerSettings(
                folder.resolve("data"),
                usual.today(),
                usual.tlsTerminatedBy(),
                usual.historyHorizon(),
                store,
                new ServerSettings.Broker(
                    true,
                    "127.0.0.1",
                    freePort(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                usual.intake(),
                usual.queuesOut(),
                usual.deprivation(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  /** Every feed takes what the benchmark's sign-in sends, as fast as it comes. */
  private static Configuration sentTo(Configuration configuration) {
    FeedSettings feeds = configuration.settings(FeedSettings.class);
    Map<String, FeedSettings.Feed> all = new HashMap<>();
    feeds.feeds().forEach((name, feed) -> all.put(name, feed.sentBy(BenchFrame.USER)));
    return configuration.with(new FeedSettings(all, feeds.codes(), feeds.limits()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
