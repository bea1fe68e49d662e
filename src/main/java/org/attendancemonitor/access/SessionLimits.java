package org.attendancemonitor.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session after half a day, and at once where its user was removed or changed, or signed out
 * elsewhere: a right that was taken away must not live on in a browser.
 */
final class SessionLimits extends OncePerRequestFilter {
  private static final Duration AT_MOST = Duration.ofHours(12);

  /** Session attribute. */
  static final String SIGNED_IN = SessionLimits.class.getName();

  /**
   * What the sign-in rested on.
   *
   * @param user the local user; none where a provider answers for it
   * @param at when
   * @param turn when, as {@link Ended} counts
   * @param whom all that its user is known by there
   */
  private record Begun(Optional<User> user, Instant at, long turn, Set<String> whom) {}

  private final Users users;
  private final Ended ended;
  private final Clock clock;

  SessionLimits(Users users, Ended ended, Clock clock) {
    this.users = users;
    this.ended = ended;
    this.clock = clock;
  }

  void begin(HttpSession session, Optional<User> user, Set<String> whom) {
    session.setAttribute(SIGNED_IN, new Begun(user, clock.instant(), ended.turn(), whom));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(SIGNED_IN) instanceof Begun begun && over(begun)) {
      session.invalidate();
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  private boolean over(Begun begun) {
    return clock.instant().isAfter(begun.at().plus(AT_MOST))
        || ended.over(begun.whom(), begun.turn())
        || begun
            .user()
            .filter(user -> !users.find(user.name()).equals(Optional.of(user)))
            .isPresent();
  }
}
