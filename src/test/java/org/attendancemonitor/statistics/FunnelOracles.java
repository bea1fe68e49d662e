package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comparisons of services against their oracles. */
final class FunnelOracles {
  private static final Map<FunnelPlace, String> LABELS =
      Map.of(
          FunnelPlace.ABOVE_3SD, "High (0.001)",
          FunnelPlace.ABOVE_2SD, "High (0.025)",
          FunnelPlace.INSIDE, "Not significant",
          FunnelPlace.BELOW_2SD, "Low (0.025)",
          FunnelPlace.BELOW_3SD, "Low (0.001)");

  private FunnelOracles() {}

  static void proportions(OracleCase expected) {
    List<Proportion> services = services(expected, "x", "n");
    Funnel funnel = Funnel.of(services).orElseThrow();
    expected.agrees("/average", funnel.centre());
    for (int i = 0; i < services.size(); i++) {
      String row = "/rows/" + i;
      FunnelLimits limits = funnel.limits(services.get(i).n());
      expected.agrees(row + "/lower_2s", limits.lower2());
      expected.agrees(row + "/upper_2s", limits.upper2());
      expected.agrees(row + "/lower_3s", limits.lower3());
      expected.agrees(row + "/upper_3s", limits.upper3());
      assertThat(expected.text(row + "/significance"))
          .as(expected.text(row + "/service"))
          .isEqualTo(LABELS.get(funnel.place(services.get(i))));
    }
  }

  static void overdispersion(OracleCase expected) {
    List<Proportion> services = services(expected, "numerator", "denominator");
    Overdispersion found = Overdispersion.of(services).orElseThrow();
    assertThat(expected.number("/trim_by")).isEqualTo(0.1);
    expected.agrees("/target", found.centre());
    expected.agrees("/phi", found.phi());
    expected.agrees("/tau2", found.tau2());
    for (int i = 0; i < services.size(); i++) {
      String row = "/rows/" + i;
      expected.text(row + "/group");
      expected.agrees(row + "/z", found.services().get(i).z());
      expected.agrees(row + "/z_winsorised", found.services().get(i).winsorised());
      expected.agrees(row + "/s", found.services().get(i).error());
      FunnelLimits limits = found.limits(services.get(i).n());
      lower(expected, row + "/od_lower_95", limits.lower2());
      expected.agrees(row + "/od_upper_95", limits.upper2());
      lower(expected, row + "/od_lower_99_8", limits.lower3());
      expected.agrees(row + "/od_upper_99_8", limits.upper3());
    }
  }

  /** The README of the oracles: 0 where the package's own value is missing. */
  private static void lower(OracleCase expected, String path, double found) {
    if (expected.at(path).isNull()) {
      assertThat(found).as(path).isZero();
    } else {
      expected.agrees(path, found);
    }
  }

  private static List<Proportion> services(OracleCase expected, String x, String n) {
    List<Proportion> services = new ArrayList<>();
    int rows = expected.size("/rows");
    for (int i = 0; i < rows; i++) {
      services.add(
          new Proportion(
              expected.count("/rows/" + i + "/" + x), expected.count("/rows/" + i + "/" + n)));
    }
    return services;
  }
}
