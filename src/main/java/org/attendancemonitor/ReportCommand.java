package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      required = true,
      paramLabel = "PERIOD",
      description = {"a quarter of the calendar (2026-Q3: July to September) or a month (2026-07)"})
  private String period;

  @Parameters(paramLabel = "FILE", description = "the page, for example report.html; replaced")
  private Path file;

  @Override
  public Integer call() {
    Configuration configuration = folders.configuration();
    String name = name(configuration.settings(ServicesSettings.class));
    Period days = period();
    String page;
    try (Store store = ReadOnlyRecord.open(configuration.settings(ServerSettings.class))) {
      page =
          new Report(store, configuration.settings(EquitySettings.class)).page(service, name, days);
    } catch (Report.NothingReleasedException nothing) {
      throw new CannotRunException(nothing.getMessage());
    }
    write(page);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String name(ServicesSettings services) {
    if (service.equals(ServiceCatalogue.UNMAPPED)) {
      return "Appointments of no known service";
    }
    if (!services.services().containsKey(service)) {
      Set<String> known = new TreeSet<>(services.services().keySet());
      known.add(ServiceCatalogue.UNMAPPED);
      throw new ParameterException(
          spec.commandLine(),
          "--service: expected one of %s, found %s".formatted(String.join(", ", known), service));
    }
    return services.services().get(service).name();
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
