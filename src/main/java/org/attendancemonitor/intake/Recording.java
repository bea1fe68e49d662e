package org.attendancemonitor.intake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.FactText;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.MessageReceipt.Standing;
import org.attendancemonitor.record.MessageReceipts;
import org.attendancemonitor.record.Recorded;
import org.attendancemonitor.record.Store;

/** Step 2 of an event's way: locks the people concerned and keeps the facts, each once. */
public final class Recording {
  private final Facts facts;
  private final RejectedOriginals originals;
  private final Horizon horizon;
  private final UnaryOperator<String> sources;
  private final Predicate<String> clockTrusted;
  private final Store store;
  private final Clockwork clockwork;
  private final MessageReceipts receipts;
  private final FeedTallying tallying;

  /**
   * @param store whose transaction a dead letter of its own takes
   * @param facts where facts are kept
   * @param deadLetters where rejected messages of senders who cannot be told are kept
   * @param mentioned whom a rejected message is about
   * @param horizon what is history at first receipt
   * @param sources the source of a feed
   * @param clockTrusted whether a feed's own times say which news is newer
   * @param tallying counts what is rejected by itself
   */
  public Recording(
      Store store,
      Facts facts,
      DeadLetters deadLetters,
      Mentioned mentioned,
      Horizon horizon,
      UnaryOperator<String> sources,
      Predicate<String> clockTrusted,
      FeedTallying tallying) {
    this.tallying = tallying;
    this.store = store;
    this.clockwork = new Clockwork(store);
    this.receipts = new MessageReceipts(store);
    this.facts = facts;
    this.originals = new RejectedOriginals(deadLetters, mentioned, sources);
    this.horizon = horizon;
    this.sources = sources;
    this.clockTrusted = clockTrusted;
  }

  /** Keeps every fact of the batch and works out the verdict of every message. */
  public void keepFacts(Batch batch) {
    batch.begun();
    List<Incoming> incoming = new ArrayList<>();
    List<Standing> standings = new ArrayList<>(batch.works().size());
    for (Work work : batch.works()) {
      Submission submission = work.submission();
      Standing standing = standing(submission);
      standings.add(standing);
      if (isKept(submission, standing)) {
        add(work, incoming);
      }
    }
    List<Recorded> recorded = facts.keep(incoming);
    Set<Long> patients = new LinkedHashSet<>();
    recorded.forEach(it -> patients.addAll(it.patients()));
    List<Verdict> verdicts = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < batch.works().size(); i++) {
      Submission submission = batch.works().get(i).submission();
      Message message = submission.message();
      if (standings.get(i) != Standing.NEW) {
        verdicts.add(known(message, standings.get(i)));
        continue;
      }
      int count = isKept(submission, Standing.NEW) ? noticeCount(message) : 0;
      Verdict verdict = verdict(message, recorded.subList(next, next + count));
      next += count;
      verdicts.add(verdict);
      if (!verdict.clean() || submission.isReplay()) {
        answerFor(submission, verdict);
      }
    }
    batch.recorded(verdicts, patients);
  }

  /** One with an entry at fault is refused whatever it is called, and has its ids for a repair. */
  private Standing standing(Submission submission) {
    return submission.receipt() == null || refused(submission.message())
        ? Standing.NEW
        : receipts.take(submission.receipt());
  }

  private static boolean isKept(Submission submission, Standing standing) {
    return submission.message() != null
        && !refused(submission.message())
        && standing == Standing.NEW;
  }

  /** Its sender waits for the answer, and nothing of it has to be kept or undone. */
  private static Verdict known(Message message, Standing standing) {
    boolean other = standing == Standing.OTHER;
    List<Verdict.EntryVerdict> entries =
        message.entries().stream()
            .map(
                entry ->
                    new Verdict.EntryVerdict(
                        other ? Verdict.Result.CONFLICT : Verdict.Result.DUPLICATE,
                        entry.position(),
                        entry.resourceType(),
                        null,
                        other ? RejectReason.CONFLICT : null,
                        other ? "another message is known under the same id" : null))
            .toList();
    return new Verdict(entries, null, standing);
  }

  private void add(Work work, List<Incoming> incoming) {
    Submission submission = work.submission();
    Iterator<FactText> texts = work.texts().iterator();
    String source = sources.apply(submission.feed());
    boolean trusted = clockTrusted.test(submission.feed());
    for (Entry entry : submission.message().entries()) {
      for (Notice notice : entry.notices()) {
        incoming.add(
            new Incoming(
                notice,
                texts.hasNext() ? texts.next() : FactText.of(notice.fact()),
                source,
                submission.feed(),
                submission.received(),
                submission.history() || horizon.historic(notice, submission.received()),
                trusted));
      }
    }
  }

  /** A message that stands or falls as one, with an entry that was rejected already at the door. */
  private static boolean refused(Message message) {
    if (message.atomic()) {
      for (Entry entry : message.entries()) {
        if (entry.reading() instanceof Reading.Rejected) {
          return true;
        }
      }
    }
    return false;
  }

  private static int noticeCount(Message message) {
    int count = 0;
    for (Entry entry : message.entries()) {
      count += entry.notices().size();
    }
    return count;
  }

  private static Verdict verdict(Message message, List<Recorded> recorded) {
    if (message == null) {
      return new Verdict(List.of());
    }
    boolean refused = refused(message);
    List<Verdict.EntryVerdict> entries = new ArrayList<>();
    int next = 0;
    for (Entry entry : message.entries()) {
      if (entry.reading() instanceof Reading.Rejected rejected) {
        entries.add(
            new Verdict.EntryVerdict(
                Verdict.Result.REJECTED,
                rejected.position(),
                entry.resourceType(),
                null,
                rejected.reason(),
                rejected.text()));
      } else if (refused) {
        entries.add(
            new Verdict.EntryVerdict(
                Verdict.Result.REJECTED,
                entry.position(),
                entry.resourceType(),
                null,
                RejectReason.INCOMPLETE,
                Verdict.EntryVerdict.FELL));
      } else {
        int count = entry.notices().size();
        entries.add(recordedVerdict(entry, recorded.subList(next, next + count)));
        next += count;
      }
    }
    return new Verdict(List.copyOf(entries));
  }

  private static Verdict.EntryVerdict recordedVerdict(Entry entry, List<Recorded> parts) {
    Verdict.Result result = together(parts);
    Long patient = null;
    for (int i = 0; i < parts.size() && patient == null; i++) {
      Set<Long> people = parts.get(i).patients();
      patient = people.isEmpty() ? null : people.iterator().next();
    }
    boolean conflict = result == Verdict.Result.CONFLICT;
    return new Verdict.EntryVerdict(
        result,
        entry.position(),
        entry.resourceType(),
        patient,
        conflict ? RejectReason.CONFLICT : null,
        conflict
            ? "this version and time are known with other content; nothing was changed"
            : null);
  }

  /** One conflict is a conflict; what brought anything new is accepted. */
  private static Verdict.Result together(List<Recorded> parts) {
    int accepted = 0;
    int duplicates = 0;
    for (Recorded part : parts) {
      if (part.result() == Recorded.Result.CONFLICT) {
        return Verdict.Result.CONFLICT;
      }
      accepted += part.result() == Recorded.Result.ACCEPTED ? 1 : 0;
      duplicates += part.result() == Recorded.Result.DUPLICATE ? 1 : 0;
    }
    if (parts.isEmpty() || accepted > 0) {
      return Verdict.Result.ACCEPTED;
    }
    return duplicates == parts.size() ? Verdict.Result.DUPLICATE : Verdict.Result.STALE;
  }

  /** Keeps what its sender cannot be told of; rolls back what stands or falls as one. */
  private void answerFor(Submission submission, Verdict verdict) {
    boolean conflict =
        verdict.entries().stream().anyMatch(it -> it.result() == Verdict.Result.CONFLICT);
    if (conflict && submission.message().atomic()) {
      throw new RefusedTogetherException(verdict);
    }
    originals.keep(submission, verdict);
  }

  /**
   * Keeps, in a transaction of its own, what could not be recorded with others. People whose record
   * could not be written again stay marked and are looked at later.
   */
  void keepAlone(Submission submission, Verdict verdict) {
    if (submission.message() == null) {
      clockwork.failed(submission.patients(), submission.received().plus(Deciding.TRY_AGAIN));
      return;
    }
    store.inTransaction(
        () -> {
          originals.keep(submission, verdict);
          tallying.count(submission, verdict);
          return null;
        });
  }
}
