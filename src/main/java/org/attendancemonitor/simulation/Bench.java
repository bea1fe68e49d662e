package org.attendancemonitor.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.feed.FeedReader;

/**
 * Measures the service against what its parts could do alone: HAPI parsing on two threads, and the
 * bare record at a fixed batch, alternating with the whole way from queue to commit in one run, so
 * that the machine's moods fall on all three. Then latency at half of the rate found.
 */
public final class Bench {
  private static final int WARM_UP = 5_000;
  private static final int LATENCY_SECONDS = 30;

  private final BenchPlan plan;
  private final FeedReader reader;
  private final Deriver deriver;
  private final Clock clock;

  /**
   * A benchmark.
   *
   * @param reader reads as the service does
   * @param deriver derives as the service does
   * @param clock of this machine
   */
  public Bench(BenchPlan plan, FeedReader reader, Deriver deriver, Clock clock) {
    this.plan = plan;
    this.reader = reader;
    this.deriver = deriver;
    this.clock = clock;
  }

  /**
   * Runs it against a service of this process.
   *
   * @param backlog its queue, where each round is to be a backlog whose taking alone is measured;
   *     empty where the sender sends meanwhile
   * @param out is told each measurement as it is made
   * @throws IllegalStateException where the service stands still or the sender fails
   */
  public BenchReport run(Target target, Optional<HeldQueue> backlog, PrintWriter out)
      throws IOException, InterruptedException {
    int last = plan.rounds();
    List<SimulatedEvent> sample =
        new Workload(plan.trust(), last + 2, plan.now()).events(plan.sample()).toList();
    List<String> texts = sample.stream().map(SimulatedEvent::json).toList();
    ParseProbe parsing = new ParseProbe();
    StoreProbe storing = new StoreProbe(plan, sample, reader, deriver);
    SenderProcess sending = new SenderProcess(plan, target, clock);
    parsing.measure(texts, 1);
    sending.run(last + 1, Math.min(WARM_UP, plan.events()), 0);

    List<Double> parse = new ArrayList<>();
    List<Double> store = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> offered = new ArrayList<>();
    List<Double> batches = new ArrayList<>();
    Spent spent = Spent.NOTHING;
    long before = target.committed();
    long sent = 0;
    for (int round = 0; round < plan.rounds(); round++) {
      parse.add(parsing.measure(texts, plan.passes()));
      store.add(storing.measure());
      Round taken =
          backlog.isPresent()
              ? new Backlog(plan, target, backlog.get()).run(sending, round, plan.events())
              : beside(target, sending, round);
      spent = spent.and(taken.spent());
      sent += plan.events();
      whole.add(taken.perSecond());
      offered.add(taken.offered());
      batches.add(taken.batch());
      out.printf(
          "round %d: HAPI parse on two threads %,.0f/s, bare store at batch %d %,.0f/s,"
              + " queue to commit %,.0f/s (%s)%n",
          round + 1,
          parse.get(round),
          plan.batch(),
          store.get(round),
          taken.perSecond(),
          BenchReport.sent(taken.offered()));
      out.flush();
    }
    double rate = median(whole);
    int events = (int) Math.max(1_000, Math.min(plan.events(), rate / 2 * LATENCY_SECONDS));
    Delivery half = sending.run(last, events, rate / 2);
    return new BenchReport(
        rate,
        median(offered),
        plan.waiting(),
        median(parse),
        median(store),
        half.p50(),
        half.p99(),
        median(batches),
        heapPeak(),
        sent + events,
        target.committed() - before,
        spent.processorNanos() / 1e6 / sent * 1_000,
        forThousand(spent.steps(), sent));
  }

  /** One round with the sender beside it. */
  private Round beside(Target target, SenderProcess sending, int round)
      throws IOException, InterruptedException {
    Spent earlier = Spent.by(target);
    Delivery delivery = sending.run(round, plan.events(), 0);
    return new Round(
        delivery.perSecond(),
        delivery.offered(),
        delivery.batch(),
        Spent.by(target).since(earlier));
  }

  private static Map<String, Double> forThousand(Map<String, Long> nanos, long messages) {
    Map<String, Double> millis = new LinkedHashMap<>();
    nanos.forEach((step, spent) -> millis.put(step, spent / 1e6 / messages * 1_000));
    return millis;
  }

  /** The middle value, or the mean of the two in the middle; the values are not empty. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Bytes; the sum of the pools' peaks is at least the true peak. */
  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }
}
