package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedFile;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.RoutedIntake;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads files into the record, through the running service or alone. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Loads files or folders: .ndjson and .csv line by line, HL7 v2 message by message,",
      "anything else as one message each; also compressed (.gz).",
      "A load that was cut off goes on where it was when it is called again."
    })
final class LoadCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders")
  private List<Path> paths;

  @Option(
      names = "--feed",
      defaultValue = "default",
      description = "name of the feed in feeds.yaml (default: ${DEFAULT-VALUE})")
  private String feed;

  @ArgGroup private Mode mode = new Mode();

  @Option(
      names = "--failed-out",
      paramLabel = "FILE",
      description = "file that rejected messages are added to, each below its reason")
  private Path failedOut;

  private static final class Mode {
    @Option(names = "--history", description = "builds facts and figures, opens no tasks")
    private boolean history;

    @Option(names = "--live", description = "opens tasks for what is within the horizon (default)")
    private boolean live;
  }

  @Override
  public Integer call() throws Exception {
    for (Path path : paths) {
      if (!Files.isReadable(path)) {
        throw new CannotRunException("cannot read " + path);
      }
    }
    if (failedOut != null && isLoaded(failedOut)) {
      throw new CannotRunException(
          "--failed-out: expected a file that is not loaded itself, found " + failedOut);
    }
    Configuration configuration = folders.configuration();
    if (!configuration.knowsFeed(feed)) {
      throw new CannotRunException("config/feeds.yaml has no feed " + feed);
    }
    Path data = configuration.settings(ServerSettings.class).data();
    var running = ControlFile.read(data);
    if (running.isPresent() && DataFolder.isOwned(data)) {
      return load(
          data,
          new ControlLines(running.get(), feed, mode.history),
          new FeedReader(configuration.settings(FeedSettings.class)).form(feed));
    }
    try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of());
        IntakeLines lines =
            new IntakeLines(
                monitor.part(FeedReader.class),
                monitor.part(RoutedIntake.class),
                monitor.part(Clock.class),
                feed,
                mode.history)) {
      return load(data, lines, monitor.part(FeedReader.class).form(feed));
    }
  }

  private boolean isLoaded(Path file) throws IOException {
    for (Path loaded : FileLoad.files(paths)) {
      if (Files.exists(file) && Files.isSameFile(loaded, file)) {
        return true;
      }
    }
    return false;
  }

  private int load(Path data, LineSink sink, FeedFile.Form form)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long total = 0;
    for (Path file : FileLoad.files(paths)) {
      total += Files.size(file);
    }
    ProgressBar bar = new ProgressBar(out, "loading", total);
    LoadTally tally;
    try (RejectedLines rejected = new RejectedLines(out, failedOut)) {
      tally =
          new FileLoad(
                  new FileParts(sink, form, () -> false),
                  new LoadPositions(data.resolve("loads"), feed + "|" + mode.history),
                  rejected,
                  bar::add)
              .load(paths);
      bar.finish();
    }
    out.println(tally.summary());
    out.flush();
    return tally.someRejected() ? 1 : 0;
  }
}
