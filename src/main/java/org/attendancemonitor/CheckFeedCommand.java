package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.doctor.FeedDoctor;
import org.attendancemonitor.doctor.Report;
import org.attendancemonitor.doctor.ReportHtml;
import org.attendancemonitor.doctor.ReportJson;
import org.attendancemonitor.doctor.ReportText;
import org.attendancemonitor.doctor.Site;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.MllpSettings;
import org.attendancemonitor.policy.PolicySettings;
import org.attendancemonitor.policy.WorkingDays;
import org.attendancemonitor.risk.RiskSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at what a sender would send, before it is connected; changes nothing. */
@Command(
    name = "check-feed",
    mixinStandardHelpOptions = true,
    // 1 says that messages were rejected; a script must not take a fault of ours for that.
    exitCodeOnExecutionException = 2,
    description = {
      "Reads files or folders of messages as the service would, and says what was understood, what",
      "was not and what the sender should change: FHIR R4 as JSON, Bundles, NDJSON, HL7 v2 (also",
      "several messages in a file), each also gzipped. Changes nothing and needs no running service.",
      "Exits 0 when all messages can be used, 1 when some would be rejected, 2 when it could not run."
    })
final class CheckFeedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders")
  private List<Path> paths;

  @Option(
      names = "--feed",
      defaultValue = FeedSettings.DEFAULT,
      description = "name of the feed in feeds.yaml (default: ${DEFAULT-VALUE})")
  private String feed;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "file to write the report to (default: the terminal)")
  private Path out;

  /** How the report is written. */
  enum Format {
    text {
      @Override
      String of(Report report) {
        return ReportText.of(report);
      }
    },
    json {
      @Override
      String of(Report report) {
        return ReportJson.of(report);
      }
    },
    html {
      @Override
      String of(Report report) {
        return ReportHtml.of(report);
      }
    };

    abstract String of(Report report);
  }

  @Override
  public Integer call() throws Exception {
    for (Path path : paths) {
      if (!Files.isReadable(path)) {
        throw new CannotRunException("cannot read " + path);
      }
    }
    Configuration configuration = Configuration.load(Folders.CONFIG);
    if (!configuration.knowsFeed(feed)) {
      throw new CannotRunException("config/feeds.yaml has no feed " + feed);
    }
    FeedSettings feeds = configuration.settings(FeedSettings.class);
    FeedDoctor doctor =
        new FeedDoctor(
            new FeedReader(feeds),
            site(configuration),
            feed,
            Monitor.clock(configuration).instant());
    read(doctor, feeds);
    Report report = doctor.report();
    write(format.of(report));
    return report.usable() ? 0 : 1;
  }

  /** What the configuration says about codes and days. */
  static Site site(Configuration configuration) {
    RiskSettings risk = configuration.settings(RiskSettings.class);
    WorkingDays days =
        new WorkingDays(
            configuration.settings(PolicySettings.class).workingHours(), java.util.Map.of());
    return new Site(
        configuration.settings(FeedSettings.class),
        configuration.settings(ServicesSettings.class).catalogue(),
        risk::ethnicKnown,
        day -> days.isWorkingDay(day, ServiceCatalogue.UNMAPPED));
  }

  private void read(FeedDoctor doctor, FeedSettings feeds) {
    Charset charset =
        feeds
            .feed(feed)
            .mllp()
            .flatMap(MllpSettings::charset)
            .map(Charset::forName)
            .orElse(StandardCharsets.UTF_8);
    Path at = paths.get(0);
    try {
      List<Path> files = FeedFiles.of(paths);
      long total = 0;
      for (Path file : files) {
        total += Files.size(file);
      }
      ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), "checking", total);
      FeedFiles reading = new FeedFiles(doctor, charset, feeds.limits().maxBytes(), bar::add);
      for (Path file : files) {
        at = file;
        reading.read(file, name(file));
      }
      bar.finish();
    } catch (IOException unreadable) {
      throw new CannotRunException("cannot read " + at + ": " + unreadable.getMessage());
    }
  }

  /** In one folder the names below it; else as they were asked for. */
  private String name(Path file) {
    boolean folder = paths.size() == 1 && Files.isDirectory(paths.get(0));
    return (folder ? paths.get(0).relativize(file) : file).toString().replace('\\', '/');
  }

  private void write(String report) {
    if (out == null) {
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println(report.stripTrailing());
      terminal.flush();
      return;
    }
    try {
      Files.writeString(out, report);
    } catch (IOException unwritable) {
      throw new CannotRunException("cannot write " + out);
    }
  }
}
