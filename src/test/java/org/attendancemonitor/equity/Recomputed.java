package org.attendancemonitor.equity;

import java.util.HashMap;
import java.util.Map;

/**
 * Figures worked out again from what a release publishes: rounded counts of groups, exact ones of
 * the service, and design effects. None of the code that made them is used.
 */
final class Recomputed {
  private static final double Z = 1.959963984540054;

  private final Exposition text;
  private final boolean exact;

  Recomputed(Exposition text) {
    this(text, false);
  }

  /**
   * @param exact nothing is rounded
   */
  Recomputed(Exposition text, boolean exact) {
    this.text = text;
    this.exact = exact;
  }

  /** A count, rounded as published. */
  static long rounded(long count) {
    return (count + 2) / 5 * 5;
  }

  private record Share(double missed, double due, double effect) {
    double p() {
      return missed / due;
    }

    double limit(int sign) {
      double x = missed / effect;
      double n = due / effect;
      double z2 = Z * Z;
      double root = Z * Math.sqrt(x * (n - x) / n + z2 / 4);
      return Math.min(1, Math.max(0, (x + z2 / 2 + sign * root) / (n + z2)));
    }

    double logVariance() {
      return effect * (1 / missed - 1 / due);
    }
  }

  private Share share(Map<String, String> cell) {
    Double attended = text.value("appointments", Exposition.with(cell, "outcome", "attended"));
    Double dna = text.value("appointments", Exposition.with(cell, "outcome", "dna"));
    Double late = text.value("appointments", Exposition.with(cell, "outcome", "late_not_seen"));
    Double effect = text.value("dna_design_effect", cell);
    double missed = dna + (late == null ? 0 : late);
    return new Share(missed, attended + missed, effect == null ? 1 : effect);
  }

  /** The share missed of a cell, and its limits. */
  Map<Map<String, String>, Double> ratio(Map<String, String> cell) {
    Share share = share(cell);
    return share.due == 0
        ? Map.of()
        : wilson(share, cell, cell.get("dimension").equals("all") ? 0 : steps(share.due));
  }

  /** A share of those waiting, and its limits. */
  Map<Map<String, String>, Double> waiting(long over, long all, Map<String, String> labels) {
    return wilson(
        new Share(over, all, 1), labels, labels.get("dimension").equals("all") ? 0 : steps(all));
  }

  private Map<Map<String, String>, Double> wilson(
      Share share, Map<String, String> labels, double steps) {
    return bounds(labels, steps, share.p(), share.limit(-1), share.limit(1));
  }

  /** The gap of a group to the rest of its service: whole minus group. */
  Map<Map<String, String>, Double> gap(Map<String, String> cell) {
    Share group = share(cell);
    Share whole = share(Exposition.with(Exposition.with(cell, "dimension", "all"), "group", "all"));
    Share rest = new Share(whole.missed - group.missed, whole.due - group.due, whole.effect);
    Map<Map<String, String>, Double> gap = new HashMap<>();
    if (rest.missed < 0 || rest.missed > rest.due || rest.due < (exact ? 1 : 20)) {
      return gap;
    }
    double difference = group.p() - rest.p();
    gap.putAll(
        bounds(
            Exposition.with(cell, "measure", "difference"),
            steps(group.due),
            difference,
            difference - Math.hypot(group.p() - group.limit(-1), rest.limit(1) - rest.p()),
            difference + Math.hypot(group.limit(1) - group.p(), rest.p() - rest.limit(-1))));
    if (group.missed > 0 && rest.missed > 0) {
      double factor = Math.exp(Z * Math.sqrt(group.logVariance() + rest.logVariance()));
      double ratio = group.p() / rest.p();
      gap.putAll(
          bounds(
              Exposition.with(cell, "measure", "ratio"),
              exact ? 0 : 100,
              ratio,
              ratio / factor,
              ratio * factor));
    }
    return gap;
  }

  /** The gradient over five fifths, on log odds, weighted with what is due. */
  Map<Map<String, String>, Double> gradient(String service, String window) {
    double[] n = new double[5];
    double[] logit = new double[5];
    double[] error = new double[5];
    double all = 0;
    for (int i = 0; i < 5; i++) {
      Share share =
          share(
              Map.of(
                  "service",
                  service,
                  "dimension",
                  "deprivation_quintile",
                  "group",
                  String.valueOf(i + 1),
                  "window",
                  window));
      n[i] = share.due;
      logit[i] = odds(share.p());
      error[i] = (odds(share.limit(1)) - odds(share.limit(-1))) / 2 / Z;
      all += n[i];
    }
    double below = 0;
    double[] rank = new double[5];
    double top = 0;
    double bottom = 0;
    double mean = 0;
    for (int i = 0; i < 5; i++) {
      rank[i] = (below + n[i] / 2) / all - 0.5;
      below += n[i];
      top += n[i] * rank[i] * logit[i];
      bottom += n[i] * rank[i] * rank[i];
      mean += n[i] * logit[i] / all;
    }
    double variance = 0;
    for (int i = 0; i < 5; i++) {
      variance += Math.pow(n[i] * rank[i] / bottom * error[i], 2);
    }
    double[] slopes = {
      top / bottom, top / bottom + Z * Math.sqrt(variance), top / bottom - Z * Math.sqrt(variance)
    };
    double[] sii = new double[3];
    double[] rii = new double[3];
    for (int i = 0; i < 3; i++) {
      double most = 1 / (1 + Math.exp(-mean + slopes[i] / 2));
      double least = 1 / (1 + Math.exp(-mean - slopes[i] / 2));
      sii[i] = most - least;
      rii[i] = most / least;
    }
    Map<String, String> labels = Map.of("service", service, "window", window);
    Map<Map<String, String>, Double> gradient = new HashMap<>();
    gradient.putAll(
        bounds(
            Exposition.with(labels, "measure", "sii"), exact ? 0 : 1000, sii[0], sii[1], sii[2]));
    gradient.putAll(
        bounds(Exposition.with(labels, "measure", "rii"), exact ? 0 : 100, rii[0], rii[1], rii[2]));
    return gradient;
  }

  private static double odds(double share) {
    return Math.log(share / (1 - share));
  }

  private double steps(double due) {
    return exact ? 0 : due < 200 ? 100 : 1000;
  }

  private static Map<Map<String, String>, Double> bounds(
      Map<String, String> labels, double steps, double estimate, double lower, double upper) {
    return Map.of(
        Exposition.with(labels, "bound", "estimate"), shown(estimate, steps),
        Exposition.with(labels, "bound", "lower"), shown(lower, steps),
        Exposition.with(labels, "bound", "upper"), shown(upper, steps));
  }

  private static double shown(double value, double steps) {
    return steps == 0 ? value : Math.round(value * steps) / steps;
  }
}
