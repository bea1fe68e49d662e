package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** A form is done once: a second press of its button, or a return to it, does nothing more. */
final class Once {
  static final String FIELD = "once";

  private static final String KEPT = Once.class.getName();
  private static final int BYTES = 12;
  private static final int REMEMBERED = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Once() {}

  /** A new token for a form that is shown. */
  static String token() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether the form with this token was done already. */
  static boolean done(HttpSession session, String token) {
    synchronized (session) {
      return used(session).contains(token);
    }
  }

  /** The form with this token is done. */
  static void keep(HttpSession session, String token) {
    synchronized (session) {
      Set<String> used = used(session);
      used.add(token);
      if (used.size() > REMEMBERED) {
        used.remove(used.iterator().next());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Set<String> used(HttpSession session) {
    if (session.getAttribute(KEPT) instanceof Set<?> used) {
      return (Set<String>) used;
    }
    Set<String> used = new LinkedHashSet<>();
    session.setAttribute(KEPT, used);
    return used;
  }
}
