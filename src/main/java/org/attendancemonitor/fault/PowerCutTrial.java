package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The power of the disk is cut at random moments under load: what was not written through is gone,
 * unlike after {@code kill -9}. Needs root.
 *
 * @param cuts how many
 * @param seed of the moments
 */
public record PowerCutTrial(int cuts, long seed) implements Trial {
  private static final int MEGABYTES = 512;
  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final long LONGEST_LIFE_MILLIS = 3_000;
  private static final double PER_SECOND = 500;

  @Override
  public String name() {
    return "power-cut";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    if (stage.store().postgresql()) {
      throw new NotHereException("it cuts the power of the data folder; the record lies elsewhere");
    }
    Home home = stage.home("node");
    try (LoopDisk disk = LoopDisk.make(stage.folder().resolve("disk"), home.data(), MEGABYTES)) {
      // What mkfs leaves there is not the service's.
      home.set("attendance.data", home.data().resolve("of-the-service"));
      return cut(stage, home, disk);
    }
  }

  private Verdict cut(Stage stage, Home home, LoopDisk disk)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    SignIn feed = home.feed(Stage.FEED);
    List<String> broken = new ArrayList<>();
    stage.say("%d cuts, --seed %d", cuts, seed);
    Launched service = home.serve();
    try (Senders senders = stage.senders(home, feed, 2, PER_SECOND)) {
      for (int cut = 1; cut <= cuts; cut++) {
        senders.awaitMore(50, TO_GO_ON);
        TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
        disk.cut();
        service.kill();
        stage.say("cut %d of %d after %d acknowledgements", cut, cuts, senders.acknowledged());
        disk.restart();
        service = home.serve();
      }
      senders.finish();
      Comparison comparison = stage.compare(home, senders.log());
      broken.addAll(comparison.differences());
      return new Verdict(
          "power cut at random moments under load, %d times".formatted(cuts),
          "nothing that was acknowledged is lost, nothing is doubled",
          List.of(comparison.counted(senders.acknowledged())),
          broken);
    } finally {
      service.close();
    }
  }
}
