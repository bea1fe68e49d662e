package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.record.People;

/**
 * What lies within the work of whoever asks: the services of their team, and those they look after.
 */
final class Within {
  private final Teams teams;
  private final People people;

  Within(Teams teams, People people) {
    this.teams = teams;
    this.people = people;
  }

  /** The services whose patients the asker works for; nobody who has not signed in has any. */
  Reach reach(RequestDetails request) {
    return reach(((ServletRequestDetails) request).getServletRequest());
  }

  Reach reach(HttpServletRequest request) {
    return SignedIn.of(request).map(teams::reach).orElse(new Reach(false, Set.of()));
  }

  /** Whether a person has to do with any of these services. */
  boolean covers(Reach reach, Set<Long> rows) {
    return reach.everywhere() || people.servicesOf(rows).stream().anyMatch(reach::covers);
  }

  /** Whether the person a row belongs to has to do with the work of whoever asks. */
  boolean covers(RequestDetails request, long row) {
    return covers(reach(request), people.rowsOf(row).orElse(Set.of(row)));
  }

  /** The rows of a person, or none where they are not within the work of whoever asks. */
  Set<Long> only(RequestDetails request, Set<Long> rows) {
    return rows.isEmpty() || covers(reach(request), rows) ? rows : Set.of();
  }
}
