package org.attendancemonitor.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which services the members of a team work for: those the team is named for in {@code
 * services.yaml}, and those where it, or the user, fills a role that owns tasks.
 *
 * @param byTeam services by team key
 * @param byUser services by sign-in name, for users that are named themselves
 */
public record Teams(Map<String, Set<String>> byTeam, Map<String, Set<String>> byUser) {
  public Teams {
    byTeam = Map.copyOf(byTeam);
    byUser = Map.copyOf(byUser);
  }

  /** The services someone works for; who is in no team works for the whole organisation. */
  public Reach reach(SignedIn who) {
    if (who.team() == null) {
      return Reach.EVERYWHERE;
    }
    Set<String> services = new HashSet<>(byTeam.getOrDefault(who.team(), Set.of()));
    services.addAll(byUser.getOrDefault(who.name(), Set.of()));
    return new Reach(false, services);
  }
}
