package org.attendancemonitor;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.HistoryExport;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes past releases for Prometheus. Only reads, beside a running service or alone. */
@Command(
    name = "export-history",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the releases that were in force, one sample a day at 00:00 UTC, as OpenMetrics text, so",
      "that dashboards show years at once. Hidden groups are absent, as in the scrape. Load it with",
      "  promtool tsdb create-blocks-from openmetrics --max-block-duration=744h FILE DIR",
      "where DIR is the data folder of Prometheus. Only reads; a running service goes on."
    })
final class ExportHistoryCommand implements Callable<Integer> {
  /** As the Prometheus data model has them; those that begin with two underscores are its own. */
  private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  private static final String JOB = "job";

  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "the first day, for example 2024-11-25")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = {"the last day, today at the latest; what Prometheus scrapes begins after it"})
  private LocalDate to;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = {
        "a label of every series, as the scrape adds it; repeatable (default:",
        "job=attendance-monitor, the job of config/prometheus/prometheus.yml). With",
        "instance=ADDRESS, the one that is scraped, past and scrape are one series"
      })
  private Map<String, String> labels = new TreeMap<>();

  @Parameters(paramLabel = "FILE", description = "where to write; an older one is replaced")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Configuration configuration = folders.configuration();
    check(Assembly.dayOf(Monitor.clock(configuration).instant()));
    labels.putIfAbsent(JOB, "attendance-monitor");
    HistoryExport.Written written;
    try (Store store = ReadOnlyRecord.open(configuration.settings(ServerSettings.class))) {
      EquitySettings equity = configuration.settings(EquitySettings.class);
      Map<String, String> names = configuration.settings(ServicesSettings.class).names();
      written = export(new HistoryExport(store, equity, names, labels, from, to));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%,d samples of %,d series from %d releases, %s to %s, written to %s%n",
            written.samples(),
            written.series(),
            written.releases(),
            written.first(),
            written.last(),
            file);
    return 0;
  }

  private void check(LocalDate today) {
    if (to.isAfter(today)) {
      throw wrong("--to: expected a day until today, found " + to);
    }
    if (from.isAfter(to)) {
      throw wrong("--from: expected a day until " + to + ", the last, found " + from);
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!LABEL.matcher(label.getKey()).matches()) {
        throw wrong("--label: expected a name of Prometheus, found " + label.getKey());
      }
      if (HistoryExport.ownLabels().contains(label.getKey())) {
        throw wrong("--label: expected a name the figures do not use, found " + label.getKey());
      }
      if (label.getValue().isEmpty()) {
        throw wrong("--label: expected a value, found none for " + label.getKey());
      }
    }
    if (Files.isDirectory(file) || !Files.isDirectory(folder())) {
      throw wrong("FILE: expected a file in a folder that is there, found " + file);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path folder() {
    return file.toAbsolutePath().getParent();
  }

  /** Under another name first: whoever finds the file finds all of it. */
  private HistoryExport.Written export(HistoryExport history) throws IOException {
    if (history.releases() == 0) {
      throw new CannotRunException(none(history.firstDay()));
    }
    Path part = folder().resolve(file.getFileName() + ".part");
    Path sort = folder().resolve(file.getFileName() + ".sort");
    try {
      HistoryExport.Written written = write(history, part, sort);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } catch (IOException failure) {
      throw new CannotRunException(file + " cannot be written: " + Monitor.reason(failure));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private HistoryExport.Written write(HistoryExport history, Path part, Path sort)
      throws IOException {
    ProgressBar bar =
        new ProgressBar(spec.commandLine().getErr(), "reading releases", history.releases());
    try (Writer out = Files.newBufferedWriter(part)) {
      HistoryExport.Written written = history.write(out, sort, bar::add);
      bar.finish();
      return written;
    }
  }

  private String none(Optional<LocalDate> first) {
    return first
        .map(
            day ->
                "no release was in force from "
                    + from
                    + " to "
                    + to
                    + "; the first one is in force from "
                    + day)
        .orElse("there are no releases yet: the first is made when the service has counted");
  }
}
