package org.attendancemonitor.risk;

import java.util.OptionalInt;
import org.attendancemonitor.attendance.Residence;

/** Reads the decile out of made-up postcodes: {@code D1} to {@code D10}. */
public final class DecileInPostcode implements Deprivation {

  @Override
  public OptionalInt decile(Residence where) {
    return where == null || where.postcode() == null || !where.postcode().matches("D\\d+")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(where.postcode().substring(1)));
  }

  @Override
  public String edition() {
    return "made up";
  }
}
