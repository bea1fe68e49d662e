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

  /** Begins with the form of this token; false where it was done, or is being done. */
  static boolean begin(HttpSession session, String token) {
    synchronized (session) {
      Set<String> begun = begun(session);
      boolean first = begun.add(token);
      if (begun.size() > REMEMBERED) {
        begun.remove(begun.iterator().next());
      }
      return first;
    }
  }

  /** Nothing came of it: the form may be sent again. */
  static void again(HttpSession session, String token) {
    synchronized (session) {
      begun(session).remove(token);
    }
  }

  @SuppressWarnings("unchecked")
  private static Set<String> begun(HttpSession session) {
    if (session.getAttribute(KEPT) instanceof Set<?> begun) {
      return (Set<String>) begun;
    }
    Set<String> begun = new LinkedHashSet<>();
    session.setAttribute(KEPT, begun);
    return begun;
  }
}
