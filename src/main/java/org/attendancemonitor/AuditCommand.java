package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.access.AuditNote;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit trails. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "The audit trails.",
    subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "expected verify");
  }

  /** {@code audit verify}. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Walks both audit trails from their start, and compares them with every end that was noted.",
        "Tells the first entry of each that does not fit. Only reads; a running service goes on.",
        "Ends with 0 where all is as it was written, 1 where it is not, 2 where it cannot tell."
      })
  static final class Verify implements Callable<Integer> {
    @Mixin private final Folders folders = new Folders();
    @Spec private CommandSpec spec;

    @Option(
        names = "--heads",
        paramLabel = "DIR",
        description = "the noted ends (default: attendance.audit.headFolder)")
    private Path heads;

    @Override
    public Integer call() {
      ServerSettings settings = folders.configuration().settings(ServerSettings.class);
      // Read first: what is noted meanwhile may be newer than what is walked.
      List<AuditNote> notes = notes(heads == null ? settings.headFolder() : heads);
      int faults = 0;
      try (Store record = ReadOnlyRecord.open(settings);
          Store audit = ReadOnlyRecord.openAudit(settings)) {
        faults += told(AuditBook.READS, audit, notes);
        faults += told(AuditBook.CHANGES, record, notes);
      }
      out().flush();
      return faults == 0 ? 0 : 1;
    }

    private List<AuditNote> notes(Path folder) {
      try {
        List<AuditNote> notes = AuditHeads.read(folder);
        if (notes.isEmpty() && heads != null) {
          throw new CannotRunException(
              "--heads: expected noted ends in " + folder + ", found none");
        }
        out()
            .println(
                notes.isEmpty()
                    ? "nothing is noted in " + folder + ": a missing end would not show"
                    : notes.size() + " notes in " + folder + ", the last of " + last(notes));
        return notes;
      } catch (IOException | IllegalArgumentException failure) {
        throw new CannotRunException(folder + " cannot be read: " + Monitor.reason(failure));
      }
    }

    private static Instant last(List<AuditNote> notes) {
      return notes.stream().map(AuditNote::at).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Prints what is found, and returns how many chains are not as they were written. */
    private int told(AuditBook book, Store store, List<AuditNote> notes) {
      return store.inTransaction(
          () -> {
            AuditChains chains = new AuditChains(store, book);
            List<AuditChains.Finding> findings =
                chains.check(heads(book, notes, false), pruned(book, notes, chains));
            String name = book.name().toLowerCase(Locale.ROOT);
            for (AuditChains.Head head : chains.heads()) {
              if (findings.stream().noneMatch(it -> it.chain().equals(head.chain()))) {
                out().println(name + " " + head.chain() + ": sound, " + head.seq() + " entries");
              }
            }
            findings.forEach(it -> out().println(name + " " + it.chain() + ": " + words(it)));
            return findings.size();
          });
    }

    /** Where nothing at all is noted, there is nothing to compare with. */
    private static List<AuditChains.Head> pruned(
        AuditBook book, List<AuditNote> notes, AuditChains chains) {
      return notes.isEmpty() ? chains.anchors() : heads(book, notes, true);
    }

    private static List<AuditChains.Head> heads(
        AuditBook book, List<AuditNote> notes, boolean pruned) {
      return notes.stream()
          .filter(note -> note.book() == book && note.pruned() == pruned)
          .map(AuditNote::head)
          .toList();
    }

    private static String words(AuditChains.Finding finding) {
      return switch (finding.fault()) {
        case CHANGED -> "entry " + finding.seq() + " was changed, or one before it taken out";
        case TAIL_MISSING -> "the end is missing, from entry " + finding.seq() + " on";
        case REWRITTEN -> "entry " + finding.seq() + " is not the one that was noted";
        case START_MISSING -> "the start is missing, and no retention schedule took it";
      };
    }

    private PrintWriter out() {
      return spec.commandLine().getOut();
    }
  }
}
