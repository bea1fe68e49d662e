package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Where the service stands among all services, and whether chance alone could put it there. */
final class AmongServices implements Chapter {
  private static final String QUESTION = "Is this service unlike the others?";
  private static final String WINDOW = "13w";

  @Override
  public Optional<Section> of(Reported reported) {
    Optional<FunnelChart.Place> own = place(reported.now());
    OptionalDouble signal = reported.now().value("funnel_signal", WINDOW);
    if (own.isEmpty() || signal.isEmpty()) {
      return Optional.of(
          new Section(
              QUESTION,
              List.of("There are no services to compare it with."),
              List.of(),
              Section.Style.HALF));
    }
    FunnelChart.Place place = own.get();
    List<FunnelChart.Place> others = new ArrayList<>();
    Set<String> services = new TreeSet<>();
    reported
        .now()
        .release()
        .family("funnel")
        .keySet()
        .forEach(labels -> services.add(labels.get(0)));
    services.remove(reported.now().service());
    services.forEach(service -> place(reported.now().of(service)).ifPresent(others::add));
    String chart =
        new FunnelChart()
            .draw(
                place,
                others,
                "Share missed against size of the service, with the limits of chance",
                "The filled diamond is this service; %d other services are rings without names."
                    .formatted(others.size()),
                330);
    Table table =
        new Table(
            "This service among %d, 13 weeks".formatted(others.size() + 1),
            List.of("Figure", "Share missed"),
            rows(reported.now(), place));
    return Optional.of(
        new Section(
            QUESTION,
            List.of(Sentences.funnel(place, signal.getAsDouble() > 0)),
            List.of(
                new Exhibit(
                    Exhibit.Chart.above(
                        chart,
                        "Diamond: this service. Solid: all services together. Dotted, dashed: inner and outer limits of chance."),
                    table)),
            Section.Style.HALF));
  }

  private static List<Table.Row> rows(ServiceFigures now, FunnelChart.Place place) {
    List<Table.Row> rows = new ArrayList<>();
    rows.add(Table.Row.of("This service", Wording.percent(place.share())));
    now.estimate("dna_standardised_ratio", ServiceFigures.ALL, ServiceFigures.ALL, WINDOW)
        .ifPresent(
            share -> rows.add(Table.Row.of("Adjusted for age and sex", Wording.percent(share))));
    rows.add(Table.Row.of("All services together", Wording.percent(place.centre())));
    rows.add(Table.Row.of("Inner limits at its size", range(place.inner())));
    rows.add(Table.Row.of("Outer limits at its size", range(place.outer())));
    return rows;
  }

  private static String range(double[] limits) {
    return Wording.percent(limits[0]) + " to " + Wording.percent(limits[1]);
  }

  private static Optional<FunnelChart.Place> place(ServiceFigures figures) {
    OptionalDouble size = figures.due(ServiceFigures.ALL, ServiceFigures.ALL, WINDOW);
    OptionalDouble value = figures.value("funnel", WINDOW, "value");
    OptionalDouble centre = figures.value("funnel", WINDOW, "centre");
    Optional<double[]> inner = limits(figures, "2sd");
    Optional<double[]> outer = limits(figures, "3sd");
    return size.isPresent()
            && value.isPresent()
            && centre.isPresent()
            && inner.isPresent()
            && outer.isPresent()
        ? Optional.of(
            new FunnelChart.Place(
                figures
                    .designEffect(ServiceFigures.ALL, ServiceFigures.ALL, WINDOW)
                    .effectiveSize(size.getAsDouble()),
                value.getAsDouble(),
                centre.getAsDouble(),
                inner.get(),
                outer.get()))
        : Optional.empty();
  }

  private static Optional<double[]> limits(ServiceFigures figures, String errors) {
    OptionalDouble lower = figures.value("funnel", WINDOW, "lower_" + errors);
    OptionalDouble upper = figures.value("funnel", WINDOW, "upper_" + errors);
    return lower.isPresent() && upper.isPresent()
        ? Optional.of(new double[] {lower.getAsDouble(), upper.getAsDouble()})
        : Optional.empty();
  }
}
