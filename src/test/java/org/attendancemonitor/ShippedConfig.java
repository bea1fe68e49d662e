package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A copy of the configuration that is shipped, with what it leaves commented out put to use. */
final class ShippedConfig {
  private ShippedConfig() {}

  /** A copy in {@code home/config}, whose feed of extracts takes files from a folder. */
  static Path withExtract(Path home, Path dropped) throws IOException {
    Path config = Files.createDirectories(home.resolve("config"));
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        if (!Files.exists(config.resolve(file.getFileName()))) {
          Files.copy(file, config.resolve(file.getFileName()));
        }
      }
    }
    Files.createDirectories(dropped);
    List<String> feeds = Files.readAllLines(Path.of("config/feeds.yaml"));
    int from = feeds.indexOf("  # pas-extract:");
    assertThat(from).isPositive();
    Files.writeString(
        config.resolve("feeds.yaml"),
        IntStream.range(0, feeds.size())
            .mapToObj(
                i ->
                    i >= from && i < feeds.indexOf("codes:") && feeds.get(i).startsWith("  # ")
                        ? "  " + feeds.get(i).substring(4)
                        : feeds.get(i))
            .collect(Collectors.joining("\n"))
            .replace("/srv/attendance/pas", dropped.toString())
            .replace("pollEvery: 10s", "pollEvery: 200ms"));
    return config;
  }
}
