package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.statistics.DesignEffect;
import org.attendancemonitor.statistics.Funnel;
import org.attendancemonitor.statistics.FunnelLimits;
import org.attendancemonitor.statistics.FunnelPlace;
import org.attendancemonitor.statistics.Overdispersion;
import org.attendancemonitor.statistics.Proportion;

/**
 * Each service beside all of them together. Limits are those at the effective size of the service,
 * its appointments divided by its design effect: those of the same patients tend to end alike, and
 * with the plain number too many services would stand outside. What no service is mapped to is no
 * service, and is left out.
 */
final class Funnels implements Statistic {
  private final EquitySettings settings;

  /** A service: its share, and how far its appointments go together. */
  private record Member(Proportion share, DesignEffect effect) {
    double effectiveSize() {
      return effect.effectiveSize(share.n());
    }
  }

  Funnels(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (Window window : Window.values()) {
      Map<String, Member> members = new TreeMap<>();
      for (String service : draft.services()) {
        if (!service.equals(ServiceCatalogue.UNMAPPED)) {
          draft
              .whole(service, window)
              .map(whole -> new Member(settings.share(whole.outcomes()), draft.effect(whole)))
              .filter(member -> member.share().defined())
              .ifPresent(member -> members.put(service, member));
        }
      }
      if (members.size() > 1) {
        figures.addAll(funnel(members, window));
      }
    }
    return figures;
  }

  private List<KeptFigure> funnel(Map<String, Member> members, Window window) {
    List<Proportion> all = members.values().stream().map(Member::share).toList();
    List<DesignEffect> effects = members.values().stream().map(Member::effect).toList();
    Funnel funnel = Funnel.of(all).orElseThrow();
    DoubleFunction<FunnelLimits> limits =
        overdispersion(all, effects)
            .<DoubleFunction<FunnelLimits>>map(wide -> wide::limits)
            .orElse(funnel::limits);
    List<KeptFigure> figures = new ArrayList<>();
    members.forEach(
        (service, member) ->
            figures.addAll(
                service(
                    service,
                    window,
                    member.share(),
                    funnel.centre(),
                    limits.apply(member.effectiveSize()))));
    return figures;
  }

  private Optional<Overdispersion> overdispersion(
      List<Proportion> all, List<DesignEffect> effects) {
    return Overdispersion.of(all, effects)
        .filter(found -> all.size() >= settings.funnel().overdispersionFrom())
        .filter(found -> found.phi() > settings.funnel().overdispersionAbove());
  }

  private static List<KeptFigure> service(
      String service, Window window, Proportion share, double centre, FunnelLimits limits) {
    Map<String, Double> lines = new TreeMap<>();
    lines.put("value", share.value());
    lines.put("centre", centre);
    lines.put("lower_2sd", limits.lower2());
    lines.put("upper_2sd", limits.upper2());
    lines.put("lower_3sd", limits.lower3());
    lines.put("upper_3sd", limits.upper3());
    List<KeptFigure> figures = new ArrayList<>();
    lines.forEach(
        (line, value) ->
            figures.add(FigureFamily.FUNNEL.figure(value, service, window.label, line)));
    FunnelPlace place = limits.place(share.value());
    boolean outside = place == FunnelPlace.ABOVE_3SD || place == FunnelPlace.BELOW_3SD;
    figures.add(FigureFamily.FUNNEL_SIGNAL.figure(outside ? 1 : 0, service, window.label));
    return figures;
  }
}
