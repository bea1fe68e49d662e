package org.attendancemonitor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** What the demonstration tells whoever watches it, and nothing else. */
final class DemoScreen {
  private static final String LINE = "  %-16s %s%n";

  private final PrintWriter out;
  private final long started = System.nanoTime();

  DemoScreen(PrintWriter out) {
    this.out = out;
  }

  void starting(int patients, int days) {
    out.printf("%n  Attendance Monitor: a demonstration%n%n");
    out.printf(
        "  A trust of %,d people and %,d days. Everyone in it is made up.%n%n", patients, days);
    out.printf(LINE, "starting", "the service, its store and its broker");
    out.flush();
  }

  /** On the screen while it fills up. */
  ProgressBar loading(int days, long total) {
    out.printf(
        LINE,
        "loading",
        "%,d days of history, as two record systems would have sent it".formatted(days));
    out.flush();
    return new ProgressBar(out, "                  ", total);
  }

  void counting(LoadTally tally) {
    out.printf(LINE, "loaded", tally.summary());
    out.printf(LINE, "counting", "appointments by service, day and group");
    out.flush();
  }

  /**
   * Everything is there.
   *
   * @param api base address of pages and API
   * @param management base address of health and metrics
   * @param passwords by sign-in, made for this run
   * @param feeds sign-ins that send for a feed
   * @param data what is removed at the end
   */
  void ready(
      String api,
      String management,
      Map<String, String> passwords,
      Set<String> feeds,
      int mllp,
      Path data) {
    long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
    out.printf("%n%s%n", bold("  The figures are there, " + seconds + " seconds after the start."));
    out.printf("  Live messages go on, figures are released every minute. Ctrl-C stops it all.%n");

    out.printf("%n%s%n", bold("  Look at"));
    out.printf(LINE, "pages", api + "/  (sign in as demo-clinician, or any of those below)");
    out.printf(LINE, "figures", management + "/actuator/prometheus");
    out.printf(LINE, "health", management + "/actuator/health");
    out.printf(LINE, "what it can", api + "/fhir/metadata");
    out.printf(LINE, "HL7 v2", "MLLP on 127.0.0.1:" + mllp);

    out.printf("%n%s%n", bold("  Ask it (in another terminal)"));
    out.printf(
        "  who is missed more, by deprivation of the area (1 is the most deprived fifth):%n");
    out.printf(
        "    curl -s %s/actuator/prometheus | grep 'dna_ratio.*estimate.*deprivation.*52w'%n",
        management);
    out.printf("  support tasks that wait, overdue first, then the most urgent:%n");
    out.printf(
        "    curl -s -u demo-clinician:%s '%s/fhir/Task/$worklist?_count=3'%n",
        passwords.get("demo-clinician"), api);
    out.printf("  the dashboard: Prometheus with config/prometheus/prometheus.yml, Grafana with%n");
    out.printf("    grafana/ (README, \"Dashboards\")%n");

    out.printf("%n%s%n", bold("  Sign-ins, made for this run"));
    for (String name : new TreeSet<>(passwords.keySet())) {
      out.printf(
          "  %-18s %s%s%n", name, passwords.get(name), feeds.contains(name) ? "  (a feed)" : "");
    }
    out.printf("%n  The data is in %s and is removed at the end.%n%n", data);
    out.flush();
  }

  void stopped(String why) {
    out.printf("%n  The demonstration stopped: %s%n", why);
    out.flush();
  }

  private static String bold(String text) {
    return Ansi.AUTO.string("@|bold " + text + "|@");
  }

  /** Logs of a demonstration: what goes wrong, and nothing of what goes right. */
  static Map<String, String> quietly() {
    return List.of("org.attendancemonitor", "org.apache.camel.impl.engine.AbstractCamelContext")
        .stream()
        .collect(
            java.util.stream.Collectors.toMap(name -> "logging.level." + name, name -> "warn"));
  }
}
