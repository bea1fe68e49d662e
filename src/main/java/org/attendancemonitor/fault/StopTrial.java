package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM at random moments under load, as a machine that is shut down or a container that is
 * replaced sends it.
 *
 * @param stops how many
 * @param seed of the moments
 */
public record StopTrial(int stops, long seed) implements Trial {
  /** Two phases of twenty seconds at the most, as {@code application.yaml} has it. */
  private static final Duration TO_STOP = Duration.ofSeconds(40);

  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final long LONGEST_LIFE_MILLIS = 1_500;
  private static final double PER_SECOND = 500;

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    Home home = stage.home("node");
    Random random = new Random(seed);
    SignIn feed = home.feed(Stage.FEED);
    List<String> broken = new ArrayList<>();
    long longestNanos = 0;
    stage.say("%d stops, --seed %d", stops, seed);
    Launched service = home.serve();
    try (Senders senders = stage.senders(home, feed, 2, PER_SECOND)) {
      for (int stop = 1; stop <= stops; stop++) {
        senders.awaitMore(50, TO_GO_ON);
        TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
        long begun = System.nanoTime();
        service.terminate();
        if (!service.waitFor(TO_STOP)) {
          broken.add("it had not ended after " + TO_STOP.toSeconds() + " s");
          service.kill();
        } else if (service.exitValue() != 0) {
          broken.add("it ended with code " + service.exitValue());
        }
        longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
        stage.say("stop %d of %d after %d acknowledgements", stop, stops, senders.acknowledged());
        service = home.serve();
      }
      senders.finish();
      Comparison comparison = stage.compare(home, senders.log());
      broken.addAll(comparison.differences());
      return new Verdict(
          "SIGTERM at random moments under load, %d times".formatted(stops),
          "it finishes what is under way and ends with code 0 within 40 s; nothing is lost or"
              + " doubled",
          List.of(
              comparison.counted(senders.acknowledged()),
              "the longest stop took %.1f s".formatted(longestNanos / 1e9)),
          broken);
    } finally {
      service.close();
    }
  }
}
