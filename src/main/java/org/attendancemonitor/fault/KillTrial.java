package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * {@code kill -9} at random moments under load, and a start after each.
 *
 * @param kills how many
 * @param seed of the moments
 */
public record KillTrial(int kills, long seed) implements Trial {
  private static final Duration LONGEST_LIFE = Duration.ofMillis(2_500);
  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(60);
  private static final double PER_SECOND = 500;

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    Home home = stage.home("node");
    Random random = new Random(seed);
    SignIn feed = home.feed(Stage.FEED);
    List<String> broken = new ArrayList<>();
    stage.say("%d kills, --seed %d", kills, seed);
    Launched service = home.serve();
    try (Senders senders = stage.senders(home, feed, 1, PER_SECOND)) {
      for (int kill = 1; kill <= kills; kill++) {
        senders.awaitMore(50, TO_GO_ON);
        TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_LIFE.toMillis()));
        if (!service.isAlive()) {
          throw new FaultException("the service ended by itself:\n" + service.lastLines());
        }
        service.kill();
        stage.say("kill %d of %d after %d acknowledgements", kill, kills, senders.acknowledged());
        service = home.serve();
      }
      senders.finish();
      Comparison comparison = stage.compare(home, senders.log());
      broken.addAll(comparison.differences());
      service.terminate();
      if (!service.waitFor(TO_STOP) || service.exitValue() != 0) {
        broken.add("it did not end with code 0 on SIGTERM afterwards");
      }
      return new Verdict(
          "kill -9 at random moments under load, %d times".formatted(kills),
          "nothing that was acknowledged is lost, nothing is doubled",
          List.of(comparison.counted(senders.acknowledged())),
          broken);
    } finally {
      service.close();
    }
  }
}
