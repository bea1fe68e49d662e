package org.attendancemonitor.simulation;

import java.time.Instant;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Material;

/** What the service derives from a person's record: given by the root, which knows the rules. */
@FunctionalInterface
public interface Deriver {

  /** Derives everything for one person at one moment. */
  Derivation derive(Material material, Instant now);
}
