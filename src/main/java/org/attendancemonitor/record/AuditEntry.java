package org.attendancemonitor.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing somebody did, or looked at.
 *
 * @param at when
 * @param kind what: {@code view}, {@code list}, {@code search}, {@code change}, {@code export},
 *     {@code print}, {@code break-glass}, {@code sign-in}, {@code audit}
 * @param actor sign-in that did it
 * @param roles its roles then
 * @param team its team then, or null
 * @param patient row of the patient concerned, or null where it is nobody or several
 * @param object what it was done to or with: an id or the name of a page; never a person's name
 * @param items ids of what was shown or given out
 * @param reason why, where it had to be said; or null
 * @param outcome {@code done} or {@code refused}
 * @param request id of the request it came with, as logs name it, or null
 */
public record AuditEntry(
    Instant at,
    String kind,
    String actor,
    Set<String> roles,
    String team,
    Long patient,
    String object,
    List<String> items,
    String reason,
    String outcome,
    String request) {
  /** The same without what else was shown. */
  AuditEntry of(Set<String> things) {
    return new AuditEntry(
        at,
        kind,
        actor,
        roles,
        team,
        patient,
        object,
        items.stream().filter(things::contains).toList(),
        reason,
        outcome,
        request);
  }

  /** It was done. */
  public static final String DONE = "done";

  /** It was refused. */
  public static final String REFUSED = "refused";

  public AuditEntry {
    roles = roles == null ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(roles));
    items = items == null ? List.of() : List.copyOf(items);
  }
}
