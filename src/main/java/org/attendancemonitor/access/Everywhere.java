package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/** Signs somebody out in every browser, where they ask for that: a phone may have been lost. */
final class Everywhere implements LogoutHandler {
  private static final String FIELD = "everywhere";

  private final Ended ended;

  Everywhere(Ended ended) {
    this.ended = ended;
  }

  @Override
  public void logout(
      HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
    if (signedIn != null && request.getParameter(FIELD) != null) {
      SignedIn.of(signedIn).ifPresent(who -> ended.end(Ended.name(who.name())));
    }
  }
}
