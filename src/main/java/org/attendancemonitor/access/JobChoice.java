package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Which of their jobs somebody works in, who has several: one at a time, chosen by themselves. */
public final class JobChoice {
  /** Where it is made. */
  static final String PAGE = "/sign-in/role";

  private final Audit audit;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  JobChoice(Audit audit) {
    this.audit = audit;
  }

  /** The jobs of whoever makes a request; empty where there is nothing to choose. */
  public static List<Job> offered(HttpServletRequest request) {
    return user(request).map(OpenIdUser::jobs).filter(jobs -> jobs.size() > 1).orElse(List.of());
  }

  /** The job they work in; empty while it is not chosen, and for local users. */
  public static Optional<Job> chosen(HttpServletRequest request) {
    return user(request).map(OpenIdUser::job);
  }

  /** Whether somebody has signed in and not chosen yet. */
  static boolean open(HttpServletRequest request) {
    return user(request).filter(user -> user.job() == null).isPresent();
  }

  private static Optional<OpenIdUser> user(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication signedIn
            && signedIn.getPrincipal() instanceof OpenIdUser user
        ? Optional.of(user)
        : Optional.empty();
  }

  /**
   * Goes on in one of the jobs offered. What the session held for another one, such as forms that
   * are open and what was looked at for a reason, ends with it.
   *
   * @throws AuditUnavailableException where that cannot be written down; the job then stays
   */
  public void choose(HttpServletRequest request, HttpServletResponse response, Job job) {
    OAuth2AuthenticationToken before = (OAuth2AuthenticationToken) request.getUserPrincipal();
    OpenIdUser user = (OpenIdUser) before.getPrincipal();
    OpenIdUser then = user.in(job);
    if (user.job() == null) {
      audit.signIn(then.who(), true);
    } else {
      audit.changeOfRole(then.who());
    }
    HttpSession session = request.getSession();
    Collections.list(session.getAttributeNames()).stream()
        .filter(name -> !SessionLimits.SIGNED_IN.equals(name) && !Draft.KEPT.equals(name))
        .forEach(session::removeAttribute);
    request.changeSessionId();
    OAuth2AuthenticationToken after =
        new OAuth2AuthenticationToken(
            then, then.getAuthorities(), before.getAuthorizedClientRegistrationId());
    after.setDetails(before.getDetails());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(after);
    sessions.saveContext(context, request, response);
  }
}
