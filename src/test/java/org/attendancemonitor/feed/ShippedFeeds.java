package org.attendancemonitor.feed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Visit;
import org.yaml.snakeyaml.Yaml;

/** The settings as shipped in config/feeds.yaml, so that the tests hold for what people install. */
public final class ShippedFeeds {
  private ShippedFeeds() {}

  public static FeedSettings settings() {
    try (Reader file = Files.newBufferedReader(Path.of("config/feeds.yaml"))) {
      Map<?, ?> root = new Yaml().load(file);
      Map<String, FeedSettings.Feed> feeds = new HashMap<>();
      map(root, "feeds").forEach((name, feed) -> feeds.put((String) name, feed((Map<?, ?>) feed)));
      Map<?, ?> codes = map(root, "codes");
      return new FeedSettings(
          feeds,
          new FeedSettings.Meanings(
              enums(map(codes, "outcomes"), Outcome::valueOf),
              enums(map(codes, "visits"), Visit::valueOf),
              codes(codes, "wasNotBrought"),
              codes(codes, "nonAttendanceEndings"),
              Optional.of(enums(map(codes, "missReasons"), reason -> reason)),
              Optional.of(codes(codes, "homeVisits"))),
          new FeedSettings.Limits(
              (Integer) map(root, "limits").get("maxBytes"),
              (Integer) map(root, "limits").get("maxDepth")));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** The shipped settings with the feed {@code default} told otherwise. */
  static FeedSettings with(SourceTime time, GroupStatus group) {
    FeedSettings shipped = settings();
    FeedSettings.Feed feed =
        new FeedSettings.Feed(
            "epr",
            List.of("epr-feed"),
            time,
            group,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new FeedSettings(Map.of("default", feed), shipped.codes(), shipped.limits());
  }

  private static FeedSettings.Feed feed(Map<?, ?> feed) {
    return new FeedSettings.Feed(
        (String) feed.get("source"),
        ((List<?>) feed.get("signIns")).stream().map(String::valueOf).toList(),
        SourceTime.valueOf(word(feed.get("sourceTime"))),
        GroupStatus.valueOf(word(feed.get("groupStatus"))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String word(Object value) {
    return value.toString().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static <T> Map<String, T> enums(Map<?, ?> from, Function<String, T> of) {
    Map<String, T> to = new HashMap<>();
    from.forEach((code, word) -> to.put((String) code, of.apply(word(word))));
    return to;
  }

  private static Set<Code> codes(Map<?, ?> from, String key) {
    Set<Code> codes = new HashSet<>();
    ((List<?>) from.get(key)).forEach(code -> codes.add(Code.parse((String) code)));
    return codes;
  }

  private static Map<?, ?> map(Map<?, ?> from, String key) {
    return (Map<?, ?>) from.get(key);
  }
}
