package org.attendancemonitor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.simulation.Bench;

/**
 * What was found about two records of different size. Rates are medians of the rounds.
 *
 * @param smallAppointments in the small record, about
 * @param largeAppointments in the large record
 * @param rounds of each
 * @param smallRate events a second
 * @param largeRate events a second
 * @param smallProcessor milliseconds of processor time for 1,000 events
 * @param largeProcessor the same
 * @param smallFromDisk bytes read from the disk for an event; NaN where that is not known
 * @param largeFromDisk the same
 * @param smallSteps milliseconds in each step for 1,000 events
 * @param largeSteps the same
 * @param ready seconds from the start of a process to ready, on the large record
 * @param bytesEach bytes on the disk for an appointment of the large record, all else included
 * @param smallScrape milliseconds
 * @param largeScrape milliseconds
 * @param series in a scrape of the large record
 * @param addedEach events about each person of the small record in a round; each begins anew
 */
record ScaleBenchReport(
    long smallAppointments,
    long largeAppointments,
    int rounds,
    double smallRate,
    double largeRate,
    double smallProcessor,
    double largeProcessor,
    double smallFromDisk,
    double largeFromDisk,
    Map<String, Double> smallSteps,
    Map<String, Double> largeSteps,
    double ready,
    double bytesEach,
    double smallScrape,
    double largeScrape,
    int series,
    double addedEach) {
  private static final double LEAST_RATIO = 0.85;
  private static final double MOST_SECONDS = 20;

  static ScaleBenchReport of(
      ScaleBench.Plan plan,
      ScaleSide small,
      ScaleSide large,
      KnownRecord.Filled filled,
      long bytes,
      double ready) {
    return new ScaleBenchReport(
        (long) plan.small() * plan.smallEach(),
        filled.appointments(),
        plan.rounds(),
        Bench.median(small.perSecond()),
        Bench.median(large.perSecond()),
        Bench.median(small.processor()),
        Bench.median(large.processor()),
        Bench.median(small.fromDisk()),
        Bench.median(large.fromDisk()),
        medians(small),
        medians(large),
        ready,
        (double) bytes / filled.appointments(),
        small.scrape(),
        large.scrape(),
        large.series(),
        (double) (plan.events() + plan.warmUp()) / plan.small());
  }

  private static Map<String, Double> medians(ScaleSide side) {
    Map<String, Double> medians = new LinkedHashMap<>();
    side.steps().forEach((step, millis) -> medians.put(step, Bench.median(millis)));
    return medians;
  }

  /** The rate on the large record as a share of that on the small one. */
  double ratio() {
    return largeRate / smallRate;
  }

  /** Whether both promises held. */
  boolean held() {
    return ratio() >= LEAST_RATIO && ready < MOST_SECONDS;
  }

  /** For people. */
  String text() {
    return String.format(
        Locale.UK,
        "events/s from queue to commit, medians of %d rounds: %,.0f with about %,d appointments,"
            + " %,.0f with %,d%n"
            + "  the large record's rate is %.2f of the small one's (promise: at least %.2f)%n"
            + "  processor time for 1,000 events: %.0f ms, %.0f ms%n"
            + "  read from the disk for an event: %s, %s (each record is read through before its"
            + " round)%n"
            + "  ms for 1,000 events, small:%s%n"
            + "  ms for 1,000 events, large:%s%n"
            + "  start to ready on the large record: %.1f s (promise: under %.0f s)%n"
            + "  on the disk: %,.0f bytes for an appointment, all that is kept of its person"
            + " included%n"
            + "  a scrape: %.1f ms, %.1f ms (%,d series)%n"
            + "  beside the history, a round told %.1f events about each person of the small record,"
            + " which begins each round as it was filled%n"
            + "%s",
        rounds,
        smallRate,
        smallAppointments,
        largeRate,
        largeAppointments,
        ratio(),
        LEAST_RATIO,
        smallProcessor,
        largeProcessor,
        bytes(smallFromDisk),
        bytes(largeFromDisk),
        words(smallSteps),
        words(largeSteps),
        ready,
        MOST_SECONDS,
        bytesEach,
        smallScrape,
        largeScrape,
        series,
        addedEach,
        held() ? "Held: an event costs about the same." : "NOT held.");
  }

  /** For people, also where it is not known. */
  static String bytes(double value) {
    return Double.isNaN(value) ? "not known" : String.format(Locale.UK, "%,.0f bytes", value);
  }

  private static String words(Map<String, Double> steps) {
    return steps.entrySet().stream()
        .map(step -> String.format(Locale.UK, " %s %.0f", step.getKey(), step.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.0f", value);
  }

  /** For machines: one JSON object on one line. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"small_per_second\":%.0f,\"large_per_second\":%.0f,\"ratio\":%.3f,"
            + "\"small_appointments\":%d,\"large_appointments\":%d,"
            + "\"small_cpu_ms_per_1000\":%.0f,\"large_cpu_ms_per_1000\":%.0f,"
            + "\"small_disk_read_bytes\":%s,\"large_disk_read_bytes\":%s,"
            + "\"ready_s\":%.2f,\"bytes_per_appointment\":%.0f,"
            + "\"small_scrape_ms\":%.2f,\"large_scrape_ms\":%.2f,\"series\":%d,\"held\":%b}",
        smallRate,
        largeRate,
        ratio(),
        smallAppointments,
        largeAppointments,
        smallProcessor,
        largeProcessor,
        number(smallFromDisk),
        number(largeFromDisk),
        ready,
        bytesEach,
        smallScrape,
        largeScrape,
        series,
        held());
  }
}
