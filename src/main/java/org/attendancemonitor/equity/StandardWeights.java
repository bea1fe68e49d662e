package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.AgeSexCount;
import org.attendancemonitor.record.StandardPopulations;
import org.attendancemonitor.record.TallyKey;

/**
 * The weights of age and sex. The mix of the services is made once for a calendar year, from the
 * first release of the year whose 52 weeks are all on record, so that standardised shares of one
 * year can be compared; until there is such a release the mix so far serves.
 */
final class StandardWeights {

  /** Days without any appointment at the start of 52 weeks that still pass for a whole year. */
  private static final int QUIET_DAYS = 28;

  private final StandardSettings settings;
  private final StandardPopulations populations;

  StandardWeights(StandardSettings settings, StandardPopulations populations) {
    this.settings = settings;
    this.populations = populations;
  }

  /** The weights for a release, by stratum. */
  double[] of(ReleaseDraft draft) {
    if (settings.population() == StandardSettings.Population.ESP2013) {
      return AgeSex.european();
    }
    int year = draft.upTo().getYear();
    List<AgeSexCount> kept = populations.of(year);
    if (!kept.isEmpty()) {
      return weights(kept);
    }
    List<AgeSexCount> mix = mix(draft);
    if (!draft.patients().firstDay().isAfter(Window.W52.after(draft.upTo()).plusDays(QUIET_DAYS))) {
      populations.keep(year, mix);
    }
    return weights(mix);
  }

  private static List<AgeSexCount> mix(ReleaseDraft draft) {
    long[] due = new long[AgeSex.STRATA];
    for (String service : draft.services()) {
      StratumCounts strata =
          draft.patients().strata(new TallyKey(service, TallyKey.ALL, TallyKey.ALL), Window.W52);
      for (int stratum = 0; stratum < AgeSex.STRATA; stratum++) {
        due[stratum] += strata.due()[stratum];
      }
    }
    List<AgeSexCount> mix = new ArrayList<>();
    for (int stratum = 0; stratum < AgeSex.STRATA; stratum++) {
      mix.add(new AgeSexCount(AgeSex.band(stratum), AgeSex.sex(stratum), due[stratum]));
    }
    return mix;
  }

  private static double[] weights(List<AgeSexCount> mix) {
    double[] weights = new double[AgeSex.STRATA];
    for (AgeSexCount one : mix) {
      int stratum = AgeSex.of(one.ageBand(), one.sex());
      if (stratum != AgeSex.NONE) {
        weights[stratum] = one.n();
      }
    }
    return weights;
  }
}
