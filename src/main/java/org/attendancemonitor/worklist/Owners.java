package org.attendancemonitor.worklist;

import java.util.List;
import java.util.Map;

/**
 * Who fills the roles that own tasks.
 *
 * @param byService names of teams and people, by key of the service, then by role
 */
public record Owners(Map<String, Map<String, List<String>>> byService) {
  public Owners {
    byService = Map.copyOf(byService);
  }

  /** Who fills a role in a service; empty where nobody does. */
  List<String> of(String service, String role) {
    return byService.getOrDefault(service, Map.of()).getOrDefault(role, List.of());
  }
}
