package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.FeedRates;

/** Tells a feed that sends faster than it may to come again, before what it sent is read. */
final class RateLimit implements Filter {
  private static final String MESSAGE = "/$process-message";
  private static final String NOTIFICATION = "/$subscription-notification";

  private final FeedSettings feeds;
  private final FeedRates rates;
  private final FhirContext fhir;

  /**
   * @param feeds say for which feed a sign-in sends
   * @param rates how fast each may send
   */
  RateLimit(FeedSettings feeds, FeedRates rates, FhirContext fhir) {
    this.feeds = feeds;
    this.rates = rates;
    this.fhir = fhir;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    Duration wait =
        isNews(request)
            ? Optional.ofNullable(request.getRemoteUser())
                .flatMap(feeds::feedOf)
                .map(rates::admit)
                .orElse(Duration.ZERO)
            : Duration.ZERO;
    if (wait.isZero()) {
      chain.doFilter(in, out);
      return;
    }
    Refused later =
        Refused.later(
            429, wait, "This feed sends faster than it may; nothing was recorded, send it again.");
    boolean message = request.getRequestURI().endsWith(MESSAGE);
    (message ? BarsCodes.in(later) : later).write((HttpServletResponse) out, fhir);
  }

  /** Questions are not counted: who asks waits for the answer before a person. */
  private static boolean isNews(HttpServletRequest request) {
    boolean sends = request.getMethod().equals("POST") || request.getMethod().equals("PUT");
    String address = request.getRequestURI();
    return sends
        && !address.endsWith("/_search")
        && (!address.contains("/$") || address.endsWith(MESSAGE) || address.endsWith(NOTIFICATION));
  }
}
