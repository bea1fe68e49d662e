package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The disk of the data folder fills up under load, and has room again later. Needs root. */
public record DiskFullTrial() implements Trial {
  private static final int MEGABYTES = 96;
  private static final Duration FULL_FOR = Duration.ofSeconds(4);
  private static final Duration TO_GO_ON = Duration.ofSeconds(90);
  private static final Duration TO_STOP = Duration.ofSeconds(40);
  private static final double PER_SECOND = 200;

  private static final String BROKER_STOPPED = "The broker has stopped";

  @Override
  public String name() {
    return "disk-full";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    Home home = stage.home("node");
    try (SmallDisk disk = SmallDisk.mount(home.data(), MEGABYTES)) {
      SignIn feed = home.feed(Stage.FEED);
      try (Launched service = home.serve();
          Senders senders = stage.senders(home, feed, 1, PER_SECOND)) {
        return fillAndClear(stage, home, disk, service, senders);
      }
    }
  }

  private static Verdict fillAndClear(
      Stage stage, Home home, SmallDisk disk, Launched service, Senders senders)
      throws IOException, InterruptedException {
    List<String> broken = new ArrayList<>();
    senders.awaitMore(100, TO_GO_ON);
    long room = disk.fill();
    stage.say("full: the last %d kB are taken", room / 1024);
    TimeUnit.MILLISECONDS.sleep(FULL_FOR.toMillis());
    // What was freed meanwhile is taken, too.
    disk.fill();
    long then = senders.acknowledged();
    TimeUnit.MILLISECONDS.sleep(FULL_FOR.toMillis());
    long whileFull = senders.acknowledged() - then;
    int readiness = home.readiness();
    if (!service.isAlive()) {
      throw new FaultException("the service ended:\n" + service.lastLines());
    }
    if (readiness == 200) {
      broken.add("it said that it was ready, though it could keep nothing");
    }
    disk.clear();
    long cleared = System.nanoTime();
    for (Way way : senders.ways()) {
      senders.awaitMore(way, 20, TO_GO_ON);
    }
    double seconds = (System.nanoTime() - cleared) / 1e9;
    senders.finish();
    Comparison comparison = stage.compare(home, senders.log());
    broken.addAll(comparison.differences());
    service.terminate();
    if (!service.waitFor(TO_STOP) || service.exitValue() != 0) {
      broken.add("it did not end with code 0 on SIGTERM afterwards");
    }
    return new Verdict(
        "no room on the disk of the data folder",
        "senders are told to come again, nothing acknowledged is lost, and it goes on by itself"
            + " when there is room",
        List.of(
            "%d messages acknowledged in %d s without room, readiness %d"
                .formatted(whileFull, FULL_FOR.toSeconds(), readiness),
            "every way in went on %.1f s after there was room".formatted(seconds),
            service.output().contains(BROKER_STOPPED)
                ? "its broker had stopped, and was started again by the service itself"
                : "its broker did not stop",
            comparison.counted(senders.acknowledged())),
        broken);
  }
}
