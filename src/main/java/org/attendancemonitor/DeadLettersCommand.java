package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Messages that were rejected and are kept, to be looked at and replayed. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    subcommands = ReplayCommand.class,
    description = "Looks at what was rejected from the queue and from MLLP, and replays it.")
final class DeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** How a list is told. */
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists those that wait, oldest first: number, time, feed, reason, position.",
        "Says nothing about patients."
      })
  int list(
      @Mixin Folders folders,
      @Option(names = "--reason", description = "only of this reason, such as incomplete")
          String reason,
      @Option(names = "--feed", description = "only of this feed") String feed,
      @Option(names = "--since", paramLabel = "DATE", description = "received on this day or later")
          LocalDate since,
      @Option(names = "--settled", description = "also those that were repaired or given up")
          boolean settled,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
          Format format,
      @Option(names = "--limit", defaultValue = "50", description = "how many at the most")
          int limit,
      @Option(
              names = "--after",
              paramLabel = "NUMBER",
              defaultValue = "0",
              description = "goes on after this one")
          long after) {
    LetterQuery query =
        new LetterQuery(
            Optional.ofNullable(reason),
            Optional.ofNullable(feed),
            Optional.ofNullable(since).map(day -> day.atStartOfDay(Assembly.LONDON).toInstant()),
            settled ? Optional.empty() : Optional.of(DeadLetter.State.WAITING));
    ServerSettings settings = folders.configuration().settings(ServerSettings.class);
    try (Store store = ReadOnlyRecord.open(settings)) {
      DeadLetters letters = new DeadLetters(store);
      List<DeadLetter> found = letters.list(query, after, limit);
      if (format == Format.json) {
        out().println(json(found));
      } else {
        found.forEach(letter -> out().println(line(letter)));
        out().printf("%d of %d%n", found.size(), letters.count(query));
        letters
            .countByReason()
            .forEach((word, count) -> out().printf("waiting, %s: %d%n", word, count));
      }
    }
    out().flush();
    return 0;
  }

  private static String line(DeadLetter letter) {
    return String.format(
        "%d  %s  feed %s  %s  %s  %s  attempts %d, %s",
        letter.id(),
        letter.received(),
        letter.feed(),
        letter.reason(),
        place(letter),
        letter.text(),
        letter.attempts(),
        letter.state().word());
  }

  private static String place(DeadLetter letter) {
    return letter.position() == null || letter.position().isEmpty()
        ? "the beginning"
        : letter.position();
  }

  private static ArrayNode json(List<DeadLetter> letters) {
    ArrayNode all = new ObjectMapper().createArrayNode();
    for (DeadLetter letter : letters) {
      ObjectNode one = all.addObject();
      one.put("id", letter.id());
      one.put("received", letter.received().toString());
      one.put("feed", letter.feed());
      one.put("source", letter.source());
      one.put("way", letter.way());
      one.put("reason", letter.reason());
      one.put("position", letter.position());
      one.put("text", letter.text());
      one.put("attempts", letter.attempts());
      one.put("lastTried", letter.tried().toString());
      one.put("state", letter.state().word());
      one.put("givenUpBecause", letter.givenUpBecause());
    }
    return all;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Shows one. With --body also its content as it came, which may name a patient:",
        "who asks for it is written into the audit first."
      })
  int show(
      @Mixin Folders folders,
      @Parameters(paramLabel = "NUMBER") long id,
      @Option(names = "--body", description = "also the content as it came") boolean body)
      throws IOException {
    Configuration configuration = folders.configuration();
    ServerSettings settings = configuration.settings(ServerSettings.class);
    try (Store store = ReadOnlyRecord.open(settings)) {
      DeadLetters letters = new DeadLetters(store);
      DeadLetter letter =
          letters
              .show(id)
              .orElseThrow(() -> new CannotRunException("there is no dead letter " + id));
      out()
          .printf(
              "received %s, feed %s, source %s, by %s%nreason   %s at %s: %s%n"
                  + "attempts %d, the last on %s%nstate    %s%n",
              letter.received(),
              letter.feed(),
              letter.source(),
              letter.way(),
              letter.reason(),
              place(letter),
              letter.text(),
              letter.attempts(),
              letter.tried(),
              letter.state().word()
                  + (letter.givenUpBecause() == null ? "" : ": " + letter.givenUpBecause()));
      if (body) {
        enter(settings, id, Monitor.clock(configuration));
        out()
            .printf(
                "%n%s%n", new String(letters.original(id).orElseThrow(), StandardCharsets.UTF_8));
      }
    }
    out().flush();
    return 0;
  }

  /** Before anything is shown: what cannot be written down is not shown. */
  private static void enter(ServerSettings settings, long id, Clock clock) throws IOException {
    ReadOnlyRecord.openAudit(settings).close();
    try (Store audit = Store.openAudit(StoreAddress.of(settings), settings.data())) {
      AuditTrail.ofReads(audit, DataFolder.auditChain(settings.data()))
          .append(
              List.of(
                  new AuditEntry(
                      clock.instant(),
                      "letter-body",
                      "command:" + System.getProperty("user.name"),
                      Set.of(),
                      null,
                      null,
                      "dead-letters",
                      List.of(Long.toString(id)),
                      null,
                      AuditEntry.DONE,
                      null)));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
