package org.attendancemonitor.fault;

import java.util.List;

/**
 * What a service was like at one moment.
 *
 * @param minute since the trial began
 * @param life how many starts there were before
 * @param heap in use after a collection, in MB
 * @param resident memory, in MB
 * @param threads of the process
 * @param handles open files and sockets
 * @param p50 of the time to an answer since the sample before, in ms
 * @param p99 the same
 * @param storeBytes of the record for each message so far; 0 where it is elsewhere
 * @param journal of the broker, in MB
 * @param messages acknowledged so far
 */
record Sample(
    double minute,
    int life,
    double heap,
    double resident,
    int threads,
    int handles,
    double p50,
    double p99,
    double storeBytes,
    double journal,
    long messages) {
  static final String HEAD =
      "minute  life  heap MB   RSS MB  threads  handles  p50 ms  p99 ms  store B/msg  journal MB"
          + "    messages";

  /** A line below {@link #HEAD}. */
  String line() {
    return "%6.1f  %4d  %7.1f  %7.1f  %7d  %7d  %6.1f  %6.1f  %11.0f  %10.1f  %,10d"
        .formatted(
            minute,
            life,
            heap,
            resident,
            threads,
            handles,
            p50,
            p99,
            storeBytes,
            journal,
            messages);
  }

  static double percentile(List<Long> nanos, double share) {
    if (nanos.isEmpty()) {
      return Double.NaN;
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size()))) / 1e6;
  }
}
