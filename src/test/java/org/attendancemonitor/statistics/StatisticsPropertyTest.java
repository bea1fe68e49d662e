package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.attendancemonitor.statistics.ProcessChart.Method;

/** What must hold of the statistics whatever the numbers. */
class StatisticsPropertyTest {

  @Provide
  Arbitrary<Proportion> proportions() {
    return Arbitraries.longs()
        .between(1, 20_000)
        .flatMap(n -> Arbitraries.longs().between(0, n).map(x -> new Proportion(x, n)));
  }

  @Provide
  Arbitrary<Wait> waits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(WaitEnd.class))
        .as((days, from, end) -> new Wait(Math.min(from, days), days, end));
  }

  @Property
  void wilsonLimitsHoldTheirProportionAndStayAShare(
      @ForAll("proportions") Proportion share,
      @ForAll @DoubleRange(min = 0.9, max = 0.99) double confidence,
      @ForAll @DoubleRange(min = 1, max = 30) double effect) {
    WilsonInterval limits = share.limits(confidence);
    assertThat(share.value()).isBetween(limits.lower(), limits.upper());
    assertThat(limits.lower()).isBetween(0.0, 1.0);
    assertThat(limits.upper()).isBetween(0.0, 1.0);
    Estimate wide = new DesignEffect(effect).estimate(share, confidence);
    assertThat(wide.lower()).isLessThanOrEqualTo(limits.lower() + 1e-12);
    assertThat(wide.upper()).isGreaterThanOrEqualTo(limits.upper() - 1e-12);
  }

  @Property
  void thoseWhoDidAndThoseWhoDidNotHaveMirroredLimits(
      @ForAll("proportions") Proportion share,
      @ForAll @DoubleRange(min = 0.9, max = 0.99) double confidence) {
    WilsonInterval were = share.limits(confidence);
    WilsonInterval not = new Proportion(share.n() - share.x(), share.n()).limits(confidence);
    assertThat(not.lower()).isCloseTo(1 - were.upper(), within(1e-12));
    assertThat(not.upper()).isCloseTo(1 - were.lower(), within(1e-12));
  }

  @Property
  void exactAndByarLimitsHoldTheirCountAndGrowWithIt(
      @ForAll @IntRange(max = 5000) int x,
      @ForAll @DoubleRange(min = 0.9, max = 0.99) double confidence) {
    PoissonInterval exact = PoissonInterval.of(x, confidence);
    PoissonInterval next = PoissonInterval.of(x + 1, confidence);
    ByarInterval byar = ByarInterval.of(x, confidence);
    assertThat((double) x).isBetween(exact.lower(), exact.upper());
    assertThat(next.lower()).isGreaterThan(exact.lower());
    assertThat(next.upper()).isGreaterThan(exact.upper());
    assertThat((double) x).isBetween(byar.lower().orElse(0), byar.upper());
  }

  @Property
  void gapsHoldWhatTheyEstimateAndStayWithinOneAndMinusOne(
      @ForAll("proportions") Proportion first,
      @ForAll("proportions") Proportion second,
      @ForAll @DoubleRange(min = 0.9, max = 0.99) double confidence) {
    Estimate difference = Newcombe.difference(first, second, confidence);
    assertThat(difference.covers(difference.value())).isTrue();
    assertThat(difference.lower()).isBetween(-1.0, 1.0);
    assertThat(difference.upper()).isBetween(-1.0, 1.0);
    Optional<Estimate> ratio = RiskRatio.of(first, second, confidence);
    boolean all = first.x() == first.n() && second.x() == second.n();
    assertThat(ratio.isPresent()).isEqualTo(first.x() > 0 && second.x() > 0 && !all);
    ratio.ifPresent(
        found -> {
          Estimate turned = RiskRatio.of(second, first, confidence).orElseThrow();
          assertThat(found.covers(found.value())).isTrue();
          assertThat(turned.lower()).isCloseTo(1 / found.upper(), within(1e-9 / found.upper()));
        });
    assertThat(TwoGroupTest.pValue(first, second)).isBetween(0.0, 1 + 1e-9);
  }

  @Property(tries = 300)
  void aGradientTurnedRoundIsTheSameTurnedRound(
      @ForAll @Size(min = 5, max = 10) List<@IntRange(min = 1, max = 399) Integer> missed,
      @ForAll @IntRange(min = 400, max = 4000) int each) {
    List<Proportion> fifths = new ArrayList<>();
    missed.forEach(x -> fifths.add(new Proportion(x, each)));
    SlopeIndex there = SlopeIndex.of(fifths, 1, 0.95).orElseThrow();
    Collections.reverse(fifths);
    SlopeIndex back = SlopeIndex.of(fifths, 1, 0.95).orElseThrow();
    assertThat(back.slope().value()).isCloseTo(-there.slope().value(), within(1e-9));
    assertThat(back.slope().lower()).isCloseTo(-there.slope().upper(), within(1e-9));
    Estimate ratio = there.ratio().orElseThrow();
    assertThat(ratio.covers(ratio.value())).isTrue();
    assertThat(back.ratio().orElseThrow().value())
        .isCloseTo(1 / ratio.value(), within(1e-9 / ratio.value()));
    assertThat(there.slope().value() > 0).isEqualTo(ratio.value() > 1);
  }

  @Property(tries = 300)
  void aStandardisedRateIsBetweenTheRatesOfItsBands(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 10, max = 200) Integer> events,
      @ForAll @DoubleRange(min = 0.1, max = 9) double step) {
    List<Stratum> strata = new ArrayList<>();
    double least = 1;
    double most = 0;
    for (int i = 0; i < events.size(); i++) {
      strata.add(Stratum.of(1 + step * i, 400, events.get(i)));
      least = Math.min(least, events.get(i) / 400.0);
      most = Math.max(most, events.get(i) / 400.0);
    }
    Estimate rate = StandardisedRate.of(strata, 1, 0.95).orElseThrow();
    assertThat(rate.value()).isBetween(least - 1e-12, most + 1e-12);
    assertThat(rate.covers(rate.value())).isTrue();
  }

  @Property
  void funnelsNarrowAsServicesGrowAndThreeIsOutsideTwo(
      @ForAll @DoubleRange(min = 0.01, max = 0.6) double centre,
      @ForAll @IntRange(min = 5, max = 50_000) int n) {
    Funnel funnel = new Funnel(centre);
    FunnelLimits small = funnel.limits(n);
    FunnelLimits great = funnel.limits(4.0 * n);
    assertThat(small.lower2()).isLessThanOrEqualTo(great.lower2());
    assertThat(small.upper2()).isGreaterThanOrEqualTo(great.upper2());
    assertThat(centre).isBetween(small.lower2(), small.upper2());
    assertThat(small.lower3()).isLessThanOrEqualTo(small.lower2());
    assertThat(small.upper3()).isGreaterThanOrEqualTo(small.upper2());
  }

  @Property
  void theOrderInWhichPatientsComeDoesNotMatter(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 12) Integer> missed,
      @ForAll long seed) {
    List<Integer> shuffled = new ArrayList<>(missed);
    Collections.shuffle(shuffled, new Random(seed));
    Clusters there = new Clusters();
    Clusters back = new Clusters();
    missed.forEach(x -> there.add(x, 12));
    shuffled.forEach(x -> back.add(x, 12));
    assertThat(back.designEffect()).isEqualTo(there.designEffect());
    there.designEffect().ifPresent(effect -> assertThat(effect.value()).isGreaterThanOrEqualTo(1));
  }

  @Property
  void aChartMovedOrStretchedHasTheSameSignals(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 30) Integer> values,
      @ForAll @IntRange(min = -50, max = 50) int moved,
      @ForAll boolean screened) {
    Method method = new Method(screened, OptionalInt.empty(), 0);
    double[] series = values.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] other = Arrays.stream(series).map(value -> 2 * value + moved).toArray();
    List<ProcessPoint> points = ProcessChart.of(series, method).points();
    List<ProcessPoint> others = ProcessChart.of(other, method).points();
    for (int i = 0; i < series.length; i++) {
      assertThat(others.get(i).signals()).isEqualTo(points.get(i).signals());
      assertThat(others.get(i).first()).isEqualTo(points.get(i).first());
      ProcessPoint point = points.get(i);
      assertThat(point.first().isPresent()).isEqualTo(!point.signals().isEmpty());
      assertThat(point.first().map(point.signals()::contains).orElse(true)).isTrue();
    }
  }

  @Property
  void aChartUpsideDownHasItsSignalsUpsideDown(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 30) Integer> values) {
    double[] series = values.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] down = Arrays.stream(series).map(value -> -value).toArray();
    List<ProcessPoint> points = ProcessChart.of(series, Method.SCREENED).points();
    List<ProcessPoint> turned = ProcessChart.of(down, Method.SCREENED).points();
    for (int i = 0; i < series.length; i++) {
      long high = points.get(i).signals().stream().filter(Signal::high).count();
      long low = turned.get(i).signals().stream().filter(signal -> !signal.high()).count();
      assertThat(low).isEqualTo(high);
      assertThat(turned.get(i).signals()).hasSameSizeAs(points.get(i).signals());
    }
  }

  @Property
  void curvesGoOneWayAndNeverPastAll(@ForAll @Size(max = 60) List<@From("waits") Wait> waits) {
    Optional<KaplanMeier> curve = KaplanMeier.of(waits, 0.95);
    assertThat(curve.isPresent()).isEqualTo(waits.stream().anyMatch(Wait::observed));
    curve.ifPresent(
        found -> {
          double before = 1;
          for (int day = 0; day <= found.lastDay(); day++) {
            double waiting = found.waiting(day).orElseThrow();
            assertThat(waiting).isBetween(0.0, before);
            found.estimate(day).ifPresent(each -> assertThat(each.covers(each.value())).isTrue());
            before = waiting;
          }
          CumulativeIncidence seen =
              CumulativeIncidence.of(waits, WaitEnd.SEEN, 0.95).orElseThrow();
          double risen = 0;
          for (int day = 0; day <= seen.lastDay(); day++) {
            double incidence = seen.by(day).orElseThrow();
            assertThat(incidence).isBetween(risen, 1 + 1e-12);
            assertThat(incidence).isLessThanOrEqualTo(1 - found.waiting(day).orElseThrow() + 1e-12);
            seen.estimate(day).ifPresent(each -> assertThat(each.covers(each.value())).isTrue());
            risen = incidence;
          }
        });
  }

  @Property
  void percentilesGrowWithTheShareAndLieAmongTheWaits(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 500) Integer> days,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    Waits waits = Waits.of(days.stream().mapToInt(Integer::intValue).toArray());
    double low = waits.percentile(Math.min(one, other)).orElseThrow();
    double high = waits.percentile(Math.max(one, other)).orElseThrow();
    assertThat(low).isLessThanOrEqualTo(high + 1e-9);
    assertThat(low).isGreaterThanOrEqualTo(Collections.min(days));
    assertThat(high).isLessThanOrEqualTo(Collections.max(days));
  }

  @Property(tries = 200)
  void theTestOfTwoGroupsDoesNotMindWhichIsFirst(
      @ForAll @Size(min = 1, max = 40) List<@From("waits") Wait> one,
      @ForAll @Size(min = 1, max = 40) List<@From("waits") Wait> two) {
    LogRank there = LogRank.of(one, two);
    LogRank back = LogRank.of(two, one);
    assertThat(back.observed() - back.expected())
        .isCloseTo(there.expected() - there.observed(), within(1e-9));
    assertThat(back.variance()).isCloseTo(there.variance(), within(1e-9));
  }
}
