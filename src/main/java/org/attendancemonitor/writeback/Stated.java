package org.attendancemonitor.writeback;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;

/**
 * What somebody stated on the server by changing the status of a task: an act to be judged here,
 * or, where the change says too little for one, a sentence that says what is missing.
 *
 * @param act what is asked, or null
 * @param missing what the change lacks, or null
 */
record Stated(Act act, String missing) {
  private static final int LONGEST_NOTE = 1_000;
  private static final Set<String> OUTCOMES = Set.of(Systems.OUTCOME, Systems.CLOSE_REASON);

  /**
   * The difference between what we told and what stands there; empty where there is none, or it has
   * come about here already.
   *
   * @param told the version of ours they started from
   * @param now ours as it stands
   * @param theirs as it stands there
   * @param actor names who did it
   * @param known notes that have been taken over already
   */
  static Optional<Stated> of(
      SupportTask told, SupportTask now, Task theirs, ActorThere actor, List<String> known) {
    if (theirs.getStatus() == null || theirs.getStatus().toCode().equals(told.status().code())) {
      return Optional.empty();
    }
    Reading reading = new Reading(told, theirs, actor, known);
    return switch (theirs.getStatus()) {
      case ACCEPTED, INPROGRESS ->
          now.status() == TaskStatus.IN_PROGRESS
              ? Optional.empty()
              : Optional.of(reading.act(Verb.CLAIM, null));
      case COMPLETED, CANCELLED, FAILED ->
          now.status() == TaskStatus.COMPLETED || now.status() == TaskStatus.CANCELLED
              ? Optional.empty()
              : Optional.of(reading.ended());
      case REJECTED -> Optional.of(reading.rejected());
      case DRAFT, REQUESTED, RECEIVED, READY ->
          now.status() == TaskStatus.REQUESTED
              ? Optional.empty()
              : Optional.of(reading.act(Verb.RELEASE, null));
      case ONHOLD ->
          Optional.of(lacks("A task is put on hold where it can be said until when: not here."));
      default -> Optional.of(lacks("This status says nothing about the work on a task."));
    };
  }

  private static Stated lacks(String sentence) {
    return new Stated(null, sentence);
  }

  /** Nothing of the content. */
  @Override
  public String toString() {
    return "Stated[" + (act == null ? "nothing" : act.verb()) + "]";
  }

  /** The change of one task, as it is read. */
  private record Reading(SupportTask told, Task theirs, ActorThere actor, List<String> known) {

    Stated ended() {
      Optional<String> outcome =
          theirs.getBusinessStatus().getCoding().stream()
              .filter(coding -> coding.hasSystem() && OUTCOMES.contains(coding.getSystem()))
              .map(Coding::getCode)
              .filter(Objects::nonNull)
              .findFirst();
      return outcome.isEmpty()
          ? lacks(
              "How it ended is missing: a businessStatus of the system " + Systems.OUTCOME + ".")
          : act(Verb.COMPLETE, outcome.get());
    }

    Stated rejected() {
      return words(theirs.getStatusReason()).isEmpty()
          ? lacks("Why it was rejected is missing: a statusReason.")
          : act(Verb.RELEASE, null);
    }

    Stated act(Verb verb, String outcome) {
      return new Stated(
          new Act(
              told.id(),
              told.version(),
              verb,
              actor.of(theirs),
              outcome,
              null,
              null,
              Map.of(),
              note(),
              null),
          null);
    }

    private String note() {
      Stream<String> reason =
          theirs.getStatus() == Task.TaskStatus.REJECTED
              ? Stream.of(words(theirs.getStatusReason()))
              : Stream.empty();
      String note =
          Stream.concat(reason, theirs.getNote().stream().map(Annotation::getText))
              .filter(text -> text != null && !text.isBlank())
              .filter(text -> known.stream().noneMatch(before -> before.contains(text)))
              .collect(Collectors.joining("\n"));
      return note.isEmpty() ? null : note.substring(0, Math.min(note.length(), LONGEST_NOTE));
    }

    private static String words(CodeableConcept concept) {
      return concept.hasText()
          ? concept.getText()
          : concept.getCoding().stream()
              .filter(coding -> !Systems.REASON.equals(coding.getSystem()))
              .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
              .filter(word -> word != null)
              .collect(Collectors.joining(", "));
    }
  }
}
