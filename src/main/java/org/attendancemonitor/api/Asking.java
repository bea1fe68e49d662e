package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.intake.Verdict;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** What every request of a person to do something has in common: who asks, and what is answered. */
final class Asking {
  /** To repeat what may have been done would do it twice. */
  static final String LATE = "No answer in time; it may have been done: look before you ask again.";

  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private Asking() {}

  /** Who asks. */
  static Actor actor(RequestDetails request) {
    return SignedIn.of(((ServletRequestDetails) request).getServletRequest())
        .map(SignedIn::actor)
        .orElseThrow(
            () ->
                new Refused(
                    403, Outcomes.of(IssueType.FORBIDDEN, "forbidden", "Nobody has signed in.")));
  }

  /** The version of {@code If-Match}; null where there is none, or any will do. */
  static Long expectedVersion(RequestDetails request) {
    String header = request.getHeader("If-Match");
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION.matcher(header.strip());
    if (!version.matches()) {
      throw new Refused(
          400,
          Outcomes.of(IssueType.VALUE, "bad-request", "If-Match is written W/\"3\", or left out."));
    }
    return Long.valueOf(version.group(1));
  }

  /**
   * Passes where it was done.
   *
   * @throws Refused where it was not, with what stands against it
   */
  static void answered(Verdict verdict) {
    if (verdict.refusal() != null) {
      throw Refused.of(verdict.refusal());
    }
    if (!verdict.clean()) {
      throw Handover.nothingRecorded();
    }
  }

  /** Says which version is answered with. */
  static void tag(RequestDetails request, Resource answer) {
    request.getResponse().addHeader("ETag", "W/\"" + answer.getMeta().getVersionId() + "\"");
  }
}
