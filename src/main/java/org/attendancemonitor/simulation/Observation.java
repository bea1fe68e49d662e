package org.attendancemonitor.simulation;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attendancemonitor.attendance.Mode;

/**
 * One appointment that was kept or missed, with what a figure can know of it and what only its
 * maker knows: the probability.
 *
 * @param service key of the service
 * @param day local day of its start
 * @param age the person's completed years on that day
 * @param groups group by dimension, both written as in the labels of the published figures
 * @param probability that it is missed
 * @param missed how the draw fell
 */
public record Observation(
    String service,
    LocalDate day,
    int age,
    Map<String, String> groups,
    double probability,
    boolean missed) {

  static Observation of(Resident person, Booking booking) {
    int age = person.ageOn(booking.day());
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("all", "all");
    groups.put(
        "deprivation_quintile",
        person.area() == null ? "unknown" : String.valueOf(person.area().quintile()));
    groups.put("ethnic_group", ethnicGroup(person.ethnicityStated()));
    groups.put("age_band", ageBand(age));
    groups.put("sex", person.gender());
    groups.put(
        "interpreter",
        !person.interpreterStated() ? "unknown" : person.interpreter() ? "yes" : "no");
    groups.put("mode", mode(booking.mode()));
    groups.put("visit", booking.first() ? "first" : "follow_up");
    return new Observation(
        booking.clinic().key(),
        booking.day(),
        age,
        groups,
        booking.probability(),
        booking.outcome().missed());
  }

  /** Groups of the 16+1 categories; Chinese under Asian, as the Office for National Statistics. */
  private static String ethnicGroup(String letter) {
    if (letter == null || letter.equals("99")) {
      return "not_known";
    }
    return switch (letter) {
      case "A", "B", "C" -> "white";
      case "D", "E", "F", "G" -> "mixed";
      case "H", "J", "K", "L", "R" -> "asian";
      case "M", "N", "P" -> "black";
      case "S" -> "other";
      default -> "not_stated";
    };
  }

  private static String ageBand(int age) {
    int[] starts = {0, 5, 16, 18, 25, 35, 50, 65, 75, 85};
    int band = starts.length - 1;
    while (age < starts[band]) {
      band--;
    }
    return band == starts.length - 1 ? "85+" : starts[band] + "-" + (starts[band + 1] - 1);
  }

  private static String mode(Mode mode) {
    return mode.name().toLowerCase(java.util.Locale.ROOT);
  }
}
