package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** One rule of the policy: a pure function from a pathway to the task it calls for, if any. */
interface Rule {

  /** What it is called, what it rests on, and what it opens. */
  RuleCard card();

  /** What it answers and from when its dues count, if it applies at the pathway's moment. */
  Optional<Trigger> trigger(Pathway pathway);

  /** Moments at which this rule could change its mind though nothing new is heard. */
  default Stream<Instant> looks(Pathway pathway) {
    return Stream.empty();
  }

  /** How a task of this rule's kind closes when no rule calls for it any more. */
  default Closing closing(Pathway pathway) {
    return Closings.usual(pathway);
  }
}
