package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of the data folder that are damaged, cut off or gone when the service starts.
 *
 * @param damages what is done, each on a copy of the same sound folder
 */
public record CorruptTrial(List<Damage> damages) implements Trial {
  private static final Duration TO_REFUSE = Duration.ofSeconds(90);
  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final double PER_SECOND = 300;

  @Override
  public String name() {
    return "corrupt";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    if (stage.store().postgresql()) {
      throw new NotHereException("it damages the SQLite file; the record lies elsewhere");
    }
    Home home = stage.home("node");
    SignIn feed = home.feed(Stage.FEED);
    try (Launched service = home.serve();
        Senders senders = stage.senders(home, feed, 1, PER_SECOND)) {
      senders.awaitMore(200, TO_GO_ON);
      senders.finish();
      service.terminate();
      service.waitFor(TO_GO_ON);
    }
    List<String> happened = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Damage damage : damages) {
      Path copy = home.file("data-" + damage.name().toLowerCase(java.util.Locale.ROOT));
      copy(home.file("data"), copy);
      damage.to(copy);
      home.set("attendance.data", copy);
      Launched service = home.start("serve");
      String said = said(service, damage, broken);
      happened.add(damage.what() + ": " + said);
      stage.say("%s: %s", damage.what(), said);
    }
    return new Verdict(
        "damaged, cut off or missing files of the data folder",
        "it does not start, and says in one line which file it is and what to do: it never starts"
            + " with less than it had",
        happened,
        broken);
  }

  /** What it said on its last line; anything but a refusal that names the file is a fault. */
  private static String said(Launched service, Damage damage, List<String> broken)
      throws InterruptedException {
    try {
      service.awaitReady(TO_REFUSE);
      service.kill();
      broken.add(damage.what() + ": it started");
      return "it started";
    } catch (FaultException ended) {
      List<String> lines = service.output().lines().toList();
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      boolean named = last.contains(damage.file()) && last.contains("estore");
      if (service.exitValue() != 2 || !named) {
        broken.add(damage.what() + ": code " + service.exitValue() + ", " + last);
      }
      return "code " + service.exitValue() + ", " + last;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
