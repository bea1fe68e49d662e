package org.attendancemonitor.fault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sender of what cannot be used: messages that are no FHIR, and a second content under a version
 * and a time that are known. Each is acknowledged by the queue, and kept as a dead letter.
 */
final class Nuisance implements AutoCloseable {
  /** How ids of its appointments begin. */
  static final String CLASH = "clash-";

  private final Way way;
  private final long pauseMillis;
  private final AtomicLong unusable = new AtomicLong();
  private final AtomicLong clashes = new AtomicLong();
  private final Thread thread = new Thread(this::run, "nuisance");
  private volatile boolean wanted = true;
  private volatile RuntimeException failure;

  private Nuisance(Way way, double perSecond) {
    this.way = way;
    this.pauseMillis = (long) (1_000 / perSecond);
  }

  static Nuisance start(Way way, double perSecond) {
    Nuisance nuisance = new Nuisance(way, perSecond);
    nuisance.thread.setDaemon(true);
    nuisance.thread.start();
    return nuisance;
  }

  /** Messages acknowledged that can be read by nobody. */
  long unusable() {
    return unusable.get();
  }

  /** Appointments of which two contents were acknowledged, under one version. */
  long clashes() {
    return clashes.get();
  }

  private void run() {
    try {
      for (int number = 0; wanted; number++) {
        if (number % 2 == 0) {
          deliver("{\"resourceType\": \"Appointment\", \"status\": ");
          unusable.incrementAndGet();
        } else {
          String id = CLASH + way.name() + "-" + number;
          deliver(clash(id, "fulfilled"));
          deliver(clash(id, "booked"));
          clashes.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException stopped) {
      failure = stopped;
    }
  }

  private void deliver(String text) throws InterruptedException {
    while (!way.deliver("", text)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static String clash(String id, String status) {
    return """
        {"resourceType": "Appointment", "id": "%s", "status": "%s",
         "meta": {"versionId": "1", "lastUpdated": "2026-01-05T10:00:00Z"},
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]}],
         "start": "2026-01-05T09:00:00Z", "end": "2026-01-05T09:30:00Z",
         "participant": [{"actor": {"reference": "Patient/%s"}, "status": "accepted"}]}"""
        .formatted(id, status, id);
  }

  /** Ends after what is under way is acknowledged. */
  void finish() throws InterruptedException {
    wanted = false;
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    wanted = false;
    thread.interrupt();
    way.close();
  }
}
