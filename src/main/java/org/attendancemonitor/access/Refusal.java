package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 400, 401, 403, 429 and 503 before anything is read. The text is an OperationOutcome
 * written out here, because this room knows no FHIR library and its few sentences never change.
 */
final class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String AWAY_SECONDS = "5";
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String BASIC = "Basic realm=\"Attendance Monitor\", charset=\"UTF-8\"";
  private static final String BEARER = "Bearer realm=\"Attendance Monitor\"";
  private static final String BODY =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\","
          + "\"details\":{\"coding\":[{\"system\":\"urn:attendance-monitor:reason\","
          + "\"code\":\"%s\"}],\"text\":\"%s\"}}]}";

  private final boolean tokens;

  /**
   * @param tokens whether a token would do instead of a name and password
   */
  Refusal(boolean tokens) {
    this.tokens = tokens;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof TooManyGuessesException tooMany) {
      long seconds = (tooMany.retryAfter().toMillis() + 999) / 1000;
      response.setHeader("Retry-After", Long.toString(seconds));
      write(response, 429, "throttled", "Too many sign-ins; try again later.");
    } else if (reason instanceof AuthenticationServiceException) {
      response.setHeader("Retry-After", AWAY_SECONDS);
      write(response, 503, "transient", "The sign-in cannot be checked just now; send it again.");
    } else if (reason instanceof OAuth2AuthenticationException token
        && token.getError() instanceof BearerTokenError error) {
      refuse(response, error);
    } else {
      response.setHeader(CHALLENGE, BASIC);
      if (tokens) {
        response.addHeader(CHALLENGE, BEARER);
      }
      write(response, 401, "login", "Sign in with a name and password that are known here.");
    }
  }

  /** Says what kind of fault it is (RFC 6750, 3.1) and not more: the library's text quotes. */
  private static void refuse(HttpServletResponse response, BearerTokenError error)
      throws IOException {
    String code = error.getErrorCode();
    response.setHeader(CHALLENGE, BEARER + ", error=\"" + code + "\"");
    switch (code) {
      case BearerTokenErrorCodes.INSUFFICIENT_SCOPE ->
          write(response, 403, "forbidden", "The token gives no role here.");
      case BearerTokenErrorCodes.INVALID_REQUEST ->
          write(response, 400, "invalid", "The token is not shown in one Authorization header.");
      default -> write(response, 401, "login", "The token is not valid here.");
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    String shown = request.getHeader("Authorization");
    if (tokens && shown != null && shown.regionMatches(true, 0, "Bearer ", 0, 7)) {
      response.setHeader(
          CHALLENGE, BEARER + ", error=\"" + BearerTokenErrorCodes.INSUFFICIENT_SCOPE + "\"");
    }
    write(response, 403, "forbidden", "The role of this sign-in does not allow this.");
  }

  private static void write(HttpServletResponse response, int status, String code, String text)
      throws IOException {
    byte[] body = BODY.formatted(code, code, text).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
