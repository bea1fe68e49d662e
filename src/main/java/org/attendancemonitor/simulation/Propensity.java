package org.attendancemonitor.simulation;

import java.time.LocalDate;
import org.attendancemonitor.attendance.Mode;

/**
 * How likely a booked appointment that nobody cancels is missed. The logarithm of the odds is the
 * sum of what is known of the service, the person and the appointment; given these, appointments
 * are independent of each other, also those of one person.
 */
final class Propensity {
  /** By deprivation quintile, the most deprived first: an odds ratio of 1.86 end to end. */
  private static final double[] DEPRIVATION = {0.62, 0.42, 0.24, 0.10, 0};

  private static final double NO_AREA = 0.3;
  private static final double HOMELESS = 0.7;
  private static final double INTERPRETER = 0.3;
  private static final double LEARNING_DISABILITY = 0.25;
  private static final double SEVERE_MENTAL_ILLNESS = 0.45;
  private static final double FIRST = 0.12;

  private Propensity() {}

  /** Probability from 0 to 1. */
  static double of(Clinic clinic, Resident person, LocalDate day, boolean first, Mode mode) {
    double odds =
        clinic.base()
            + (person.area() == null ? NO_AREA : DEPRIVATION[person.area().quintile() - 1])
            + ethnicity(person.ethnicity())
            + age(person.ageOn(day))
            + (person.homeless() ? HOMELESS : 0)
            + (person.interpreter() ? INTERPRETER : 0)
            + (person.learningDisability() ? LEARNING_DISABILITY : 0)
            + (person.severeMentalIllness() ? SEVERE_MENTAL_ILLNESS : 0)
            + (first ? FIRST : 0)
            + mode(mode);
    return 1 / (1 + Math.exp(-odds));
  }

  static boolean white(String ethnicity) {
    return ethnicity.compareTo("C") <= 0;
  }

  private static double ethnicity(String letter) {
    return switch (letter) {
      case "A", "B", "C" -> 0;
      case "D", "E", "F", "G" -> 0.18;
      case "H", "J", "K", "L", "R" -> 0.24;
      case "M", "N", "P" -> 0.34;
      default -> 0.12;
    };
  }

  private static double age(int years) {
    if (years < 16) {
      return 0.08;
    }
    if (years < 35) {
      return 0.4;
    }
    if (years < 50) {
      return 0.15;
    }
    if (years < 65) {
      return 0;
    }
    return years < 85 ? -0.25 : 0.05;
  }

  private static double mode(Mode mode) {
    return switch (mode) {
      case TELEPHONE -> 0.08;
      case VIDEO -> -0.05;
      default -> 0;
    };
  }
}
