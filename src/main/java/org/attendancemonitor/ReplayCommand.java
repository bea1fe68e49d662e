package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.Replayed;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.attendancemonitor.record.Store;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries dead letters again, through the running service or alone. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Tries rejected messages again, as they came and by the way they came in, for example after a",
      "code map was mended. Look with --dry-run first. A replay that was cut off goes on where it",
      "was when it is called again; what was repaired is not done twice.",
      "Ends with 0 where all could be used, 1 where some could not, 2 where it could not run."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int AT_ONCE = 25;

  @Mixin private final Folders folders = new Folders();
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  private static final class Choice {
    @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "these, as list tells them")
    private List<Long> ids;

    @ArgGroup(exclusive = false)
    private Sort sort;

    @Option(names = "--all", description = "all that wait")
    private boolean all;
  }

  private static final class Sort {
    @Option(names = "--reason", description = "all that wait for this reason")
    private String reason;

    @Option(names = "--feed", description = "all that wait of this feed")
    private String feed;
  }

  @Option(names = "--dry-run", description = "says what would become of each; changes nothing")
  private boolean dryRun;

  @Option(names = "--again", description = "those too that were repaired or given up")
  private boolean again;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most so many a second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rate < 1) {
      throw new CannotRunException("--rate: expected 1 or more, found " + rate);
    }
    Configuration configuration = folders.configuration();
    ServerSettings settings = configuration.settings(ServerSettings.class);
    List<Long> ids = ids(settings);
    String user = System.getProperty("user.name");
    Path data = settings.data();
    Optional<ControlFile> running = ControlFile.read(data);
    if (running.isPresent() && DataFolder.isOwned(data)) {
      return replay(ids, new ControlledLetters(running.get(), dryRun, again, user));
    }
    try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of())) {
      LetterActs acts = monitor.part(LetterActs.class);
      return replay(ids, some -> alone(acts, some, user));
    }
  }

  private List<Replayed> alone(LetterActs acts, List<Long> ids, String user)
      throws IOException, InterruptedException {
    try {
      return dryRun
          ? acts.dryRun(ids, again)
          : acts.replay(ids, again, LetterActs.By.command(user));
    } catch (IntakeUnavailableException unavailable) {
      throw new IOException(unavailable.getMessage());
    }
  }

  private List<Long> ids(ServerSettings settings) {
    if (choice.ids != null) {
      return choice.ids.stream().distinct().toList();
    }
    LetterQuery query =
        new LetterQuery(
            Optional.ofNullable(choice.sort).map(sort -> sort.reason),
            Optional.ofNullable(choice.sort).map(sort -> sort.feed),
            Optional.empty(),
            again ? Optional.empty() : Optional.of(DeadLetter.State.WAITING));
    List<Long> ids = new ArrayList<>();
    try (Store store = ReadOnlyRecord.open(settings)) {
      DeadLetters letters = new DeadLetters(store);
      List<DeadLetter> some;
      long after = 0;
      while (!(some = letters.list(query, after, 1_000)).isEmpty()) {
        some.forEach(letter -> ids.add(letter.id()));
        after = ids.get(ids.size() - 1);
      }
    }
    return ids;
  }

  private int replay(List<Long> ids, LetterSink sink) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<Replayed.Result, Integer> sum = new TreeMap<>();
    boolean well = true;
    int step = Math.min(AT_ONCE, rate);
    long started = System.nanoTime();
    for (int from = 0; from < ids.size(); from += step) {
      pause(started, from);
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + step));
      try {
        for (Replayed replayed : sink.send(some)) {
          out.println(line(replayed));
          sum.merge(replayed.result(), 1, Integer::sum);
          well &= replayed.well();
        }
        out.flush();
      } catch (IOException gone) {
        throw new CannotRunException(
            "the replay stopped after "
                + from
                + " of "
                + ids.size()
                + ": "
                + gone.getMessage()
                + "; call it again to go on");
      }
    }
    out.println(sum(sum, ids.size()));
    out.flush();
    return well ? 0 : 1;
  }

  private void pause(long started, int done) throws InterruptedException {
    long early = started + done * 1_000_000_000L / rate - System.nanoTime();
    if (early > 0) {
      Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
    }
  }

  private static String line(Replayed replayed) {
    String fault =
        replayed.reason() == null
            ? ""
            : replayed.reason()
                + (replayed.position() == null || replayed.position().isEmpty()
                    ? ": "
                    : " at " + replayed.position() + ": ");
    return replayed.letter() + "  " + word(replayed.result()) + "  " + fault + replayed.text();
  }

  private String sum(Map<Replayed.Result, Integer> sum, int all) {
    StringBuilder text = new StringBuilder(dryRun ? "dry run, nothing was changed: " : "");
    text.append(all).append(all == 1 ? " dead letter" : " dead letters");
    sum.forEach(
        (result, count) -> text.append(", ").append(count).append(' ').append(word(result)));
    return text.toString();
  }

  private static String word(Replayed.Result result) {
    return switch (result) {
      case READABLE -> "readable";
      case REPAIRED -> "repaired";
      case REJECTED -> "rejected";
      case SETTLED -> "settled before";
      case GONE -> "not there";
    };
  }
}
