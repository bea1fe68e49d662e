package org.attendancemonitor;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * The resources of one type that an EPR holds, each with all its versions: conditional update by
 * identifier, {@code If-Match}, and patients it must know, as FHIR R4 and HAPI's own store have it.
 */
final class EprResources<T extends DomainResource> {
  private final String type;
  private final Function<T, List<Identifier>> identifiers;
  private final Function<T, Reference> subject;
  private final Set<String> patients;
  private final Clock clock;
  private final Map<String, List<T>> histories = new TreeMap<>();
  private final Set<String> deleted = new TreeSet<>();
  private int ids;

  EprResources(
      String type,
      Function<T, List<Identifier>> identifiers,
      Function<T, Reference> subject,
      Set<String> patients,
      Clock clock) {
    this.type = type;
    this.identifiers = identifiers;
    this.subject = subject;
    this.patients = patients;
    this.clock = clock;
  }

  /** The newest version of each that is not deleted. */
  synchronized List<T> all() {
    return histories.entrySet().stream()
        .filter(entry -> !deleted.contains(entry.getKey()))
        .map(entry -> newest(entry.getValue()))
        .toList();
  }

  synchronized void delete(String id) {
    deleted.add(id);
  }

  synchronized T read(IdType id) {
    if (deleted.contains(id.getIdPart())) {
      throw new ResourceGoneException(id);
    }
    return newest(
        Optional.ofNullable(histories.get(id.getIdPart()))
            .orElseThrow(() -> new ResourceNotFoundException(id)));
  }

  synchronized List<T> search(TokenParam identifier, DateRangeParam updated) {
    return all().stream()
        .filter(it -> identifier == null || matches(it, identifier))
        .filter(
            it ->
                updated == null
                    || updated.getLowerBoundAsInstant() == null
                    || !it.getMeta().getLastUpdated().before(updated.getLowerBoundAsInstant()))
        .sorted(Comparator.comparing((T it) -> it.getMeta().getLastUpdated()))
        .toList();
  }

  private boolean matches(T resource, TokenParam sought) {
    return identifiers.apply(resource).stream()
        .anyMatch(
            it ->
                it.getSystem().equals(sought.getSystem())
                    && (sought.getValue().isEmpty() || it.getValue().equals(sought.getValue())));
  }

  /**
   * @param id with the version of {@code If-Match}, or null
   * @param conditional the address of a conditional update, or null
   */
  synchronized MethodOutcome update(IdType id, T resource, String conditional) {
    String patient = subject.apply(resource).getReferenceElement().getIdPart();
    if (patient != null && !patients.contains(patient)) {
      throw new UnprocessableEntityException("Unknown patient Patient/" + patient);
    }
    if (conditional == null) {
      T before = read(id);
      String expected = id.getVersionIdPart();
      if (expected != null && !expected.equals(before.getMeta().getVersionId())) {
        throw new PreconditionFailedException("It is now " + before.getMeta().getVersionId());
      }
      return kept(id.getIdPart(), resource, false);
    }
    String query = URLDecoder.decode(conditional, StandardCharsets.UTF_8);
    String token = query.substring(query.indexOf("identifier=") + "identifier=".length());
    int bar = token.lastIndexOf('|');
    List<T> found = search(new TokenParam(token.substring(0, bar), token.substring(bar + 1)), null);
    if (found.size() > 1) {
      throw new PreconditionFailedException("More than one.");
    }
    return found.isEmpty()
        ? kept(Integer.toString(1000 + ++ids), resource, true)
        : kept(found.get(0).getIdElement().getIdPart(), resource, false);
  }

  private MethodOutcome kept(String id, T resource, boolean made) {
    List<T> history = histories.computeIfAbsent(id, it -> new ArrayList<>());
    String version = Integer.toString(history.size() + 1);
    resource.setId(new IdType(type, id, version));
    resource.getMeta().setVersionId(version).setLastUpdated(Date.from(clock.instant()));
    history.add(resource);
    return new MethodOutcome(resource.getIdElement(), made).setResource(resource);
  }

  /** Somebody at the EPR changes it. */
  synchronized void change(String id, java.util.function.Consumer<T> how) {
    @SuppressWarnings("unchecked")
    T copy = (T) newest(histories.get(id)).copy();
    how.accept(copy);
    kept(id, copy, false);
  }

  synchronized int versions(String id) {
    return histories.get(id).size();
  }

  private T newest(List<T> history) {
    return history.get(history.size() - 1);
  }
}
