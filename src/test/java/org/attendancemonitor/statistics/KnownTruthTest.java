package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.attendancemonitor.statistics.ProcessChart.Method;
import org.junit.jupiter.api.Test;

/**
 * Tallies drawn from a truth put in on purpose, 200 seeds: 95 per cent limits cover it at about
 * that rate (within three binomial standard deviations, and what is said of an approximate method),
 * and a change that was put in is found.
 */
class KnownTruthTest {
  private static final double STATED = 0.95;

  @Test
  void limitsOfAGapCoverIt() {
    Coverage difference = new Coverage();
    Coverage ratio = new Coverage();
    Draws.everySeed(
        10,
        draws -> {
          double rest = draws.between(0.04, 0.15);
          double times = draws.between(0.7, 2);
          Proportion few = draws.proportion(draws.whole(60, 1500), rest * times);
          Proportion many = draws.proportion(draws.whole(1000, 8000), rest);
          difference.count(Newcombe.difference(few, many, STATED), rest * times - rest);
          ratio.count(RiskRatio.of(few, many, STATED), times);
        });
    difference.isAbout(STATED, 0.005, 0.01);
    ratio.isAbout(STATED, 0.005, 0.01);
  }

  @Test
  void limitsOfAGradientCoverIt() {
    Coverage slope = new Coverage();
    Coverage ratio = new Coverage();
    Draws.everySeed(
        10,
        draws -> {
          double most = draws.between(-2.6, -1.4);
          double least = most - draws.between(-0.2, 1);
          int[] people = draws.wholes(5, 300, 2000);
          double all = Arrays.stream(people).sum();
          List<Proportion> fifths = new ArrayList<>();
          double before = 0;
          for (int each : people) {
            double rank = (before + each / 2.0) / all;
            double odds = most + rank * (least - most);
            fifths.add(draws.proportion(each, ValueScale.LOGIT.back(odds)));
            before += each;
          }
          SlopeIndex found = SlopeIndex.of(fifths, -1, STATED).orElseThrow();
          double atMost = ValueScale.LOGIT.back(most);
          double atLeast = ValueScale.LOGIT.back(least);
          slope.count(found.slope(), atMost - atLeast);
          ratio.count(found.ratio(), atMost / atLeast);
        });
    slope.isAbout(STATED, 0.005, 0.015);
    ratio.isAbout(STATED, 0.005, 0.015);
  }

  /** Poisson limits of shares are a little wide, by 1/(1 - share) in the variance. */
  @Test
  void limitsOfAStandardisedShareCoverIt() {
    Coverage coverage = new Coverage();
    Draws.everySeed(
        10,
        draws -> {
          List<Stratum> strata = new ArrayList<>();
          double truth = 0;
          double weights = 0;
          for (int band = 0; band < 8; band++) {
            double weight = draws.between(1, 10);
            double share = draws.between(0.03, 0.2);
            int due = draws.whole(80, 800);
            strata.add(Stratum.of(weight, due, draws.proportion(due, share).x()));
            truth += weight * share;
            weights += weight;
          }
          coverage.count(StandardisedRate.of(strata, 1, STATED), truth / weights);
        });
    coverage.isAbout(STATED, 0.005, 0.025);
  }

  @Test
  void limitsOfARateOfRepeatedEventsCoverItOnlyIfTheyAllowForTheRepeats() {
    Coverage repeated = new Coverage();
    Coverage asIfAlone = new Coverage();
    Draws.everySeed(
        5,
        draws -> {
          List<Stratum> strata = new ArrayList<>();
          List<Stratum> alone = new ArrayList<>();
          for (int band = 0; band < 6; band++) {
            int people = draws.whole(60, 400);
            long[] by = new long[6];
            for (int person = 0; person < people; person++) {
              int events = (int) draws.proportion(6, draws.happens(0.15) ? 0.5 : 0.05).x();
              if (events > 0) {
                by[events - 1]++;
              }
            }
            Stratum stratum = Stratum.repeated(draws.between(1, 10), people, by);
            strata.add(stratum);
            alone.add(Stratum.of(stratum.weight(), people, stratum.events()));
          }
          double truth = 6 * (0.15 * 0.5 + 0.85 * 0.05);
          repeated.count(StandardisedRate.of(strata, 1, STATED), truth);
          asIfAlone.count(StandardisedRate.of(alone, 1, STATED), truth);
        });
    repeated.isAbout(STATED, 0.005, 0.03);
    assertThat(asIfAlone.rate()).isLessThan(0.9);
  }

  /** One patient in five misses 40 per cent of his appointments and the others 5. */
  @Test
  void limitsOverPatientsWithAWayOfTheirOwnCoverOnlyWithTheDesignEffect() {
    Coverage plain = new Coverage();
    Coverage adjusted = new Coverage();
    Coverage plainGap = new Coverage();
    Coverage adjustedGap = new Coverage();
    Coverage adjustedRatio = new Coverage();
    Draws.everySeed(
        3,
        draws -> {
          Clusters group = draws.patients(300, 0.2);
          Clusters rest = draws.patients(900, 0.1);
          double truth = 0.05 + 0.2 * 0.35;
          double gap = 0.1 * 0.35;
          DesignEffect effect = group.designEffect().orElseThrow();
          DesignEffect other = rest.designEffect().orElseThrow();
          plain.count(WilsonInterval.estimate(group.pooled(), STATED), truth);
          adjusted.count(effect.estimate(group.pooled(), STATED), truth);
          plainGap.count(Newcombe.difference(group.pooled(), rest.pooled(), STATED), gap);
          adjustedGap.count(
              Newcombe.difference(
                  effect.estimate(group.pooled(), STATED), other.estimate(rest.pooled(), STATED)),
              gap);
          adjustedRatio.count(
              RiskRatio.of(group.pooled(), effect.value(), rest.pooled(), other.value(), STATED),
              truth / (truth - gap));
        });
    assertThat(plain.rate()).isLessThan(0.85);
    assertThat(plainGap.rate()).isLessThan(0.85);
    adjusted.isAbout(STATED, 0.01, 0.01);
    adjustedGap.isAbout(STATED, 0.01, 0.01);
    adjustedRatio.isAbout(STATED, 0.01, 0.01);
  }

  @Test
  void aStepFromTenToFifteenPerCentIsFoundWithinEightWeeks() {
    int[] found = new int[2];
    Draws.everySeed(
        1,
        draws -> {
          double[] weeks =
              DoubleStream.concat(
                      Arrays.stream(draws.series(24, 300, 0.10)),
                      Arrays.stream(draws.series(8, 300, 0.15)))
                  .toArray();
          Method beforeIt = new Method(true, OptionalInt.of(24), 0);
          List<ProcessPoint> after = ProcessChart.of(weeks, beforeIt).points().subList(24, 32);
          found[0] += after.stream().anyMatch(KnownTruthTest::high) ? 1 : 0;
          // And without knowing when it was, limits from all the weeks.
          List<ProcessPoint> all = ProcessChart.of(weeks, Method.SCREENED).points();
          found[1] += all.subList(24, 32).stream().anyMatch(KnownTruthTest::high) ? 1 : 0;
        });
    assertThat(found[0]).as("of 200, limits from before").isGreaterThanOrEqualTo(198);
    assertThat(found[1]).as("of 200, limits from all").isGreaterThanOrEqualTo(190);
  }

  @Test
  void withoutAStepTheNewestWeekIsRarelyCalledHigh() {
    int[] alarms = new int[2];
    Draws.everySeed(
        1,
        draws -> {
          double[] weeks = draws.series(52, 300, 0.10);
          for (int newest = 26; newest < 52; newest++) {
            double[] known = Arrays.copyOf(weeks, newest + 1);
            ProcessPoint point = ProcessChart.of(known, Method.SCREENED).points().get(newest);
            alarms[0] += point.signals().contains(Signal.ABOVE_UPPER) ? 1 : 0;
            alarms[1] += high(point) ? 1 : 0;
          }
        });
    double weeks = 200.0 * 26;
    assertThat(alarms[0] / weeks).as("above the upper limit").isLessThan(0.01);
    assertThat(alarms[1] / weeks).as("any signal of more").isLessThan(0.02);
  }

  @Test
  void gapsRoundedToWholePerCentRaiseNoMoreAlarmsThanGapsAsTheyAre() {
    int[] alarms = new int[3];
    Draws.everySeed(
        3,
        draws -> {
          double[] gaps = new double[24];
          // Of 1,500 and 6,000 appointments a month: as much varies by chance as a per cent is.
          Arrays.setAll(gaps, i -> 0.04 + 0.0087 * draws.normal());
          double[] rounded =
              Arrays.stream(gaps).map(gap -> Math.round(100 * gap) / 100.0).toArray();
          for (int newest = 12; newest < 24; newest++) {
            double[] known = Arrays.copyOf(rounded, newest + 1);
            Method allowing = Method.SCREENED.roundedTo(0.01);
            alarms[0] += high(newest(Arrays.copyOf(gaps, newest + 1), Method.SCREENED)) ? 1 : 0;
            alarms[1] += high(newest(known, Method.SCREENED)) ? 1 : 0;
            alarms[2] += high(newest(known, allowing)) ? 1 : 0;
          }
        });
    double months = 600.0 * 12;
    assertThat(alarms[0] / months).as("as they are").isLessThan(0.015);
    assertThat(alarms[1] / months).as("rounded, and taken as they are").isGreaterThan(0.018);
    assertThat(alarms[2] / months).as("rounded, and known to be").isLessThan(0.015);
  }

  private static ProcessPoint newest(double[] series, Method method) {
    List<ProcessPoint> points = ProcessChart.of(series, method).points();
    return points.get(points.size() - 1);
  }

  private static boolean high(ProcessPoint point) {
    return point.first().map(Signal::high).orElse(false);
  }

  @Test
  void aStepWithoutWhichThereWasATrendIsMeasured() {
    Coverage level = new Coverage();
    Draws.everySeed(
        5,
        draws -> {
          double[] months = new double[48];
          double error = 0;
          for (int i = 0; i < months.length; i++) {
            error = 0.3 * error + 0.01 * draws.normal();
            months[i] = 0.1 + 0.0005 * i - (i < 24 ? 0 : 0.02) + error;
          }
          level.count(InterruptedSeries.of(months, 24, STATED).orElseThrow().level(), -0.02);
        });
    // The rate of the autoregression is itself an estimate, from 44 degrees of freedom.
    level.isAbout(STATED, 0.025, 0.01);
  }

  @Test
  void limitsOfADriftBeforeAChangeCoverIt() {
    Coverage drift = new Coverage();
    Draws.everySeed(
        5,
        draws -> {
          double[] weeks = new double[26];
          double error = 0;
          for (int i = 0; i < weeks.length; i++) {
            error = 0.3 * error + 0.01 * draws.normal();
            weeks[i] = 0.02 + 0.0004 * i + error;
          }
          drift.count(Trend.of(weeks, STATED), 0.0004);
        });
    // The rate of the autoregression is itself an estimate, from 24 degrees of freedom.
    drift.isAbout(STATED, 0.03, 0.01);
  }

  /** Each patient has five appointments that end alike. */
  @Test
  void aDifferenceInDifferencesAllowsForPatientsWithSeveralAppointments() {
    Coverage allowing = new Coverage();
    Coverage plain = new Coverage();
    DesignEffect five = new DesignEffect(5);
    Draws.everySeed(
        5,
        draws -> {
          Proportion[] patients = {
            draws.proportion(900, 0.12),
            draws.proportion(900, 0.08),
            draws.proportion(1500, 0.10),
            draws.proportion(1500, 0.09)
          };
          allowing.count(inDifferences(patients, five), -0.03);
          plain.count(inDifferences(patients, DesignEffect.NONE), -0.03);
        });
    allowing.isAbout(STATED, 0.005, 0.005);
    assertThat(plain.rate()).as("as if independent").isLessThan(0.75);
  }

  private static Estimate inDifferences(Proportion[] patients, DesignEffect effect) {
    DifferenceInDifferences.Side[] sides =
        Arrays.stream(patients)
            .map(each -> new Proportion(5 * each.x(), 5 * each.n()))
            .map(each -> new DifferenceInDifferences.Side(each, effect))
            .toArray(DifferenceInDifferences.Side[]::new);
    return DifferenceInDifferences.of(sides[0], sides[1], sides[2], sides[3])
        .difference()
        .estimate(STATED);
  }

  @Test
  void limitsOfADifferenceInDifferencesCoverIt() {
    Coverage difference = new Coverage();
    Coverage odds = new Coverage();
    Draws.everySeed(
        5,
        draws -> {
          DifferenceInDifferences found =
              DifferenceInDifferences.of(
                  draws.proportion(900, 0.12),
                  draws.proportion(900, 0.08),
                  draws.proportion(1500, 0.10),
                  draws.proportion(1500, 0.09));
          difference.count(found.difference().estimate(STATED), -0.03);
          double truth = 0.08 / 0.92 / (0.12 / 0.88) / (0.09 / 0.91 / (0.10 / 0.90));
          odds.count(found.logOdds().orElseThrow().ratio(STATED), truth);
        });
    difference.isAbout(STATED, 0.005, 0.005);
    odds.isAbout(STATED, 0.005, 0.005);
  }

  @Test
  void servicesThatDifferAreOutsideThePlainFunnelAndInsideTheirOwn() {
    Coverage plain = new Coverage();
    Coverage adjusted = new Coverage();
    Coverage alike = new Coverage();
    Draws.everySeed(
        1,
        draws -> {
          List<Proportion> services = new ArrayList<>();
          List<Proportion> same = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            int due = draws.whole(300, 4000);
            double angle = Math.asin(Math.sqrt(0.09)) + 0.03 * draws.normal();
            services.add(draws.proportion(due, Math.sin(angle) * Math.sin(angle)));
            same.add(draws.proportion(due, 0.09));
          }
          Funnel funnel = Funnel.of(services).orElseThrow();
          Overdispersion allowing = Overdispersion.of(services).orElseThrow();
          Funnel quiet = Funnel.of(same).orElseThrow();
          services.forEach(
              each -> {
                plain.count(within3(funnel.place(each)));
                adjusted.count(within3(allowing.limits(each.n()).place(each.value())));
              });
          same.forEach(each -> alike.count(within3(quiet.place(each))));
        });
    assertThat(plain.rate()).isLessThan(0.8);
    // Winsorising leaves out some of the spread that there is.
    adjusted.isAbout(0.998, 0.02, 0);
    alike.isAbout(0.998, 0.002, 0);
  }

  private static boolean within3(FunnelPlace place) {
    return place != FunnelPlace.ABOVE_3SD && place != FunnelPlace.BELOW_3SD;
  }
}
