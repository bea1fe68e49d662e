package org.attendancemonitor.record;

import java.util.List;

/** Looks at every patient's waits once; may keep what it counts. */
public interface SpellVisitor {

  /** One patient's waits, in order of the day they ended; who has none is not visited. */
  void visit(List<Spell> spells);
}
