package org.attendancemonitor;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.intake.StepTimes;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import picocli.CommandLine.Option;

/** What every benchmark has: a quiet service, a feed that sends to it, and how it tells. */
final class BenchFrame {
  /** The sign-in of the sender. */
  static final String USER = "bench-feed";

  private static final List<String> QUIET =
      List.of("org.attendancemonitor", "org.apache.camel.impl.engine.AbstractCamelContext");

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  /** Nothing but warnings between the figures. */
  void quieten() {
    for (String name : QUIET) {
      System.setProperty("logging.level." + name, "warn");
    }
  }

  /** The areas that the people of a benchmark live in. */
  static Path areas(Configuration configuration) {
    return configuration
        .settings(ServerSettings.class)
        .deprivation()
        .folder()
        .resolve("imd2025-lsoa2021-england.csv")
        .toAbsolutePath();
  }

  /** The running service, with a sign-in for the feed that is to send to it. */
  static BenchTarget target(Monitor monitor, Configuration configuration) {
    String password = Passwords.generate();
    Users users = monitor.part(Users.class);
    // A record that is served again has the user of the last time.
    users.remove(USER);
    users.add(new User(USER, new Passwords().hash(password), Set.of(Role.FEED.word()), null, null));
    int port = configuration.settings(ServerSettings.class).broker().port();
    return new BenchTarget(
        "tcp://127.0.0.1:" + port, USER, password, monitor.part(StepTimes.class));
  }

  /** Most heap in use, in bytes; the sum of the pools' peaks is at least the true peak. */
  static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** Tells what was measured. */
  void print(PrintWriter out, String text, Supplier<String> asJson) {
    out.println(text);
    if (json) {
      out.println(asJson.get());
    }
    out.flush();
  }
}
