package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.record.People;
import org.attendancemonitor.task.Subject;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Finds the people a search means, and says who a task or flag is about. */
final class Patients {
  private final People people;
  private final FeedSettings feeds;

  Patients(People people, FeedSettings feeds) {
    this.people = people;
    this.feeds = feeds;
  }

  /** Whom a row belongs to now: the smallest row of the person is our id. */
  Subject subject(long row) {
    Set<Long> rows = people.rowsOf(row).orElse(Set.of(row));
    long person = rows.stream().min(Comparator.naturalOrder()).orElse(row);
    return new Subject(person, people.nhsNumber(rows).orElse(null));
  }

  /**
   * The rows of the person a search parameter means: {@code patient} or {@code patient.identifier}.
   */
  Set<Long> of(ReferenceParam parameter, RequestDetails request) {
    Page.checkPrivacy(request);
    String user = ((ServletRequestDetails) request).getServletRequest().getRemoteUser();
    if (parameter.getChain() == null) {
      return byId(parameter.getIdPart(), user);
    }
    String token = parameter.getValue();
    int bar = token.indexOf('|');
    return byIdentifier(
        bar < 0 ? null : token.substring(0, bar), token.substring(bar + 1).strip(), user);
  }

  /**
   * The rows of the person with an id: ours, or that of a source.
   *
   * @param user who asks; one that sends for a feed means the ids of its own source
   * @return empty where nobody is known by it
   * @throws Refused where different people are known by it in different sources
   */
  Set<Long> byId(String id, String user) {
    if (unheardOf(id)) {
      return Set.of();
    }
    Long ours = Subject.personOf(id);
    if (ours != null) {
      return people.rowsOf(ours).orElse(Set.of());
    }
    return only(
        sources(user)
            .map(source -> people.rowsOf(Key.ofId(source, "Patient", id)))
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The rows of the person with an identifier.
   *
   * @param system of the identifier; null or empty is refused, because it could be anybody's
   */
  Set<Long> byIdentifier(String system, String value, String user) {
    if (unheardOf(value)) {
      return Set.of();
    }
    if (Systems.NHS_NUMBER.equals(system)) {
      return only(people.withNhsNumber(value.replace(" ", "")));
    }
    if (system == null || system.isEmpty()) {
      throw new Refused(
          400, Outcomes.of(IssueType.REQUIRED, "incomplete", "Give the identifier's system."));
    }
    return only(
        sources(user)
            .map(source -> people.rowsOf(Key.ofIdentifier(source, "Patient", system, value)))
            .flatMap(Optional::stream)
            .toList());
  }

  /** Nobody is known by a control character, and PostgreSQL cannot even be asked for one. */
  private static boolean unheardOf(String name) {
    return name.chars().anyMatch(Character::isISOControl);
  }

  /** The sources whose ids a user means: that of its own feed, or every one. */
  Stream<String> sources(String user) {
    Optional<String> own = Optional.ofNullable(user).flatMap(feeds::feedOf);
    return own.isPresent()
        ? Stream.of(feeds.feed(own.get()).source())
        : feeds.feeds().values().stream().map(FeedSettings.Feed::source).distinct();
  }

  /** One person's tasks under another's name are worse than none. */
  static Set<Long> only(Collection<Set<Long>> found) {
    List<Set<Long>> persons = found.stream().<Set<Long>>map(HashSet::new).distinct().toList();
    if (persons.size() > 1) {
      throw several("Different people are known by this in different sources; search by our id.");
    }
    return persons.isEmpty() ? Set.of() : persons.get(0);
  }

  /** What was asked for could be several things. */
  static Refused several(String text) {
    return new Refused(422, Outcomes.of(IssueType.MULTIPLEMATCHES, "multiple-matches", text));
  }
}
