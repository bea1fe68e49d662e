package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.attendancemonitor.doctor.Section;
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
      "With --connect it also looks whether a sender can reach the running service.",
      "Exits 0 when all can be used, 1 when messages would be rejected or a sender could not send,",
      "2 when it could not run."
    })
final class CheckFeedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "files or folders")
  private List<Path> paths = List.of();

  @Option(
      names = "--feed",
      description = "name of the feed in feeds.yaml (default: " + FeedSettings.DEFAULT + ")")
  private String feed;

  @Option(
      names = "--connect",
      paramLabel = "FEED",
      description = {
        "goes the ways in of this feed to the running service, as a sender would: ports, TLS and",
        "certificates, clock, sign-in. Sends no message; files may be left out."
      })
  private String connect;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "with --connect: the service's name as senders use it (default: as configured)")
  private String host;

  @Option(
      names = "--sign-in",
      paramLabel = "USER",
      description = "with --connect: whether this sign-in may send for the feed")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = {
        "a file that holds nothing but its password (default: ATTENDANCE_CHECK_PASSWORD of the",
        "environment)"
      })
  private Path passwordFile;

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
    if (paths.isEmpty() && connect == null) {
      throw new CannotRunException("name files or folders, or a feed with --connect");
    }
    if (connect != null && feed != null && !feed.equals(connect)) {
      throw new CannotRunException("--feed and --connect name two feeds");
    }
    feed = connect != null ? connect : feed == null ? FeedSettings.DEFAULT : feed;
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
    Instant now = Monitor.clock(configuration).instant();
    Report report = new Report(feed, now, List.of(), List.of());
    if (!paths.isEmpty()) {
      FeedDoctor doctor = new FeedDoctor(new FeedReader(feeds), site(configuration), feed, now);
      read(doctor, feeds);
      report = doctor.report();
    }
    if (connect != null) {
      report = report.after(connection(configuration));
    }
    write(format.of(report));
    return report.usable() ? 0 : 1;
  }

  private Section connection(Configuration configuration) throws InterruptedException {
    WebAddress web;
    try {
      web = WebAddress.of(Folders.CONFIG.resolve("application.yaml"));
    } catch (IOException | RuntimeException unusable) {
      throw new CannotRunException(
          "server.ssl of config/application.yaml cannot be used here: " + Monitor.reason(unusable));
    }
    // Certificates count by the real time, whatever day is pinned.
    return new ConnectionCheck(
            configuration, web, Optional.ofNullable(host), signIn(), Clock.systemUTC())
        .look(feed);
  }

  private Optional<TriedSignIn> signIn() {
    if (user == null) {
      return Optional.empty();
    }
    try {
      String password =
          passwordFile == null
              ? System.getenv("ATTENDANCE_CHECK_PASSWORD")
              : Files.readString(passwordFile).strip();
      if (password == null) {
        throw new CannotRunException("--sign-in needs --password-file");
      }
      return Optional.of(new TriedSignIn(user, password));
    } catch (IOException unreadable) {
      throw new CannotRunException("cannot read " + passwordFile);
    }
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
