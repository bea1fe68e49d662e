package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.MllpSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped feeds.yaml shows in comments can be used as it stands there. */
class FeedsExampleTest {
  @TempDir Path folder;

  @Test
  void the_blocks_of_hl7_v2_are_read_when_their_marks_are_taken_away() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    Path feeds = folder.resolve("feeds.yaml");
    List<String> lines = Files.readAllLines(feeds);
    int from = lines.indexOf("    # mllp:");
    int to = lines.indexOf("    #   outcomeFields: [ZAP-4]");
    assertThat(from).isPositive();
    assertThat(to).isGreaterThan(from);
    for (int i = from; i <= to; i++) {
      lines.set(i, "    " + lines.get(i).substring("    # ".length()));
    }
    Files.writeString(feeds, lines.stream().collect(Collectors.joining("\n", "", "\n")));
    FeedSettings.Feed feed =
        Configuration.load(
                folder,
                Map.of(),
                Map.of("attendance.deprivation.folder", Path.of("config/reference").toString()))
            .settings(FeedSettings.class)
            .feed("default");
    assertThat(feed.mllp().flatMap(MllpSettings::tls)).isPresent();
    assertThat(feed.mllp().flatMap(MllpSettings::charset)).contains("windows-1252");
    assertThat(feed.hl7().orElseThrow().statuses().orElseThrow())
        .containsEntry("Seen", "fulfilled");
    assertThat(feed.hl7().orElseThrow().outcomeFields().orElseThrow()).containsExactly("ZAP-4");
  }
}
