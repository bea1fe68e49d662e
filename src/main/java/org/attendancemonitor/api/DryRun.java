package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.attendancemonitor.doctor.FeedDoctor;
import org.attendancemonitor.doctor.FeedText;
import org.attendancemonitor.doctor.Report;
import org.attendancemonitor.doctor.ReportHtml;
import org.attendancemonitor.doctor.ReportJson;
import org.attendancemonitor.doctor.ReportText;
import org.attendancemonitor.doctor.Site;
import org.attendancemonitor.feed.FeedReader;

/**
 * The feed doctor for who can reach the service but not its machine. Nothing is recorded, kept or
 * counted, and nothing known is looked up: the answer follows from what was sent and the
 * configuration, and repeats no value of it.
 */
final class DryRun {
  /** The last part of its address. */
  static final String NAME = "$validate-feed";

  private static final Duration BUSY = Duration.ofSeconds(5);

  /** One at a time: live messages need the processors more. */
  private final Semaphore turn = new Semaphore(1);

  private final Door door;
  private final FeedReader reader;
  private final Site site;
  private final Clock clock;

  DryRun(Door door, FeedReader reader, Site site, Clock clock) {
    this.door = door;
    this.reader = reader;
    this.site = site;
    this.clock = clock;
  }

  /** What may be sent here beside FHIR JSON: lines of it, and HL7 v2. */
  static boolean takes(String address, String mediaType) {
    return address.endsWith("/" + NAME) && (isLines(mediaType) || isHl7(mediaType));
  }

  private static boolean isLines(String mediaType) {
    return mediaType.equals("application/fhir+ndjson")
        || mediaType.equals("application/ndjson")
        || mediaType.equals("application/x-ndjson");
  }

  private static boolean isHl7(String mediaType) {
    return mediaType.equals("x-application/hl7-v2+er7") || mediaType.equals("text/plain");
  }

  /**
   * {@code POST /fhir/$validate-feed}: answered with 200 and the report of {@code check-feed},
   * whatever it says; as HTML or plain text where {@code Accept} asks for that.
   */
  @Operation(name = NAME, manualRequest = true, manualResponse = true, idempotent = false)
  public void check(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    String feed = door.feedOf(request);
    if (!turn.tryAcquire()) {
      throw Refused.later(429, BUSY, "Another feed is being looked at; nothing was looked at.");
    }
    Report report;
    try {
      report = report(request, feed);
    } finally {
      // Before it is answered: whoever has the answer may send the next one.
      turn.release();
    }
    write(response, request.getServletRequest(), report);
  }

  private Report report(ServletRequestDetails request, String feed) throws IOException {
    FeedDoctor doctor = new FeedDoctor(reader, site, feed, clock.instant());
    Charset unstated = reader.form(feed).hl7Charset();
    FeedText text = new FeedText(doctor, unstated, site.feeds().limits().maxBytes());
    byte[] body = request.loadRequestContents();
    String type = mediaType(request.getServletRequest());
    if (isLines(type)) {
      text.lines("body.ndjson", new ByteArrayInputStream(body));
    } else {
      text.whole(isHl7(type) ? "body.hl7" : "body.json", body);
    }
    return doctor.report();
  }

  private static String mediaType(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType());
    return type.split(";")[0].strip().toLowerCase(Locale.ROOT);
  }

  private static void write(HttpServletResponse response, HttpServletRequest request, Report report)
      throws IOException {
    String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
    boolean html = accept.contains("text/html");
    boolean plain = !html && accept.contains("text/plain");
    String text =
        html ? ReportHtml.of(report) : plain ? ReportText.of(report) : ReportJson.of(report);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String type = html ? "text/html" : plain ? "text/plain" : "application/fhir+json";
    response.setContentType(type + ";charset=UTF-8");
    // A page without script, whose style stands in itself.
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
