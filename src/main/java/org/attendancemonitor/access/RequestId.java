package org.attendancemonitor.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request one id, by which its answer, its lines in the log and its entries in the audit
 * trail are found: the caller's where it sends one ({@code X-Request-Id}, or the trace of a W3C
 * {@code traceparent}), else a new one.
 */
public final class RequestId extends OncePerRequestFilter {
  /** Header of requests and answers. */
  static final String HEADER = "X-Request-Id";

  private static final String CORRELATION = "X-Correlation-Id";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  /** As the log's patterns call it. */
  static final String KEY = "request";

  /**
   * A UUID, or as many hexadecimal digits at least. Nothing shorter: an NHS number or a name would
   * be written to the log for the caller.
   */
  private static final Pattern GIVEN =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32,64}");

  /** W3C Trace Context, 3.2; a trace of zeros only is none. */
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

  /** That of the request this thread answers, or null where it answers none. */
  public static String current() {
    return MDC.get(KEY);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = request.getAttribute(KEY) instanceof String before ? before : of(request);
    request.setAttribute(KEY, id);
    response.setHeader(HEADER, id);
    returnCorrelation(request, response);
    MDC.put(KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(KEY);
    }
  }

  /**
   * Sends back the id by which a sender finds what belongs together, whatever the answer: only what
   * looks like an id, these headers are no way to write into an answer.
   */
  private static void returnCorrelation(HttpServletRequest request, HttpServletResponse response) {
    String correlation = request.getHeader(CORRELATION);
    if (correlation != null && PLAIN.matcher(correlation).matches()) {
      response.setHeader(CORRELATION, correlation);
    }
  }

  /** The page that tells of a fault is answered in a second pass, and is the same request. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private static String of(HttpServletRequest request) {
    String given = request.getHeader(HEADER);
    if (given != null && GIVEN.matcher(given).matches()) {
      return given;
    }
    String parent = request.getHeader("traceparent");
    Matcher trace = TRACE.matcher(parent == null ? "" : parent);
    return trace.matches() ? trace.group(1) : UUID.randomUUID().toString();
  }
}
