package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
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
    SignedIn who = SignedIn.of(signedIn).orElseThrow();
    audit.signIn(who, true);
    HttpSession session = request.getSession();
    boolean local = signedIn.getPrincipal() instanceof SignedIn;
    SessionLimits.begin(
        session, local ? users.find(who.name()) : Optional.empty(), clock.instant());
    String wanted = Draft.wanted(request);
    Draft.keep(request, session);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", wanted == null ? "/" : wanted);
  }
}
