package org.attendancemonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.attendancemonitor.simulation.FaultRates;
import org.attendancemonitor.simulation.Faults;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Form;
import org.attendancemonitor.simulation.Injected;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.MllpSender;
import org.attendancemonitor.simulation.Outlet;
import org.attendancemonitor.simulation.QueueSender;
import org.attendancemonitor.simulation.Simulation;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: the feed of a synthetic trust, into a file or to a service, in four forms. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Writes or sends the messages of a synthetic trust; the same seed, the same feed.")
public final class SimulateCommand implements Callable<Integer> {

  /** Where the messages go. */
  static final class Destination {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "File: NDJSON of fhir and bars, messages of hl7, lines of csv.")
    Path out;

    @Option(
        names = "--send",
        paramLabel = "URL",
        description = {
          "Where to: http://127.0.0.1:8080/fhir (fhir, bars), tcp://127.0.0.1:61616 (the queue:",
          "fhir, bars, hl7), mllp://127.0.0.1:2575 (hl7)."
        })
    URI send;
  }

  @ArgGroup(multiplicity = "1")
  Destination destination;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "FHIR",
      description = {
        "fhir, bars (messages of the Booking and Referral Standard), hl7 (v2.5: SIU, ADT, REF) or",
        "csv (an extract of appointments as pas-extract in feeds.yaml). Only fhir tells all."
      })
  Form form;

  @Option(names = "--patients", defaultValue = "20000", description = "People, up to 899,991.")
  int patients;

  @Option(names = "--days", defaultValue = "730", description = "Length of the history.")
  int days;

  @Option(names = "--seed", defaultValue = "1", description = "Any number.")
  long seed;

  @Option(names = "--end", paramLabel = "DATE", description = "The day after the last; today.")
  LocalDate end;

  @Option(
      names = "--areas",
      paramLabel = "FILE",
      defaultValue = "config/reference/imd2025-lsoa2021-england.csv",
      description = "Table of small areas: code first, decile last (${DEFAULT-VALUE}).")
  Path areas;

  @Option(
      names = "--faults",
      description = {
        "Adds what goes wrong in real feeds: some twice, late, in the wrong order, taken back,",
        "unusable, without a time zone, or with a code of the sender's own (XQ7)."
      })
  boolean faults;

  @Option(
      names = "--feed",
      paramLabel = "FEED",
      description = {
        "Feed that everything is sent on. Left out: default for one record system of the trust,",
        "community for the other."
      })
  String feed;

  @Option(names = "--rate", defaultValue = "100", description = "Messages a second, with --send.")
  double rate;

  @Option(
      names = "--sign-in",
      paramLabel = "FEED=USER",
      description = "User that sends a feed, with --send.")
  Map<String, String> users = new HashMap<>();

  @Option(
      names = "--passwords",
      paramLabel = "FILE",
      description = "Lines USER=PASSWORD for --sign-in: never on the command line.")
  Path passwords;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalDate last = end == null ? LocalDate.now(Clock.system(TrustPlan.ZONE)) : end;
    Simulation simulation = simulation(last);
    PrintWriter out = spec.commandLine().getOut();
    if (destination.out != null) {
      long count = simulation.writeTo(destination.out, form);
      out.printf("%,d messages written to %s%n", count, destination.out);
    } else {
      Outlet.Tally tally = simulation.sendWith(outlet(), form);
      out.printf(
          "%,d messages accepted, %,d refused, %,d failed%n",
          tally.accepted(), tally.refused(), tally.failed());
    }
    Map<Injected.Fault, Integer> counts = new TreeMap<>();
    simulation.injected().forEach(each -> counts.merge(each.fault(), 1, Integer::sum));
    counts.forEach((fault, count) -> out.printf("  with %,d of fault %s%n", count, fault));
    out.flush();
    return 0;
  }

  private Outlet outlet() throws IOException {
    URI to = destination.send;
    String scheme = String.valueOf(to.getScheme());
    Set<Form> taken =
        switch (scheme) {
          case "http", "https" -> EnumSet.of(Form.FHIR, Form.BARS);
          case "tcp" -> EnumSet.of(Form.FHIR, Form.BARS, Form.HL7);
          case "mllp" -> EnumSet.of(Form.HL7);
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--send: expected http://, https://, tcp:// or mllp://");
        };
    if (!taken.contains(form)) {
      throw new ParameterException(
          spec.commandLine(), "--as: " + word(form) + " cannot be sent to " + scheme + "://");
    }
    if (!(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate: expected above 0");
    }
    return switch (scheme) {
      case "tcp" -> new QueueSender(to.toString(), signIns(), rate);
      case "mllp" -> new MllpSender(to.getHost(), to.getPort(), rate);
      default -> new FhirSender(to, signIns(), rate);
    };
  }

  private static String word(Form form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private Simulation simulation(LocalDate last) {
    if (!Files.isReadable(areas)) {
      throw new ParameterException(
          spec.commandLine(), "--areas: expected a readable table of areas, found none");
    }
    try {
      Trust trust = new Trust(plan(last));
      Faults wrong =
          faults ? new Faults(FaultRates.usual(), seed, trust.plan().historyEnd()) : null;
      return new Simulation(trust, wrong);
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  private TrustPlan plan(LocalDate last) {
    TrustPlan plan = TrustPlan.of(patients, days, last, seed, Lsoa.read(areas));
    return feed == null
        ? plan
        : new TrustPlan(patients, days, last, seed, plan.areas(), feed, feed);
  }

  private Map<String, FhirSender.SignIn> signIns() throws IOException {
    Properties known = new Properties();
    if (passwords != null) {
      try (BufferedReader reader = Files.newBufferedReader(passwords)) {
        known.load(reader);
      }
    }
    Map<String, FhirSender.SignIn> signIns = new HashMap<>();
    users.forEach(
        (feed, user) -> {
          String password = known.getProperty(user);
          if (password == null) {
            throw new ParameterException(
                spec.commandLine(), "--passwords: expected a line for each --sign-in user");
          }
          signIns.put(feed, new FhirSender.SignIn(user, password));
        });
    return signIns;
  }
}
