package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A heap far too small for what comes: large messages by several senders at once, until the process
 * is out of memory; then a start with the usual heap, as what supervises it would.
 */
public record MemoryTrial() implements Trial {
  private static final List<String> HEAPS = List.of("-Xmx192m", "-Xmx144m", "-Xmx112m");
  private static final int SENDERS = 12;
  private static final Duration TO_END = Duration.ofSeconds(60);
  private static final Duration TO_GO_ON = Duration.ofSeconds(60);
  private static final double PER_SECOND = 200;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    Home home = stage.home("node");
    SignIn feed = home.feed(Stage.FEED);
    List<String> usual = home.options();
    Launched service = null;
    try (Senders senders = stage.senders(home, feed, 1, PER_SECOND)) {
      String heap = "";
      long begun = System.nanoTime();
      for (String tried : HEAPS) {
        heap = tried;
        List<String> small = new ArrayList<>(usual);
        small.add(tried);
        service = home.options(small).start("serve");
        begun = System.nanoTime();
        if (endsUnder(stage, home, feed, service)) {
          break;
        }
        stage.say("it holds with %s", tried);
        service.kill();
      }
      if (!service.waitFor(Duration.ZERO)) {
        throw new NotHereException("its memory did not run out with " + heap);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      int code = service.exitValue();
      boolean said = service.output().contains("OutOfMemoryError");
      stage.say("out of memory with %s after %d acknowledgements", heap, senders.acknowledged());
      service = home.options(usual).serve();
      senders.awaitMore(50, TO_GO_ON);
      senders.finish();
      Comparison comparison = stage.compare(home, senders.log());
      List<String> broken = new ArrayList<>(comparison.differences());
      if (code != 3 || !said) {
        broken.add("it ended with code " + code + ", not for want of memory");
      }
      return new Verdict(
          "out of memory under load, with " + heap,
          "the process ends instead of limping on, can be started again, and has lost nothing",
          List.of(
              "it ended with code %d, %.0f s after it was started".formatted(code, seconds),
              comparison.counted(senders.acknowledged())),
          broken);
    } finally {
      if (service != null) {
        service.close();
      }
    }
  }

  /** Whether it ends by itself under large messages. */
  private static boolean endsUnder(Stage stage, Home home, SignIn feed, Launched service)
      throws InterruptedException {
    try {
      service.awaitReady(TO_END);
    } catch (FaultException ended) {
      return !ended.getMessage().contains("not ready");
    }
    stage.say("ready; %d senders send large messages", SENDERS);
    LargeMessages large = LargeMessages.send(home.fhir(), feed, SENDERS);
    try {
      return service.waitFor(TO_END);
    } finally {
      large.stop();
    }
  }
}
