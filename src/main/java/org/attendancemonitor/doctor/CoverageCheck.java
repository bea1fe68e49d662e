package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Coverage: the share of the patients that can be counted, and what each gap switches off. */
final class CoverageCheck implements Check {
  private static final List<Attribute> ATTRIBUTES =
      List.of(
          new Attribute(
              "postcode",
              "With a postcode or small area",
              one -> one.postcode,
              "deprivation: deprivation_quintile, gaps, gradient, and the flag of the most"
                  + " deprived areas"),
          new Attribute(
              "ethnicity",
              "With ethnic category",
              one -> one.ethnicity,
              "ethnic_group in every figure, and its gaps"),
          new Attribute(
              "language",
              "With a language",
              one -> one.language,
              "the language reminders and letters should be in"),
          new Attribute(
              "interpreter",
              "Where an interpreter is said to be needed or not",
              one -> one.interpreter,
              "the dimension interpreter, and booking one in time"),
          new Attribute("sex", "With sex", one -> one.sex, "the dimension sex"),
          new Attribute(
              "birth-date",
              "With date of birth",
              one -> one.birthDate,
              "age_band; was not brought for children; joining people of two systems"),
          new Attribute(
              "phone",
              "With a telephone number",
              one -> one.phone,
              "calling people after a missed appointment from the worklist"));

  private final Chart chart;

  private record Attribute(
      String code, String label, Predicate<Chart.Patient> there, String without) {}

  CoverageCheck(Chart chart) {
    this.chart = chart;
  }

  @Override
  public void look(Look message) {
    // The chart has seen it; the shares are of what stands at the end.
  }

  @Override
  public List<Figure> figures() {
    long all = chart.patients(one -> one.stated);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("patients-stated", "Patients told of", all));
    for (Attribute attribute : ATTRIBUTES) {
      long have = chart.patients(attribute.there());
      String share = all == 0 ? "" : Math.floorDiv(have * 100, all) + " %";
      String note =
          all == 0 || have == all
              ? share
              : share + "; for the others it switches off " + attribute.without();
      figures.add(new Figure("patients-with-" + attribute.code(), attribute.label(), have, note));
    }
    return figures;
  }
}
