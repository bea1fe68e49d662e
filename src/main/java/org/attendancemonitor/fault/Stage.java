package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;

/**
 * Where a trial takes place.
 *
 * @param folder empty, and thrown away afterwards
 * @param program what is tried
 * @param store where its record lies
 * @param clock of the senders
 * @param out for lines about how it goes
 */
public record Stage(
    Path folder, Program program, StoreSettings store, Clock clock, PrintWriter out) {
  /** Who sends. */
  public static final String FEED = "faults-feed";

  /** As whom nodes sign in to a broker that they share. */
  public static final String MONITOR = "faults-monitor";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TO_DRAIN = Duration.ofSeconds(120);

  /** A home of one service, on the store of this stage. */
  public Home home(String name) throws IOException {
    return new Home(folder.resolve(name), program).on(store);
  }

  /** Senders for one service: as many to the queue as over HTTP. */
  public Senders senders(Home home, SignIn signIn, int ofEach, double perSecond) {
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < ofEach; i++) {
      ways.add(new QueueWay("q" + i, home.broker(), signIn));
      ways.add(new HttpWay("h" + i, List.of(home.fhir()), signIn, PATIENCE));
    }
    return Senders.start(ways, perSecond, LocalDate.ofInstant(clock.instant(), clock.getZone()));
  }

  /** The log of the senders against the record, once the queue is drained. */
  public Comparison compare(Home home, Acknowledged log) throws IOException, InterruptedException {
    try (Store record = home.storeToRead()) {
      Comparison comparison = Comparison.await(record, log, TO_DRAIN);
      if (!comparison.agree()) {
        log.write(folder.resolve("acknowledged.txt"));
      }
      return comparison;
    }
  }

  /** Tells how it goes. */
  public void say(String format, Object... words) {
    out.printf(format + "%n", words);
    out.flush();
  }
}
