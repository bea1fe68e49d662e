package org.attendancemonitor.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.attendancemonitor.record.MessageReceipt.Standing;

/** Keeps what is handed in for the test to see, and can be told to have no room. */
final class TestIntake implements Intake {
  private final List<Submission> submissions = new ArrayList<>();
  private final Set<Object> known = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private Result next;
  private boolean full;
  private boolean storeDown;
  private boolean silent;
  private Verdict answer;

  /** What people who ask something are told. */
  synchronized void answer(Verdict verdict) {
    answer = verdict;
  }

  synchronized void reset() {
    answer = null;
    submissions.clear();
    known.clear();
    taken.clear();
    next = null;
    full = false;
    storeDown = false;
    silent = false;
  }

  synchronized void full() {
    full = true;
  }

  synchronized void storeDown() {
    storeDown = true;
  }

  synchronized void silent() {
    silent = true;
  }

  /** Answers again. */
  synchronized void speaks() {
    silent = false;
  }

  synchronized void next(Result result) {
    next = result;
  }

  synchronized List<Submission> submissions() {
    return List.copyOf(submissions);
  }

  @Override
  public synchronized CompletableFuture<Verdict> submit(Submission submission)
      throws IntakeUnavailableException {
    if (full) {
      throw new IntakeUnavailableException("full", Duration.ofSeconds(7));
    }
    if (storeDown) {
      return CompletableFuture.failedFuture(
          new IntakeUnavailableException("down", Duration.ofSeconds(9)));
    }
    boolean first = submission.receipt() == null || taken.addAll(submission.receipt().names());
    if (silent) {
      return new CompletableFuture<>();
    }
    submissions.add(submission);
    if (submission.asked() != null) {
      return CompletableFuture.completedFuture(answer);
    }
    List<Entry> entries = submission.message().entries();
    boolean broken =
        submission.message().atomic()
            && entries.stream().anyMatch(it -> it.reading() instanceof Rejected);
    return CompletableFuture.completedFuture(
        new Verdict(
            entries.stream().map(it -> verdict(it, broken)).toList(),
            null,
            first ? Standing.NEW : Standing.SAME));
  }

  private EntryVerdict verdict(Entry entry, boolean broken) {
    Result result = broken ? Result.REJECTED : Result.ACCEPTED;
    if (entry.reading() instanceof Rejected rejected) {
      return new EntryVerdict(
          Result.REJECTED,
          rejected.position(),
          entry.resourceType(),
          null,
          rejected.reason(),
          rejected.text());
    }
    if (result == Result.ACCEPTED && !known.add(entry.reading())) {
      result = Result.DUPLICATE;
    }
    return new EntryVerdict(
        next == null ? result : next, entry.position(), entry.resourceType(), 1L, null, null);
  }
}
