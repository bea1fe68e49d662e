package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A long time at half load with faults at random, while the clock of the service runs many times
 * faster. In the first half the process is killed and ended, too; in the second it lives on, so
 * that its memory can be judged. At last nothing is done to it, so that its own counters can be
 * held against what was sent.
 *
 * @param minutes of all three
 * @param speed of the service's clock
 * @param rate messages a second; 0 for half of what it is measured to take
 * @param seed of the faults
 */
public record SoakTrial(double minutes, double speed, double rate, long seed) implements Trial {
  private static final Duration TO_DRAIN = Duration.ofSeconds(180);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HTTP_WAYS = 4;
  private static final int QUEUE_WAYS = 2;
  private static final double AS_FAST_AS_IT_GOES = 1_000_000;
  private static final double NUISANCES = 2;
  private static final double JUDGED_FROM_MINUTES = 5;
  private static final double LONGEST_TO_MEASURE_MS = 90_000;

  /** A process that was just started still grows. */
  private boolean isLong() {
    return minutes >= JUDGED_FROM_MINUTES;
  }

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    return new Run(this, stage).run();
  }

  /** One run. */
  private static final class Run {
    private final SoakTrial plan;
    private final Stage stage;
    private final Home home;
    private final Gauges gauges;
    private final Instant from;
    private final Random random;
    private final SignIn feed;
    private final SignIn clinician;
    private final SoakBooks books = new SoakBooks();
    private final List<Sample> samples = new ArrayList<>();
    private final List<CutWay> cut = new ArrayList<>();
    private final List<TimedWay> timed = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Mischief mischief;
    private long quiet;

    private Run(SoakTrial plan, Stage stage) throws IOException {
      this.plan = plan;
      this.stage = stage;
      this.home = stage.home("node");
      this.gauges = new Gauges(home);
      this.from = stage.clock().instant();
      this.random = new Random(plan.seed());
      home.options(
          List.of(
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-XX:+ExitOnOutOfMemoryError",
              "-Dtrial.clock.speed=" + plan.speed(),
              "-Dtrial.clock.from=" + from));
      this.feed = home.feed(Stage.FEED);
      this.clinician = home.user("faults-clinician", Passwords.generate(), "clinician");
    }

    /** The day it is for the service. */
    private LocalDate today() {
      long real = Duration.between(from, stage.clock().instant()).toMillis();
      return LocalDate.ofInstant(from.plusMillis((long) (real * plan.speed())), ZoneOffset.UTC);
    }

    private Verdict run() throws IOException, InterruptedException {
      stage.say(
          "%.1f minutes, clock %.0f times as fast, --seed %d", plan.minutes, plan.speed, plan.seed);
      Launched service = home.serve();
      mischief = new Mischief(home, cut, random, stage.clock(), service);
      try (Colleague colleague = Colleague.start(home, clinician);
          Nuisance nuisance = Nuisance.start(new QueueWay("bad", home.broker(), feed), NUISANCES)) {
        double rate = plan.rate() > 0 ? plan.rate() : measured() / 2;
        happened.add("%.0f messages a second, by queue and HTTP".formatted(rate));
        stage.say("%.0f messages a second", rate);
        long end = System.nanoTime() + (long) (plan.minutes() * 60e9);
        soak(rate, end, nuisance);
        nuisance.finish();
        colleague.finish();
        if (colleague.completed() == 0 && plan.isLong()) {
          broken.add("nobody could complete a task: " + colleague.refusal());
        }
        drain(nuisance);
        long unusable = nuisance.unusable() + quiet(rate, nuisance);
        try (Store record = home.storeToRead()) {
          books.close(
              record,
              unusable,
              nuisance.clashes() + quiet,
              colleague.completed(),
              colleague.unanswered());
        }
      } finally {
        mischief.service().close();
      }
      Flatness flatness = Flatness.of(samples, mischief.life());
      if (plan.isLong()) {
        broken.addAll(flatness.broken());
      } else {
        happened.add("too short to judge memory and latency: what follows is only told");
      }
      happened.addAll(flatness.lines());
      log();
      happened.add(0, mischief.told());
      happened.addAll(books.happened());
      broken.addAll(books.broken());
      return new Verdict(
          "%.1f minutes of faults at random, the clock %.0f times as fast: %.1f days"
              .formatted(plan.minutes(), plan.speed(), plan.minutes() * plan.speed() / 1440),
          "memory and latency stay flat, the books balance, nothing unexplained is logged",
          happened,
          broken);
    }

    private Senders start(String prefix, double perSecond) {
      List<Way> ways = new ArrayList<>();
      for (int i = 0; i < QUEUE_WAYS; i++) {
        CutWay way = new CutWay(new QueueWay(prefix + "q" + i, home.broker(), feed));
        cut.add(way);
        ways.add(way);
      }
      for (int i = 0; i < HTTP_WAYS; i++) {
        TimedWay way =
            new TimedWay(
                new HttpWay(prefix + "h" + i, List.of(home.fhir()), feed, PATIENCE),
                mischief::disturbances);
        timed.add(way);
        ways.add(way);
      }
      Supplier<LocalDate> today = this::today;
      return Senders.start(ways, perSecond, today);
    }

    /** What it takes in a second once Java has compiled most of it. */
    private double measured() throws InterruptedException {
      long third = (long) Math.min(LONGEST_TO_MEASURE_MS, plan.minutes() * 60_000 / 8) / 3;
      allItTakes("w", 2 * third);
      double rate = allItTakes("m", third);
      stage.say("it takes %.0f messages a second", rate);
      return rate;
    }

    /** Messages a second, when it is sent as much as it takes, until they are kept. */
    private double allItTakes(String prefix, long millis) throws InterruptedException {
      long begun = System.nanoTime();
      try (Senders senders = start(prefix, AS_FAST_AS_IT_GOES)) {
        TimeUnit.MILLISECONDS.sleep(millis);
        senders.finish();
        books.add(senders.log());
        awaitFacts(0);
        return senders.log().messages() * 1e9 / (System.nanoTime() - begun);
      } finally {
        timed.clear();
        cut.clear();
      }
    }

    private void soak(double rate, long end, Nuisance nuisance)
        throws IOException, InterruptedException {
      long begun = System.nanoTime();
      long half = begun + (end - begun) / 2;
      long every = (long) Math.max(3e9, Math.min(45e9, (end - begun) / 16.0));
      long lookEvery = (long) Math.max(3e9, Math.min(60e9, (end - begun) / 14.0));
      long nextFault = begun + every;
      long nextSample = begun + lookEvery;
      stage.say(Sample.HEAD);
      try (Senders senders = start("s", rate)) {
        while (System.nanoTime() < end) {
          if (System.nanoTime() > nextFault) {
            mischief.act(System.nanoTime() < half);
            senders.awaitMore(1, PATIENCE);
            nextFault = System.nanoTime() + every / 2 + (long) (random.nextDouble() * every);
          }
          if (System.nanoTime() > nextSample) {
            sample((System.nanoTime() - begun) / 60e9, senders.acknowledged());
            nextSample = System.nanoTime() + lookEvery;
          }
          TimeUnit.MILLISECONDS.sleep(50);
        }
        senders.finish();
        books.add(senders.log());
      } finally {
        timed.clear();
        cut.clear();
      }
    }

    private void sample(double minute, long messages) throws IOException, InterruptedException {
      Launched service = mischief.service();
      List<Long> nanos = timed.stream().flatMap(way -> way.take().stream()).toList();
      Sample sample =
          new Sample(
              minute,
              mischief.life(),
              gauges.heap(service),
              Gauges.resident(service),
              Gauges.threads(service),
              Gauges.handles(service),
              Sample.percentile(nanos, 0.5),
              Sample.percentile(nanos, 0.99),
              messages == 0 ? 0 : (double) gauges.bytes("store") / messages,
              gauges.bytes("broker") / 1e6,
              messages);
      // A collection that was asked for is no answer that took long.
      timed.forEach(TimedWay::take);
      samples.add(sample);
      stage.say(sample.line());
    }

    /** Until everything told is kept. */
    private void drain(Nuisance nuisance) throws InterruptedException {
      awaitFacts(nuisance.clashes());
      awaitCount(
          "SELECT count(*) FROM dead_letter", nuisance.unusable() + nuisance.clashes(), TO_DRAIN);
    }

    private void awaitFacts(long clashes) throws InterruptedException {
      // While somebody tells of clashes, there may be more.
      awaitCount("SELECT count(*) FROM fact WHERE source = 'epr'", books.facts(clashes), TO_DRAIN);
    }

    private void awaitCount(String sql, long wanted, Duration within) throws InterruptedException {
      long end = System.nanoTime() + within.toNanos();
      try (Store record = home.storeToRead()) {
        JdbcTemplate reading = new JdbcTemplate(record.reader());
        Long count = 0L;
        while (System.nanoTime() < end) {
          count = reading.queryForObject(sql, Long.class);
          if (count != null && count >= wanted) {
            return;
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
        broken.add("%s: %,d wanted, %,d there after %s".formatted(sql, wanted, count, within));
      }
    }

    /** Nothing is done to it: its own counters tell what was sent. */
    private long quiet(double rate, Nuisance before) throws IOException, InterruptedException {
      Map<String, Long> then = gauges.events();
      long messages;
      long versions;
      long unusable;
      try (Senders senders = start("z", rate);
          Nuisance nuisance =
              Nuisance.start(new QueueWay("worse", home.broker(), feed), 10 * NUISANCES)) {
        TimeUnit.MILLISECONDS.sleep(
            (long) Math.min(30_000, Math.max(2_000, plan.minutes() * 3_000)));
        senders.finish();
        nuisance.finish();
        books.add(senders.log());
        messages = senders.log().messages();
        versions =
            senders.log().said().values().stream().mapToLong(Acknowledged.Said::versions).sum();
        unusable = nuisance.unusable();
        quiet = nuisance.clashes();
        awaitFacts(before.clashes() + quiet);
        awaitCount(
            "SELECT count(*) FROM dead_letter",
            before.unusable() + before.clashes() + unusable + quiet,
            TO_DRAIN);
      }
      Map<String, Long> now = gauges.events();
      long kept = grown("accepted", then, now) + grown("stale", then, now);
      long repeated = grown("duplicate", then, now);
      long conflicts = grown("conflict", then, now);
      long rejected = grown("rejected", then, now);
      happened.add(
          "its own counters, of %,d messages at the end: facts %,d + repeats %,d + conflicts %,d + rejected %,d"
              .formatted(messages + unusable + 2 * quiet, kept, repeated, conflicts, rejected));
      if (kept != versions + quiet
          || repeated != messages - versions
          || conflicts != quiet
          || rejected != unusable) {
        broken.add(
            "its counters are not what was told: facts %,d, repeats %,d, conflicts %,d, rejected %,d"
                .formatted(versions + quiet, messages - versions, quiet, unusable));
      }
      return unusable;
    }

    private static long grown(String result, Map<String, Long> then, Map<String, Long> now) {
      return now.getOrDefault(result, 0L) - then.getOrDefault(result, 0L);
    }

    /** What was logged as an error, and not because of a fault. */
    private void log() {
      List<String> errors =
          home.allOutput().lines().filter(line -> line.contains(" ERROR ")).toList();
      List<String> unexplained =
          errors.stream().filter(line -> !mischief.explains(moment(line))).toList();
      happened.add(
          "%d lines of errors were logged, %d of them without a fault"
              .formatted(errors.size(), unexplained.size()));
      if (!unexplained.isEmpty()) {
        broken.add("logged without a fault: " + unexplained.get(0));
      }
    }

    private static Instant moment(String line) {
      try {
        return OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant();
      } catch (DateTimeParseException | StringIndexOutOfBoundsException noTime) {
        return Instant.EPOCH;
      }
    }
  }
}
