package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.record.Users;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Goes on to where someone wanted to be, with what they had typed before they were signed out. */
final class SignedInNow implements AuthenticationSuccessHandler {
  private final Users users;
  private final Audit audit;
  private final SessionLimits limits;

  SignedInNow(Users users, Audit audit, SessionLimits limits) {
    this.users = users;
    this.audit = audit;
    this.limits = limits;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
      throws IOException {
    // Nobody yet, who has several jobs: it is written down once they have chosen one.
    Optional<SignedIn> who = SignedIn.of(signedIn);
    who.ifPresent(it -> audit.signIn(it, true));
    HttpSession session = request.getSession();
    if (signedIn.getPrincipal() instanceof OpenIdUser user) {
      limits.begin(session, Optional.empty(), user.whom());
    } else {
      String name = signedIn.getName();
      limits.begin(session, users.find(name), Set.of(Ended.name(name)));
    }
    Draft.keep(request, session);
    String wanted = who.isEmpty() ? JobChoice.PAGE : Draft.next(request);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", wanted == null ? "/" : wanted);
  }
}
