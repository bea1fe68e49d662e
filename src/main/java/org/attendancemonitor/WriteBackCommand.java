package org.attendancemonitor;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.record.WriteBackEntry;
import org.attendancemonitor.writeback.WriteBack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What an EPR's server was told of tasks and flags, and what it would not take. */
@Command(
    name = "write-back",
    mixinStandardHelpOptions = true,
    description = "Looks at what an EPR's server was told, and tries again what it refused.")
final class WriteBackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Counts by state, whether the server answers, and what was refused, failed or could not be",
        "taken over, the latest first. Names no patient."
      })
  int list(
      @Mixin Folders folders,
      @Option(names = "--limit", defaultValue = "50", description = "how many at the most")
          int limit) {
    list(folders.configuration().settings(ServerSettings.class), limit, out());
    return 0;
  }

  static void list(ServerSettings settings, int limit, PrintWriter out) {
    try (Store store = ReadOnlyRecord.open(settings)) {
      WriteBackEntries entries = new WriteBackEntries(store);
      Marks marks = new Marks(store);
      out.println(
          settings
              .writeBack()
              .map(site -> "server of source " + site.source() + ": " + site.base())
              .orElse("no server is configured"));
      marks.get(WriteBack.AWAY).ifPresent(away -> out.println("left alone since " + away));
      marks
          .get(WriteBack.UNREADABLE)
          .ifPresent(why -> out.println("changes of tasks cannot be read there: " + why));
      entries.counts().forEach((state, count) -> out.printf("%s: %d%n", state.word(), count));
      entries.troubled(limit).forEach(entry -> out.println(line(entry)));
    }
    out.flush();
  }

  private static String line(WriteBackEntry entry) {
    return String.format(
        "%s %s  %s since %s%s%s%s",
        entry.kind(),
        entry.id(),
        entry.state().word(),
        entry.since(),
        entry.attempts() > 0 ? ", attempts " + entry.attempts() : "",
        Optional.ofNullable(entry.reason()).map(why -> ": " + why).orElse(""),
        Optional.ofNullable(entry.said()).map(said -> "  " + said).orElse(""));
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Has everything that was refused tried again by the service.")
  int retry(@Mixin Folders folders) {
    retry(folders.configuration().settings(ServerSettings.class), out());
    return 0;
  }

  static void retry(ServerSettings settings, PrintWriter out) {
    try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
      out.printf("%d to be tried again%n", new WriteBackEntries(store).callRefused());
    }
    out.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
