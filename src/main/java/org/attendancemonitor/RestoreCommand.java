package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.MadeBackup;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup back into an empty data folder. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a backup back into a data folder that holds nothing; then start the service.",
      "Refuses a folder in use or not empty, a damaged backup, and one of a newer program.",
      "Ends with 0 where all was put back, 2 where nothing was. docs/backup.md"
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|FOLDER", description = "made by \"backup\"")
  private Path place;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = folders.configuration();
    ServerSettings settings = configuration.settings(ServerSettings.class);
    PrintWriter out = spec.commandLine().getOut();
    try (MadeBackup backup = MadeBackup.open(place)) {
      RestoreRun run =
          new RestoreRun(
              settings,
              new QueueSenders(configuration.settings(FeedSettings.class)),
              Monitor.clock(configuration));
      RestoreRun.Done done = run.from(backup, System.getProperty("user.name"));
      tell(out, done, configuration, settings);
    } catch (BackupException cannot) {
      throw new CannotRunException("nothing was restored: " + cannot.getMessage());
    } catch (IOException failure) {
      throw new CannotRunException("nothing was restored: " + Monitor.reason(failure));
    }
    return 0;
  }

  private static void tell(
      PrintWriter out, RestoreRun.Done done, Configuration configuration, ServerSettings settings) {
    long messages = done.messages().values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        "restored into %s: the record as of %s, %,d messages that wait%n",
        settings.data(), done.manifest().record(), messages);
    if (!done.manifest().fingerprint().equals(configuration.fingerprint())) {
      out.println(
          "the settings are others than they were: at the start everyone is assessed again by those"
              + " of now");
    }
    out.printf(
        "What happened after %s is not in it. Before people work with it:%n"
            + "  1. holds and sign-ins are as they were then: \"retention hold list\", \"users list\"%n"
            + "  2. then \"retention resume\": until then no record is deleted by age%n"
            + "  3. let the senders send again what they sent since then; repeats are recorded once%n",
        done.manifest().begun());
    out.flush();
  }
}
