package org.attendancemonitor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.file.GenericFileFilter;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FolderSettings;
import org.attendancemonitor.feed.ListSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of each feed that has one: one more copy of routes/feed-folder.camel.yaml.
 *
 * @param camel runs the routes
 * @param feeds name the folders
 */
record WatchedFolders(CamelContext camel, FeedSettings feeds) {
  private static final Logger log = LoggerFactory.getLogger(WatchedFolders.class);
  private static final Duration USUAL_POLL = Duration.ofSeconds(10);

  /**
   * Opens them.
   *
   * @throws PlainErrors.CannotRunException where one cannot be read, or nothing can be moved in it
   */
  void open() {
    feeds
        .feeds()
        .forEach(
            (name, feed) -> {
              feed.folder().ifPresent(folder -> open(name, folder, "folder"));
              feed.list()
                  .flatMap(ListSettings::folder)
                  .ifPresent(folder -> open(name, folder, "list"));
            });
  }

  private void open(String feed, FolderSettings folder, String door) {
    Path path = folder.path();
    if (!Files.isDirectory(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
      throw new PlainErrors.CannotRunException(
          "feed "
              + feed
              + " cannot watch "
              + path
              + ": it is no folder that can be read and written");
    }
    try {
      GenericFileFilter<File> complete =
          file ->
              !file.isDirectory() && new DroppedFile(file.getFile().toPath(), folder).complete();
      camel.getRegistry().bind(door + "Filter-" + feed, complete);
      TemplatedRouteBuilder.builder(camel, "feed-folder")
          .routeId("feed-" + door + "-" + feed)
          .parameter("door", door)
          .parameter("feed", feed)
          .parameter("path", path.toAbsolutePath().normalize().toString())
          .parameter("pollEvery", folder.pollEvery().orElse(USUAL_POLL).toMillis())
          .add();
    } catch (Exception failure) {
      throw new PlainErrors.CannotRunException(
          "feed " + feed + " cannot watch " + path + ": " + Monitor.reason(failure));
    }
    log.info("Feed {}: files dropped in {}", feed, path);
  }
}
