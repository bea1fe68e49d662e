package org.attendancemonitor.simulation;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * Why a resident missed an appointment, and what was offered: what fits the person and the
 * appointment comes up more often than what anybody could say.
 */
final class WhyMissed {
  /** A reason, and a support that answers it. */
  private record Choice(String reason, String support) {}

  private static final List<Choice> ANYBODY =
      List.of(
          new Choice("R19", "S01"),
          new Choice("R19", "S03"),
          new Choice("R20", "S25"),
          new Choice("R21", "S25"),
          new Choice("R05", "S29"),
          new Choice("R11", "S10"),
          new Choice("R13", "S16"),
          new Choice("R04", "S26"),
          new Choice("R23", "S10"),
          new Choice("R24", "S26"));

  private WhyMissed() {}

  /** A conversation with somebody who was reached after a miss. */
  static Talk talk(Draw draw, Resident person, Booking miss, boolean letterLost) {
    List<Choice> fitting = fitting(person, miss, letterLost);
    boolean fits = !fitting.isEmpty() && draw.chance(0.7);
    Choice choice = draw.pick(fits ? fitting : ANYBODY);
    List<Talk.Offer> offers =
        draw.chance(0.65) ? List.of(new Talk.Offer(choice.support(), result(draw))) : List.of();
    return new Talk(draw.chance(0.85) ? choice.reason() : null, offers, draw.chance(0.45));
  }

  private static String result(Draw draw) {
    return switch (draw.weighted(70, 12, 8, 10)) {
      case 0 -> "accepted";
      case 1 -> "declined";
      case 2 -> "tried";
      default -> "not-available";
    };
  }

  private static List<Choice> fitting(Resident person, Booking miss, boolean letterLost) {
    List<Choice> fitting = new ArrayList<>();
    int age = person.ageOn(miss.day());
    if (letterLost) {
      fitting.add(new Choice("R01", "S03"));
    }
    if (person.interpreter()) {
      fitting.add(new Choice("R07", "S08"));
      fitting.add(new Choice("R02", "S07"));
    }
    if (person.homeless()) {
      fitting.add(new Choice("R03", "S22"));
      fitting.add(new Choice("R23", "S22"));
    }
    if (person.severeMentalIllness()) {
      fitting.add(new Choice("R17", "S26"));
    }
    if (person.learningDisability()) {
      fitting.add(new Choice("R02", "S06"));
    }
    if (miss.mode() == Mode.TELEPHONE || miss.mode() == Mode.VIDEO) {
      fitting.add(new Choice("R08", "S20"));
    }
    if (miss.outcome() == Outcome.LATE_NOT_SEEN) {
      fitting.add(new Choice("R10", "S25"));
    }
    if (age < 16) {
      fitting.add(new Choice("R15", "S11"));
      fitting.add(new Choice("R13", "S16"));
    } else if (age >= 80) {
      fitting.add(new Choice("R11", "S14"));
      fitting.add(new Choice("R12", "S29"));
    } else if (person.area() != null && person.area().quintile() == 1) {
      fitting.add(new Choice("R09", "S15"));
      fitting.add(new Choice("R14", "S11"));
    }
    return fitting;
  }
}
