package org.attendancemonitor.writeback;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.People;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** A person as the server of a source names them. */
final class SubjectThere {
  private static final String TYPE = "Patient";

  private final String source;
  private final People people;
  private final CurrentFacts facts;

  /**
   * @param source whose server
   * @param people knows the keys
   * @param facts know which record replaced which
   */
  SubjectThere(String source, People people, CurrentFacts facts) {
    this.source = source;
    this.people = people;
    this.facts = facts;
  }

  /**
   * The patient a row belongs to: by the server's own id, of the record that is in use; else by NHS
   * number or by another identifier of the source. Empty where the source never named them.
   */
  Optional<Reference> of(long row) {
    Set<Long> rows = people.rowsOf(row).orElse(Set.of());
    List<String> names =
        people.keysOf(rows).stream()
            .map(Key::text)
            .filter(text -> text.startsWith(source + "|" + TYPE))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Optional<Identifier> number =
        people.nhsNumber(rows).filter(NhsNumber::trustworthy).map(SubjectThere::identifier);
    Reference reference = new Reference().setType(TYPE);
    Optional<String> id = id(names, rows, people.keyOf(row).text());
    id.ifPresent(it -> reference.setReference(TYPE + "/" + it));
    number
        .or(() -> id.isPresent() ? Optional.empty() : local(names))
        .ifPresent(reference::setIdentifier);
    return Optional.of(reference);
  }

  private Optional<String> id(List<String> names, Set<Long> rows, String own) {
    String before = source + "|" + TYPE + "/";
    Set<String> replaced = replaced(rows);
    List<String> ids = names.stream().filter(name -> name.startsWith(before)).toList();
    return Stream.concat(Stream.of(own), ids.stream())
        .filter(name -> ids.contains(name) && !replaced.contains(name))
        .findFirst()
        .or(() -> ids.stream().findFirst())
        .map(name -> name.substring(before.length()));
  }

  /** Every name of records that another one has taken the place of. */
  private Set<String> replaced(Set<Long> rows) {
    Set<String> replaced = new HashSet<>();
    for (CurrentFacts.Kept kept : facts.of(FactKind.PATIENT, rows)) {
      PatientFact patient = (PatientFact) kept.fact().fact();
      patient.mergedFrom().forEach(key -> replaced.add(key.text()));
      if (!patient.mergedInto().isEmpty()) {
        patient.keys().forEach(key -> replaced.add(key.text()));
      }
    }
    return replaced;
  }

  private Optional<Identifier> local(List<String> names) {
    String before = source + "|" + TYPE + "?";
    return names.stream()
        .filter(name -> name.startsWith(before))
        .map(name -> name.substring(before.length()))
        .filter(name -> name.lastIndexOf('|') > 0)
        .map(
            name ->
                new Identifier()
                    .setSystem(name.substring(0, name.lastIndexOf('|')))
                    .setValue(name.substring(name.lastIndexOf('|') + 1)))
        .findFirst();
  }

  private static Identifier identifier(NhsNumber number) {
    return new Identifier().setSystem(Systems.NHS_NUMBER).setValue(number.digits());
  }
}
