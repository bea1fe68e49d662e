package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.DamagedBackupException;
import org.attendancemonitor.backup.MadeBackup;
import org.attendancemonitor.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries whether a backup can be put back, and whether it is what it was. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a backup back into a folder that is thrown away, opens the record, looks whether it is",
      "whole, counts, derives everything again from the facts and compares it with what was there.",
      "Changes nothing else. Ends with 0 where all is as it was, 1 where it is not, 2 where it cannot tell."
    })
final class BackupVerifyCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Mixin private final BenchStore store = new BenchStore();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|FOLDER", description = "made by \"backup\"")
  private Path place;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "where the folder that is thrown away is made (default: that of temporary files)")
  private Path work;

  @Override
  public Integer call() throws Exception {
    DemoScreen.quietly().forEach(System::setProperty);
    Configuration configuration = folders.configuration();
    PrintWriter out = spec.commandLine().getOut();
    Path folder =
        work == null
            ? Files.createTempDirectory("attendance-backup")
            : Files.createTempDirectory(work, "attendance-backup");
    try (MadeBackup backup = MadeBackup.open(place)) {
      List<String> faults =
          new VerifiedBackup(
                  backup,
                  BenchConfiguration.of(configuration, folder, store.settings(configuration)),
                  out)
              .faults();
      faults.forEach(fault -> out.println("NOT AS IT WAS: " + fault));
      out.println(
          faults.isEmpty()
              ? "the backup is whole, and what is derived from it is what was there"
              : "the backup is not what it was");
      out.flush();
      return faults.isEmpty() ? 0 : 1;
    } catch (DamagedBackupException broken) {
      out.println("NOT AS IT WAS: " + broken.getMessage());
      out.flush();
      return 1;
    } catch (BackupException cannot) {
      throw new CannotRunException("the backup cannot be tried: " + cannot.getMessage());
    } catch (IOException failure) {
      throw new CannotRunException("the backup cannot be tried: " + Monitor.reason(failure));
    } finally {
      ThrowAway.delete(folder);
    }
  }
}
