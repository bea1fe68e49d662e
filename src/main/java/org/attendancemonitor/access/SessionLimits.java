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
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session after half a day, and at once where its user was removed or changed: a right that
 * was taken away must not live on in a browser.
 */
final class SessionLimits extends OncePerRequestFilter {
  private static final Duration AT_MOST = Duration.ofHours(12);
  private static final String SIGNED_IN = SessionLimits.class.getName();

  /** What the sign-in rested on; no local user where a provider answers for it. */
  private record Begun(Optional<User> user, Instant at) {}

  private final Users users;
  private final Clock clock;

  SessionLimits(Users users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  static void begin(HttpSession session, Optional<User> user, Instant at) {
    session.setAttribute(SIGNED_IN, new Begun(user, at));
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
        || begun
            .user()
            .filter(user -> !users.find(user.name()).equals(Optional.of(user)))
            .isPresent();
  }
}
