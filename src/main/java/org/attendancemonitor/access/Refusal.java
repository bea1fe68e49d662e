package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 401, 403, 429 and 503 before anything is read. The text is an OperationOutcome written
 * out here, because this room knows no FHIR library and its few sentences never change.
 */
final class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String RECORD_AWAY_SECONDS = "5";
  private static final String BODY =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\","
          + "\"details\":{\"coding\":[{\"system\":\"urn:attendance-monitor:reason\","
          + "\"code\":\"%s\"}],\"text\":\"%s\"}}]}";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof TooManyGuessesException tooMany) {
      long seconds = (tooMany.retryAfter().toMillis() + 999) / 1000;
      response.setHeader("Retry-After", Long.toString(seconds));
      write(response, 429, "throttled", "Too many sign-ins; try again later.");
      return;
    }
    if (reason instanceof AuthenticationServiceException) {
      response.setHeader("Retry-After", RECORD_AWAY_SECONDS);
      write(response, 503, "transient", "The record does not answer; send it again.");
      return;
    }
    response.setHeader("WWW-Authenticate", "Basic realm=\"Attendance Monitor\", charset=\"UTF-8\"");
    write(response, 401, "login", "Sign in with a name and password that are known here.");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
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
