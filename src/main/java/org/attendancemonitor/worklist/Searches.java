package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.record.Finding;

/**
 * What somebody has searched for, kept in their session: an address names a search by a token that
 * says nothing, so that a result can be looked at again, and gone back to, for as long as the
 * session lasts.
 */
final class Searches {
  private static final String KEPT = Searches.class.getName();
  private static final int REMEMBERED = 10;

  private Searches() {}

  /** Keeps a search and gives its token. */
  static String keep(HttpSession session, Finding.Sought sought) {
    String token = Once.token();
    synchronized (session) {
      Map<String, Finding.Sought> kept = kept(session);
      kept.put(token, sought);
      if (kept.size() > REMEMBERED) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return token;
  }

  /**
   * The search of a token; empty where it is none of this session.
   *
   * @param session or null
   */
  static Optional<Finding.Sought> of(HttpSession session, String token) {
    if (session == null) {
      return Optional.empty();
    }
    synchronized (session) {
      return Optional.ofNullable(kept(session).get(token));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Finding.Sought> kept(HttpSession session) {
    if (session.getAttribute(KEPT) instanceof Map<?, ?> kept) {
      return (Map<String, Finding.Sought>) kept;
    }
    Map<String, Finding.Sought> kept = new LinkedHashMap<>();
    session.setAttribute(KEPT, kept);
    return kept;
  }
}
