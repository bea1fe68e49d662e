package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.report.Period;
import org.attendancemonitor.report.Report;
import org.attendancemonitor.report.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the manager's report. Only reads, beside a running service or alone. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a page about a service and a period, to print: who is missing out, how",
      "sure that is, and what is left out. Made of stored releases only: the newest",
      "that counts no day after the period, and the one about a year before.",
      "With --change, a page about whether a change worked.",
      "A running service goes on. The file asks for nothing outside itself: open it",
      "in a browser and print it on A4."
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "KEY",
      description = "the key of a service in config/services.yaml")
  private String service;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = {"a quarter of the calendar (2026-Q3: July to September) or a month (2026-07)"})
  private String period;

  @Option(
      names = "--change",
      paramLabel = "DATE",
      description = {
        "instead of --period: a page about whether a change that began on a day",
        "(2026-01-26) worked, from the 13 weeks before it and the first 13 since"
      })
  private LocalDate change;

  @Option(
      names = "--compare-with",
      paramLabel = "KEY",
      description = "with --change: a service that did not change")
  private String comparedWith;

  @Parameters(paramLabel = "FILE", description = "the page, for example report.html; replaced")
  private Path file;

  @Override
  public Integer call() {
    Configuration configuration = folders.configuration();
    ServicesSettings services = configuration.settings(ServicesSettings.class);
    String name = name("--service", service, services);
    Optional<Trial> trial = trial(services);
    Period days = trial.isPresent() ? null : period();
    String page;
    try (Store store = ReadOnlyRecord.open(configuration.settings(ServerSettings.class))) {
      Report report = new Report(store, configuration.settings(EquitySettings.class));
      page =
          trial
              .map(tried -> report.page(service, name, tried))
              .orElseGet(() -> report.page(service, name, days));
    } catch (Report.NothingReleasedException nothing) {
      throw new CannotRunException(nothing.getMessage());
    }
    write(page);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Optional<Trial> trial(ServicesSettings services) {
    if ((change == null) == (period == null)) {
      throw wrong("expected --period or --change, found " + (change == null ? "none" : "both"));
    }
    if (comparedWith != null && change == null) {
      throw wrong("--compare-with: expected with --change");
    }
    if (comparedWith != null && comparedWith.equals(service)) {
      throw wrong("--compare-with: expected another service, found " + comparedWith);
    }
    return Optional.ofNullable(change)
        .map(
            day ->
                new Trial(
                    day,
                    Optional.ofNullable(comparedWith)
                        .map(
                            key -> new Trial.Service(key, name("--compare-with", key, services)))));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String name(String option, String key, ServicesSettings services) {
    if (key.equals(ServiceCatalogue.UNMAPPED)) {
      return "Appointments of no known service";
    }
    if (!services.services().containsKey(key)) {
      Set<String> known = new TreeSet<>(services.services().keySet());
      known.add(ServiceCatalogue.UNMAPPED);
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected one of %s, found %s".formatted(option, String.join(", ", known), key));
    }
    return services.services().get(key).name();
  }

  private Period period() {
    try {
      return Period.of(period);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--period: " + wrong.getMessage(), wrong);
    }
  }

  /** Whole or not at all: nobody opens half a page. */
  private void write(String page) {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.writeString(half, page);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException failure) {
      throw new CannotRunException(
          "%s cannot be written: %s".formatted(file, Monitor.reason(failure)));
    }
  }
}
