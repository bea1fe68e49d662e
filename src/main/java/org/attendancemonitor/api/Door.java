package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Message;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.Original;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.attendancemonitor.intake.WayIn;
import org.attendancemonitor.record.MessageReceipt;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to a verdict: whose feed it is, what it says, and what became of it. */
final class Door {
  private static final Logger log = LoggerFactory.getLogger(Door.class);

  private final FeedReader reader;
  private final FeedSettings feeds;
  private final Handover handover;
  private final FeedRates rates;
  private final Clock clock;

  /**
   * @param feeds say for which feed a sign-in sends
   * @param handover where what was read goes
   * @param rates what a feed has sent is charged there; that it may send was asked before
   */
  Door(FeedReader reader, FeedSettings feeds, Handover handover, FeedRates rates, Clock clock) {
    this.reader = reader;
    this.feeds = feeds;
    this.handover = handover;
    this.rates = rates;
    this.clock = clock;
  }

  /**
   * Hands a body in and waits for the commit.
   *
   * @throws Refused where the sign-in has no feed, or nothing can be accepted now
   */
  Verdict submit(RequestDetails request, Body body) {
    return submit(request, body, null);
  }

  /**
   * The same, for a message that is to be taken only once.
   *
   * @param receipt by what it is known again; or null
   */
  Verdict submit(RequestDetails request, Body body, MessageReceipt receipt) {
    String feed = feedOf(request);
    Message message = read(body, feed);
    rates.charge(feed, message.entries().size() - 1);
    // What comes too late may still be recorded; the repeat is then a duplicate and does no harm.
    return handover.submit(
        Submission.of(message, feed, Intake.Lane.LIVE, clock.instant()).once(receipt),
        "No answer in time; send it again.");
  }

  /**
   * Takes what its sender cannot put right: what of it cannot be used is kept as a dead letter.
   *
   * @throws Refused where nothing can be accepted now
   */
  void take(RequestDetails request, Body body) {
    String feed = feedOf(request);
    String text = body.text();
    Original original =
        new Original(WayIn.SUBSCRIPTION, () -> text.getBytes(StandardCharsets.UTF_8));
    Submission submission =
        new Submission(
            read(body, feed), feed, Intake.Lane.LIVE, clock.instant(), false, original, Set.of());
    handover.submit(submission, "No answer in time; send it again.");
  }

  /**
   * The feed of a sign-in.
   *
   * @throws Refused where it has none
   */
  String feedOf(RequestDetails request) {
    String user = ((ServletRequestDetails) request).getServletRequest().getRemoteUser();
    return Optional.ofNullable(user)
        .flatMap(feeds::feedOf)
        .orElseThrow(
            () ->
                new Refused(
                    403,
                    Outcomes.of(
                        IssueType.FORBIDDEN, "no-feed", "This sign-in belongs to no feed.")));
  }

  private Message read(Body body, String feed) {
    try {
      return reader.read(body.text(), feed);
    } catch (RuntimeException e) {
      // The text of the exception may carry what was sent.
      log.error("Reading for feed {} ended in {}", feed, e.getClass().getName());
      throw Refused.of(RejectReason.FAILED, null, "This cannot be read here; tell the operator.");
    }
  }

  /**
   * What is wrong, in the order of the message; empty where nothing is. Entries that only fell with
   * another one of their transaction are left out where that one is named.
   */
  static List<Fault> faults(Collection<EntryVerdict> verdicts) {
    List<EntryVerdict> refused = verdicts.stream().filter(Door::refused).toList();
    boolean named = refused.stream().anyMatch(Door::named);
    return refused.stream().filter(it -> !named || named(it)).map(Door::fault).toList();
  }

  private static boolean named(EntryVerdict entry) {
    return entry.reason() != null && !entry.fell();
  }

  static boolean refused(EntryVerdict entry) {
    return entry.result() == Result.REJECTED || entry.result() == Result.CONFLICT;
  }

  static Fault fault(EntryVerdict entry) {
    RejectReason reason = entry.reason();
    if (reason == null) {
      reason = entry.result() == Result.CONFLICT ? RejectReason.CONFLICT : RejectReason.FAILED;
    }
    String text = entry.text() == null ? "This was not recorded." : entry.text();
    return Fault.of(reason, entry.position(), text);
  }
}
