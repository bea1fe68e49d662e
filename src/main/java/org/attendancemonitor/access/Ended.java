package org.attendancemonitor.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/**
 * Who was signed out elsewhere: by the site's provider (OpenID Connect Back-Channel Logout 1.0), or
 * by themselves in another browser. A session that began before that is over at its next request;
 * sessions live in this process, and so does this.
 */
final class Ended implements OidcSessionRegistry {
  /** A day of sign-outs of a large site; a session itself ends after half a day. */
  private static final int CAPACITY = 20_000;

  private final AtomicLong turn = new AtomicLong();
  private final Map<String, Long> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > CAPACITY;
        }
      };

  /** Turns, not times: two things may happen within one tick of a clock. */
  long turn() {
    return turn.incrementAndGet();
  }

  /** How somebody of this name is known here. */
  static String name(String name) {
    return "name " + name;
  }

  /** How the provider's own session is known there. */
  static String session(String id) {
    return "session " + id;
  }

  /** How the provider knows a person. */
  static String subject(String subject) {
    return "subject " + subject;
  }

  /** Ends every session of whom this means that has begun until now. */
  synchronized void end(String whom) {
    ended.remove(whom);
    ended.put(whom, turn());
  }

  /**
   * Whether a session is over.
   *
   * @param whom all that its user is known by
   * @param begun the turn at which it began
   */
  synchronized boolean over(Set<String> whom, long begun) {
    return whom.stream().anyMatch(it -> ended.getOrDefault(it, 0L) > begun);
  }

  @Override
  public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
    // With a session, that one; else all of the person's (Back-Channel Logout 1.0, 2.4).
    end(token.getSessionId() != null ? session(token.getSessionId()) : subject(token.getSubject()));
    return List.of();
  }

  @Override
  public void saveSessionInformation(OidcSessionInformation begun) {
    // What is needed of it lies in the session itself.
  }

  @Override
  public OidcSessionInformation removeSessionInformation(String session) {
    return null;
  }
}
