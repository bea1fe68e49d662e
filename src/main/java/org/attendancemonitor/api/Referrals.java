package org.attendancemonitor.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.record.People;
import org.attendancemonitor.task.KeyReference;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Finds the referral that an address means. */
final class Referrals {
  private static final String TYPE = "ServiceRequest";

  private final People people;
  private final Sources sources;

  Referrals(People people, Sources sources) {
    this.people = people;
    this.sources = sources;
  }

  /**
   * A referral, and the row of the person it is of.
   *
   * @param key one of its keys
   */
  record Found(Key key, long row) {}

  /**
   * The referral with an id.
   *
   * @param system of the id, as in the references given out ({@code Task.basedOn.identifier});
   *     empty where it is the logical id its sender gave
   * @param user who asks, or null
   * @throws Refused where different referrals are known by it
   */
  Found of(String id, Optional<String> system, String user) {
    Stream<Key> keys =
        system
            .map(it -> Stream.of(KeyReference.key(TYPE, it, id)))
            .orElseGet(() -> sources.of(user).map(source -> Key.ofId(source, TYPE, id)));
    List<Found> found =
        keys.flatMap(key -> people.rowsAbout(key).stream().map(row -> new Found(key, row)))
            .toList();
    if (found.isEmpty()) {
      throw new ResourceNotFoundException("referral");
    }
    Set<Long> rows = new HashSet<>(people.rowsOf(found.get(0).row()).orElse(Set.of()));
    if (!found.stream().allMatch(it -> rows.contains(it.row()))) {
      throw new Refused(
          422,
          Outcomes.of(
              IssueType.MULTIPLEMATCHES,
              "multiple-matches",
              "Different referrals are known by this; say its system as well."));
    }
    return found.get(0);
  }
}
