package org.attendancemonitor.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Whoever is not signed in is led to the sign-in page; what they were about to send goes with them
 * and is theirs again afterwards.
 */
final class PageEntry implements AuthenticationEntryPoint, AccessDeniedHandler {
  static final String SIGN_IN = "/sign-in";

  /** Request attribute: what was wrong with the sign-in. */
  static final String FAULT = "org.attendancemonitor.sign-in.fault";

  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (reason instanceof BadCredentialsException || reason instanceof TooManyGuessesException) {
      // A basic sign-in that failed: no browser asked for a page.
      response.sendError(
          reason instanceof TooManyGuessesException ? 429 : HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    if (READS.contains(request.getMethod())) {
      lead(request, response, SIGN_IN);
      return;
    }
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    request.getRequestDispatcher(SIGN_IN).forward(request, response);
  }

  /** To a page, and from there on to the one that was asked for. */
  private static void lead(HttpServletRequest request, HttpServletResponse response, String page)
      throws IOException {
    String path = request.getRequestURI();
    boolean back = READS.contains(request.getMethod()) && Draft.ours(path) && !path.equals("/");
    response.sendRedirect(
        back ? page + "?continue=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : page);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException, ServletException {
    if (JobChoice.open(request)) {
      lead(request, response, JobChoice.PAGE);
      return;
    }
    boolean nobody = SignedIn.of(request).isEmpty();
    String path = request.getRequestURI();
    if (reason instanceof CsrfException
        && nobody
        && (Draft.ours(path) || path.equals(JobChoice.PAGE))) {
      // The session has ended, and its form token with it.
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      request.getRequestDispatcher(SIGN_IN).forward(request, response);
      return;
    }
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }
}
