package org.attendancemonitor.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.access.OpenId.JobList;

/** Reads from a provider's claims what somebody works as here: one job for each role and team. */
final class Jobs {
  /** The name under which an item that is no object is its own field. */
  private static final String ITEM = "";

  private final OpenId openId;

  Jobs(OpenId openId) {
    this.openId = openId;
  }

  /** The jobs, those that give the same once; empty where somebody has no role here. */
  List<Job> of(Claims claims) {
    List<Job> jobs = new ArrayList<>();
    openId
        .jobs()
        .map(list -> listed(list, claims))
        .orElseGet(() -> together(claims))
        .filter(job -> !job.roles().isEmpty())
        .filter(job -> jobs.stream().noneMatch(job::gives))
        .forEach(jobs::add);
    // A job outside of our teams is worth offering only to whoever has no other.
    List<Job> ours = jobs.stream().filter(job -> !Claims.NO_TEAM.equals(job.team())).toList();
    return ours.isEmpty() ? List.copyOf(jobs) : ours;
  }

  /** Roles and teams in claims of their own: all the roles, in each of the teams. */
  private Stream<Job> together(Claims claims) {
    Set<Role> roles =
        Claims.roles(claims.values(openId.rolesClaim().orElseThrow()), openId.roles());
    return openId
        .teamClaim()
        .map(claim -> teams(claims.values(claim)))
        .orElseGet(() -> Stream.of(Optional.empty()))
        .map(team -> new Job(null, roles, team.orElse(null)));
  }

  private Stream<Job> listed(JobList list, Claims claims) {
    return items(claims.at(list.claim()))
        .filter(item -> fits(list.where(), item))
        .flatMap(
            item -> {
              Set<Role> roles =
                  Claims.roles(
                      item.values(list.roleField().orElse(ITEM))
                          .flatMap(value -> parts(list, value)),
                      openId.roles());
              String name = list.nameField().flatMap(item::text).orElse(null);
              return (openId.teams().isEmpty()
                      ? Stream.<Optional<String>>of(Optional.empty())
                      : teams(item.values(list.teamField().orElse(ITEM))))
                  .map(team -> new Job(name, roles, team.orElse(null)));
            });
  }

  private static Stream<Claims> items(Object claim) {
    Collection<?> items = claim instanceof Collection<?> several ? several : List.of();
    return items.stream()
        .map(item -> item instanceof Map<?, ?> it ? Claims.of(it) : new Claims(Map.of(ITEM, item)));
  }

  /** Whether each of these claims has one of its values. */
  static boolean fits(Map<String, List<String>> wanted, Claims claims) {
    return wanted.entrySet().stream()
        .allMatch(it -> claims.values(it.getKey()).anyMatch(it.getValue()::contains));
  }

  private static Stream<String> parts(JobList list, String value) {
    return list.separator()
        .map(
            separator ->
                Stream.concat(
                    Stream.of(value),
                    Arrays.stream(value.split(java.util.regex.Pattern.quote(separator)))))
        .orElseGet(() -> Stream.of(value));
  }

  private Stream<Optional<String>> teams(Stream<String> values) {
    List<String> teams =
        values.filter(openId.teams()::containsKey).map(openId.teams()::get).distinct().toList();
    return (teams.isEmpty() ? List.of(Claims.NO_TEAM) : teams).stream().map(Optional::of);
  }
}
