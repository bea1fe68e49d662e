package org.attendancemonitor.policy;

import java.util.Optional;
import org.attendancemonitor.attendance.TaskKind;

/** One rule of the policy: from a pathway to the task it calls for, if any. */
interface Rule {

  /** For example {@code T5}; the key in {@code policy.yaml}. */
  String id();

  /** Raised whenever the rule's meaning changes. */
  String version();

  /** What the rule rests on. */
  String source();

  /** The kind of task it opens. */
  TaskKind kind();

  /** Which misses it answers and from when its dues count, if it applies. */
  Optional<Trigger> trigger(Pathway pathway);
}
