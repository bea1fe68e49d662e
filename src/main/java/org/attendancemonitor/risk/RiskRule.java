package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One reason for more support, as a pure function of the record. */
interface RiskRule {

  /** The flag that the circumstances raise at any time in their span, if any. */
  Optional<Raised> raise(Circumstances circumstances);

  /**
   * The days at whose start this rule could change its mind without any news. Days that are past
   * may be among them.
   */
  default List<LocalDate> turns(Circumstances circumstances) {
    return List.of();
  }
}
