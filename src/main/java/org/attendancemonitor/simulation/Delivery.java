package org.attendancemonitor.simulation;

import java.util.Arrays;

/**
 * What one round of sending came to.
 *
 * @param perSecond messages a second, from the first send to the last commit
 * @param offered messages a second that the sender sent
 * @param p50 median of send to commit, milliseconds
 * @param p99 99th percentile, milliseconds
 * @param batch mean number of messages in a transaction of the service
 */
record Delivery(double perSecond, double offered, double p50, double p99, double batch) {

  /**
   * From times in microseconds. The queue keeps order and transactions take from its front, so the
   * n-th commit is taken for the n-th message: two consumers can change which of two neighbours was
   * meant, hardly the distribution. The first tenth has no part in the percentiles: a sender's
   * process that has just started is slow by itself.
   */
  static Delivery of(long[] sent, long[] committed, long batches) {
    int events = sent.length;
    int warm = events / 10;
    double[] millis = new double[events - warm];
    for (int i = warm; i < events; i++) {
      millis[i - warm] = Math.max(0, committed[i] - sent[i]) / 1e3;
    }
    Arrays.sort(millis);
    double seconds = (committed[events - 1] - sent[0]) / 1e6;
    return new Delivery(
        events / seconds,
        events / Math.max(1e-6, (sent[events - 1] - sent[0]) / 1e6),
        millis[millis.length / 2],
        millis[(int) Math.min(millis.length - 1, Math.ceil(millis.length * 0.99) - 1)],
        batches == 0 ? 0 : (double) events / batches);
  }
}
