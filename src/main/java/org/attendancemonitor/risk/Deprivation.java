package org.attendancemonitor.risk;

import java.util.OptionalInt;
import org.attendancemonitor.attendance.Residence;

/** The Index of Multiple Deprivation (IMD) by area. An area's decile says nothing of one person. */
public interface Deprivation {

  /**
   * The national decile of the area where someone lives.
   *
   * @param where the residence, or null
   * @return 1 (most deprived tenth of areas) to 10, or empty where it is not known
   */
  OptionalInt decile(Residence where);

  /** The edition in force, for example {@code IMD 2025}; values of two editions are never mixed. */
  String edition();
}
