package org.attendancemonitor;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at messages that were rejected and whose senders could not be told. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Looks at what was rejected from the queue.")
final class DeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists them, oldest first: number, time, feed, reason, position.")
  int list(
      @Mixin Folders folders,
      @Option(names = "--limit", defaultValue = "50", description = "how many at the most")
          int limit,
      @Option(
              names = "--after",
              paramLabel = "NUMBER",
              defaultValue = "0",
              description = "goes on after this one")
          long after) {
    PrintWriter out = spec.commandLine().getOut();
    try (Store store = open(folders)) {
      DeadLetters letters = new DeadLetters(store);
      for (DeadLetter letter : letters.list(Optional.empty(), after, limit)) {
        out.printf(
            "%d  %s  feed %s  %s  %s  %s%n",
            letter.id(),
            letter.received(),
            letter.feed(),
            letter.reason(),
            letter.position(),
            letter.text());
      }
      letters.countByReason().forEach((reason, count) -> out.printf("%s: %d%n", reason, count));
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one with its original content, which may name a patient.")
  int show(@Mixin Folders folders, @Parameters(paramLabel = "NUMBER") long id) {
    PrintWriter out = spec.commandLine().getOut();
    try (Store store = open(folders)) {
      DeadLetter letter =
          new DeadLetters(store)
              .show(id)
              .orElseThrow(() -> new CannotRunException("there is no dead letter " + id));
      out.printf(
          "received %s, feed %s, source %s%nreason   %s at %s: %s%n%n%s%n",
          letter.received(),
          letter.feed(),
          letter.source(),
          letter.reason(),
          letter.position() == null || letter.position().isEmpty()
              ? "the beginning"
              : letter.position(),
          letter.text(),
          new String(letter.original(), StandardCharsets.UTF_8));
    }
    out.flush();
    return 0;
  }

  private static Store open(Folders folders) {
    ServerSettings settings = folders.configuration().settings(ServerSettings.class);
    Path data = settings.data();
    return Store.open(StoreAddress.of(settings), data);
  }
}
