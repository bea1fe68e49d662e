package org.attendancemonitor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.record.Chronicles;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.replay.Comparison;
import org.attendancemonitor.replay.ComparisonJson;
import org.attendancemonitor.replay.ComparisonText;
import org.attendancemonitor.replay.Replay;
import org.attendancemonitor.replay.Span;
import org.attendancemonitor.replay.WhatIf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Replays stored facts under another policy file. Only reads, beside a running service or alone.
 */
@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    description = {
      "Replays the stored facts under another policy file, beside the one in force, and reports for",
      "each service and week: tasks opened, contacts due, the share that would be late, and referrals",
      "ended without review that would have been stopped. What people did is held as recorded.",
      "Nothing is written; a running service goes on."
    })
final class WhatIfCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "the other policy.yaml, checked as at a start")
  private Path policy;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "reports from the week of this day on (default: the first with anything in it)")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "reports until the week of this day (default: this week)")
  private LocalDate to;

  @Option(
      names = "--capacity",
      paramLabel = "SERVICE=CONTACTS_PER_WEEK",
      description = "how many contacts the team of a service works off in a week; repeatable")
  private Map<String, Integer> capacity = new TreeMap<>();

  @Option(
      names = "--as-if-live",
      description = {
        "counts each fact as received when its source stated it, and none as history:",
        "what would have been, had the feeds been read then"
      })
  private boolean asIfLive;

  @Option(names = "--json", description = "prints one JSON object instead of tables")
  private boolean json;

  @Override
  public Integer call() {
    Configuration changed = folders.configurationWithPolicy(policy);
    Configuration current = folders.configuration();
    ServicesSettings services = current.settings(ServicesSettings.class);
    Instant now = Monitor.clock(current).instant();
    check(services, Assembly.dayOf(now));
    Span span = Span.of(from, to == null ? Assembly.dayOf(now) : to);
    Comparison comparison;
    try (Store store = ReadOnlyRecord.open(current.settings(ServerSettings.class))) {
      Chronicles chronicles = new Chronicles(store, asIfLive);
      WhatIf whatIf = new WhatIf(chronicles, replay(current, now), replay(changed, now));
      if (json) {
        comparison = whatIf.compare(span, capacity, rows -> {});
      } else {
        ProgressBar bar =
            new ProgressBar(spec.commandLine().getErr(), "replaying", chronicles.end());
        comparison = whatIf.compare(span, capacity, bar::add);
        bar.finish();
      }
    }
    print(comparison, services);
    return 0;
  }

  private void check(ServicesSettings services, LocalDate today) {
    capacity.forEach(
        (service, contacts) -> {
          if (!services.services().containsKey(service)) {
            throw new ParameterException(
                spec.commandLine(),
                "--capacity: expected a service of services.yaml, found " + service);
          }
          if (contacts < 0) {
            throw new ParameterException(
                spec.commandLine(),
                "--capacity: expected 0 or more contacts a week, found " + contacts);
          }
        });
    if (to != null && to.isAfter(today)) {
      throw new ParameterException(
          spec.commandLine(), "--to: expected a day until today, found " + to);
    }
    if (from != null && from.isAfter(to == null ? today : to)) {
      throw new ParameterException(
          spec.commandLine(), "--from: expected a day before the last, found " + from);
    }
  }

  private Replay replay(Configuration configuration, Instant until) {
    RuleWiring rules = new RuleWiring();
    ServicesSettings services = rules.servicesSettings(configuration);
    return new Replay(
        services.catalogue(),
        rules.assessment(configuration),
        rules.policy(configuration, services),
        until);
  }

  private void print(Comparison comparison, ServicesSettings services) {
    ComparisonText text = new ComparisonText(comparison, asIfLive, services.names());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ComparisonJson(comparison).text(text.terms()));
    } else {
      out.printf(
          "What if %s were the policy, and not %s? %,d people, replayed.%n",
          policy, Folders.CONFIG.resolve("policy.yaml"), comparison.people());
      out.print(text.text());
    }
    out.flush();
  }
}
