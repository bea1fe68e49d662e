package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import org.attendancemonitor.record.Users;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Goes on to where someone wanted to be, with what they had typed before they were signed out. */
final class SignedInNow implements AuthenticationSuccessHandler {
  private final Users users;
  private final Audit audit;
  private final Clock clock;

  SignedInNow(Users users, Audit audit, Clock clock) {
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
      throws IOException {
    audit.signIn((SignedIn) signedIn.getPrincipal(), true);
    HttpSession session = request.getSession();
    users
        .find(signedIn.getName())
        .ifPresent(user -> SessionLimits.begin(session, user, clock.instant()));
    String wanted = Draft.wanted(request);
    Draft.keep(request, session);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", wanted == null ? "/" : wanted);
  }
}
