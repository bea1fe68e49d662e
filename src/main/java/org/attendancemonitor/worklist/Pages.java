package org.attendancemonitor.worklist;

import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.access.Job;
import org.attendancemonitor.attendance.ServiceCatalogue;

/**
 * What a site states for its pages.
 *
 * @param organisation shown at the top of each page
 * @param services names by their key in {@code services.yaml}
 * @param teams names by their key in {@code services.yaml}
 * @param pageSize rows of a list
 * @param openId the site has a sign-in of its own
 */
public record Pages(
    String organisation,
    Map<String, String> services,
    Map<String, String> teams,
    int pageSize,
    boolean openId) {
  public Pages {
    services = Map.copyOf(services);
    teams = Map.copyOf(teams);
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize: expected 1 or more, found " + pageSize);
    }
  }

  /** The name of a service; of one that is not configured, that it is another one. */
  String service(String key) {
    return services.getOrDefault(
        key, key.equals(ServiceCatalogue.UNMAPPED) ? "Other service" : key);
  }

  /** What somebody works as and where, for example {@code Clinician, Foot health}. */
  String job(Job job) {
    String roles =
        job.roles().stream().sorted().map(Words::role).collect(Collectors.joining(" and "));
    return roles
        + ", "
        + (job.team() == null
            ? "the whole organisation"
            : teams.getOrDefault(job.team(), "in none of the teams here"));
  }
}
