package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.reconciliation.ListNotComparedException;
import org.attendancemonitor.reconciliation.Reconciliation;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a record system's list of its appointments with what is known here. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    // 1 says that they differ; a script must not take a fault of ours for that.
    exitCodeOnExecutionException = 2,
    description = {
      "Compares a list of a record system's appointments of some days with what is known here: what",
      "is missing here, what is only here, and what has another time or outcome. A list is CSV",
      "(number, start, status; see docs/reconciling.md) or FHIR Appointments as NDJSON. Changes",
      "nothing and infers nothing; a running service goes on and shows the counts. The numbers of",
      "the appointments go to a file in the data folder.",
      "Exits 0 when both are the same, 1 when they differ, 2 when it could not run."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the list; may be compressed (.gz)")
  private Path file;

  @Option(
      names = "--feed",
      defaultValue = FeedSettings.DEFAULT,
      description = "whose list it is, in feeds.yaml (default: ${DEFAULT-VALUE})")
  private String feed;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format;

  /** How the report is written. */
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CannotRunException("cannot read " + file);
    }
    Configuration configuration = folders.configuration();
    if (!configuration.knowsFeed(feed)) {
      throw new CannotRunException("config/feeds.yaml has no feed " + feed);
    }
    ServerSettings server = configuration.settings(ServerSettings.class);
    FeedSettings feeds = configuration.settings(FeedSettings.class);
    Reconciling reconciling =
        new Reconciling(new FeedReader(feeds), feeds, server.data(), Monitor.clock(configuration));
    Reconciliation result;
    try (Store known = ReadOnlyRecord.open(server)) {
      result = reconciling.compare(file, feed, known);
    } catch (FileRefusedException | ListNotComparedException refusal) {
      throw new CannotRunException(refusal.getMessage());
    }
    Path ids = keep(result, reconciling, server);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        (format == Format.json
                ? ComparisonReport.json(result, ids)
                : ComparisonReport.text(result, ids))
            .stripTrailing());
    out.flush();
    return result.counts().same() ? 0 : 1;
  }

  /** Beside a running service too: one short transaction in each of the two stores. */
  private static Path keep(Reconciliation result, Reconciling reconciling, ServerSettings server)
      throws IOException {
    ReadOnlyRecord.openAudit(server).close();
    try (Store audit = Store.openAudit(StoreAddress.of(server), server.data());
        Store record = Store.open(StoreAddress.of(server), server.data())) {
      AuditTrail reads = AuditTrail.ofReads(audit, DataFolder.auditChain(server.data()));
      return reconciling.keep(result, "command:" + System.getProperty("user.name"), record, reads);
    }
  }
}
