package org.attendancemonitor.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.attendancemonitor.record.Users;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Shows the sign-in page again, with the fault, and keeps what was typed before. */
final class NotSignedIn implements AuthenticationFailureHandler {
  private final Users users;
  private final Audit audit;

  NotSignedIn(Users users, Audit audit) {
    this.users = users;
    this.audit = audit;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (reason instanceof BadCredentialsException) {
      // What was typed may be a password in the wrong field: only a name that is known is kept.
      String typed = request.getParameter("name");
      String name = typed != null && users.find(typed).isPresent() ? typed : "unknown";
      audit.signIn(new SignedIn(name, Set.of(), null, null), false);
    }
    int status = HttpServletResponse.SC_UNAUTHORIZED;
    String fault = "The name or the password is not right.";
    if (reason instanceof TooManyGuessesException tooMany) {
      long seconds = (tooMany.retryAfter().toMillis() + 999) / 1000;
      status = 429;
      response.setHeader("Retry-After", Long.toString(seconds));
      fault = "Too many tries. Try again in %d seconds.".formatted(seconds);
    } else if (reason instanceof AuthenticationServiceException) {
      status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
      fault = "Sign-in does not work at the moment. Try again in a minute.";
    }
    if (reason instanceof NotAdmittedException refused) {
      audit.signIn(new SignedIn(refused.name(), Set.of(), null, null), false);
      status = HttpServletResponse.SC_FORBIDDEN;
      fault =
          refused.getError().getErrorCode().equals(NotAdmittedException.TOO_WEAK)
              ? "You need a stronger sign-in for this service, such as a smartcard or a passkey."
                  + " Sign out at your organisation, and sign in again with one."
              : "You have no role here. Ask whoever runs the service.";
    } else if (reason instanceof OAuth2AuthenticationException) {
      fault = "Your organisation's sign-in did not succeed. Try again.";
    }
    response.setStatus(status);
    request.setAttribute(PageEntry.FAULT, fault);
    request.getRequestDispatcher(PageEntry.SIGN_IN).forward(request, response);
  }
}
