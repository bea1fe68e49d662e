package org.attendancemonitor.risk;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the assessment makes of one person's record at one moment.
 *
 * @param flags what the record raises now, in the order of the rules
 * @param sinceMiss for each missed appointment by id, what the record raised at any time from the
 *     day of the miss until now. A task that answers a miss looks at these, so that it never loses
 *     ground just because time passes (a birthday, a need that ends)
 * @param lookAgainAt the next moment a flag could change without any news, or null
 */
public record Assessed(
    List<Raised> flags, Map<String, List<Raised>> sinceMiss, Instant lookAgainAt) {

  public Assessed {
    flags = List.copyOf(flags);
    sinceMiss = Map.copyOf(sinceMiss);
  }

  /** What was raised at any time since a miss; for a miss it does not know, what is raised now. */
  public List<Raised> since(String appointment) {
    return sinceMiss.getOrDefault(appointment, flags);
  }
}
