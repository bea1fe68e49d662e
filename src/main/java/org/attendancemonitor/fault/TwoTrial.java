package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A second process on the data folder of a running one, on ports of its own. */
public record TwoTrial() implements Trial {
  private static final Duration TO_REFUSE = Duration.ofSeconds(60);
  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final double PER_SECOND = 100;

  @Override
  public String name() {
    return "two";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    Home first = stage.home("first");
    SignIn feed = first.feed(Stage.FEED);
    Home second = stage.home("second").takesFrom(Stage.FEED).set("attendance.data", first.data());
    List<String> broken = new ArrayList<>();
    try (Launched service = first.serve();
        Senders senders = stage.senders(first, feed, 1, PER_SECOND)) {
      senders.awaitMore(20, TO_GO_ON);
      Home.Ran refused = second.run(TO_REFUSE, "serve");
      String owner = "is in use by process " + service.pid();
      if (refused.exit() != 2) {
        broken.add("the second ended with code " + refused.exit());
      }
      if (!refused.output().contains(owner)) {
        broken.add("the second did not say whose the folder is: " + refused.output());
      }
      senders.awaitMore(20, TO_GO_ON);
      if (first.readiness() != 200) {
        broken.add("the first was not ready any more");
      }
      senders.finish();
      Comparison comparison = stage.compare(first, senders.log());
      broken.addAll(comparison.differences());
      return new Verdict(
          "two processes on one data folder",
          "the second ends with code 2 and names the first, which is unharmed",
          List.of(
              "the second: code %d, %s".formatted(refused.exit(), lastOf(refused.output())),
              comparison.counted(senders.acknowledged())),
          broken);
    }
  }

  private static String lastOf(String output) {
    List<String> lines = output.lines().toList();
    return lines.isEmpty() ? "nothing said" : lines.get(lines.size() - 1);
  }
}
