package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.equity.Release;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.simulation.CountedTrust;
import org.attendancemonitor.simulation.LiveLatency;
import org.attendancemonitor.simulation.LiveLatency.Latency;

/**
 * Measures the figures of a large trust: counting after a day's changes, a weekly release alone and
 * beside live events, a scrape.
 */
final class FiguresBench {
  private static final int BATCH = 500;
  private static final int WEEK = 7;
  private static final int SCRAPES = 21;

  private final Configuration configuration;
  private final CountedTrust trust;
  private final Instant now;
  private final PrintWriter out;

  /** The rate of live events, and how they are sent to a running service. */
  interface Live {
    /** Events a second. */
    double rate();

    /** A sender to this service. */
    LiveLatency to(Monitor monitor) throws IOException;
  }

  private record Timed<T>(T value, double seconds, double processor) {}

  /**
   * @param configuration with a store that is empty
   * @param trust whose last week ends with the day before {@code now}, the news left out
   * @param out is told each step
   */
  FiguresBench(Configuration configuration, CountedTrust trust, Instant now, PrintWriter out) {
    this.configuration = configuration;
    this.trust = trust;
    this.now = now;
    this.out = out;
  }

  /** Runs it. */
  FiguresBenchReport run(long appointments, Live live) throws Exception {
    Timed<Integer> refresh;
    Timed<Release> release;
    long changed;
    try (Store store =
        Store.open(
            StoreAddress.of(configuration.settings(ServerSettings.class)),
            configuration.settings(ServerSettings.class).data())) {
      Leases leases = new Leases(store, "bench", Clock.systemUTC());
      leases.hold(Node.FIGURES);
      Figures figures = new FiguresWiring().equityFigures(store, leases, configuration);
      Timed<Long> load = timed(() -> keep(store, trust.people(now)));
      say("%,d people kept in %.0f s", load.value(), load.seconds());
      Timed<Integer> first = timed(figures::refresh);
      say(
          "%,d days of a service counted for the first time in %.0f s",
          first.value(), first.seconds());
      Timed<Release> oldest =
          timed(() -> figures.release(now.minus(Duration.ofDays(WEEK))).orElseThrow());
      say("the first release, with those before it, made in %.0f s", oldest.seconds());
      changed = keep(store, trust.day(0, now));
      refresh = timed(figures::refresh);
      week(store, figures, 1, WEEK);
      release = timed(() -> figures.release(now).orElseThrow());
      week(store, figures, WEEK, 2 * WEEK);
      leases.giveBack();
    }
    try (Monitor monitor =
        Monitor.start(
            configuration,
            Monitor.Extent.WHOLE,
            Map.of("server.port", 0, "management.server.port", 0))) {
      LiveLatency latency = live.to(monitor);
      double rate = live.rate();
      int events = (int) Math.max(1_000, rate * 1.5 * release.seconds());
      latency.measure(events, rate);
      Latency before = latency.measure(events, rate);
      Figures figures = monitor.part(Figures.class);
      Instant then = now.plus(Duration.ofDays(WEEK));
      ExecutorService aside = Executors.newSingleThreadExecutor();
      CompletableFuture<Timed<Release>> making = new CompletableFuture<>();
      Latency during =
          latency.measure(
              events,
              rate,
              () ->
                  aside.submit(
                      () -> {
                        try {
                          making.complete(timed(() -> figures.release(then).orElseThrow()));
                        } catch (Exception failed) {
                          making.completeExceptionally(failed);
                        }
                      }));
      Timed<Release> beside = result(making);
      aside.shutdown();
      monitor.part(FiguresCollector.class).publish(beside.value());
      List<Double> scrapes = new ArrayList<>();
      String text = "";
      for (int i = 0; i < SCRAPES; i++) {
        Timed<String> scrape = timed(() -> scrape(monitor));
        scrapes.add(scrape.seconds() * 1_000);
        text = scrape.value();
      }
      return new FiguresBenchReport(
          BenchStore.name(configuration),
          appointments,
          changed,
          refresh.value(),
          refresh.seconds(),
          refresh.processor(),
          release.seconds(),
          release.processor(),
          beside.seconds(),
          before,
          during,
          (int) text.lines().filter(line -> line.startsWith("attendance_")).count(),
          scrapes.stream().sorted().skip(SCRAPES / 2).findFirst().orElseThrow(),
          BenchFrame.heapPeak());
    }
  }

  private void week(Store store, Figures figures, int from, int to) {
    for (int day = from; day < to; day++) {
      keep(store, trust.day(day, now));
    }
    figures.refresh();
  }

  private static long keep(Store store, Stream<Derivation> people) {
    Derived derived = new Derived(store);
    List<Derivation> batch = new ArrayList<>(BATCH);
    long[] kept = {0};
    people.forEach(
        person -> {
          batch.add(person);
          kept[0]++;
          if (batch.size() == BATCH) {
            keep(store, derived, batch);
          }
        });
    keep(store, derived, batch);
    return kept[0];
  }

  private static void keep(Store store, Derived derived, List<Derivation> batch) {
    store.inTransaction(
        () -> {
          derived.keep(batch);
          return null;
        });
    batch.clear();
  }

  private static String scrape(Monitor monitor) throws IOException, InterruptedException {
    URI address =
        URI.create("http://127.0.0.1:" + monitor.managementPort() + "/actuator/prometheus");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  private static <T> Timed<T> timed(Callable<T> work) throws Exception {
    long started = System.nanoTime();
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    T value = work.call();
    return new Timed<>(
        value,
        (System.nanoTime() - started) / 1e9,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
  }

  private void say(String text, Object... values) {
    out.println(text.formatted(values));
    out.flush();
  }
}
