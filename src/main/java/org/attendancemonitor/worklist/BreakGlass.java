package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looking at somebody who is not in the care of one's team: for a while, for one task, in one
 * session, after saying why.
 */
final class BreakGlass {
  /** A reason is a sentence, not a full stop. */
  static final int SHORTEST = 10;

  static final int LONGEST = 500;

  private static final Duration LASTS = Duration.ofMinutes(30);
  private static final String KEPT = BreakGlass.class.getName();

  private BreakGlass() {}

  static void open(HttpSession session, String task, Instant now) {
    grants(session).put(task, now.plus(LASTS));
  }

  /**
   * Whether a task may be looked at for the reason given.
   *
   * @param session or null
   */
  static boolean isOpen(HttpSession session, String task, Instant now) {
    if (session == null) {
      return false;
    }
    Instant until = grants(session).get(task);
    return until != null && now.isBefore(until);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Instant> grants(HttpSession session) {
    synchronized (session) {
      if (session.getAttribute(KEPT) instanceof Map<?, ?> grants) {
        return (Map<String, Instant>) grants;
      }
      Map<String, Instant> grants = new ConcurrentHashMap<>();
      session.setAttribute(KEPT, grants);
      return grants;
    }
  }
}
