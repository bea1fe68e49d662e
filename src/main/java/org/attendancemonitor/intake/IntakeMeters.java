package org.attendancemonitor.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Entry;

/** Counts and times what this process took in, by feed; never by anything about a person. */
public final class IntakeMeters {
  /** Names of elements as FHIR writes them; anything else could be a value and is not shown. */
  private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z.:-]{0,79}");

  private static final String OTHER = "other";
  private static final int ELEMENTS_AT_MOST = 300;

  private final MeterRegistry registry;
  private final Map<String, Counter> ignored = new ConcurrentHashMap<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, FeedTimes> times = new ConcurrentHashMap<>();
  private volatile Instant lastOfHistory;

  /**
   * When a feed was last heard of.
   *
   * @param event the newest time of its events by their own clock, or null
   * @param received the newest receipt
   */
  public record FeedTimes(Instant event, Instant received) {
    FeedTimes and(FeedTimes other) {
      return new FeedTimes(later(event, other.event), later(received, other.received));
    }

    private static Instant later(Instant one, Instant two) {
      return one == null || two != null && two.isAfter(one) ? two : one;
    }
  }

  /**
   * @param registry of the process
   * @param feeds names of the feeds that are configured: theirs are there from the start, at zero,
   *     so that the first event is a change that can be seen
   */
  public IntakeMeters(MeterRegistry registry, Set<String> feeds) {
    this.registry = registry;
    for (String feed : feeds) {
      timer(feed);
      for (Verdict.Result result : Verdict.Result.values()) {
        counter(feed, "live", result);
        counter(feed, "history", result);
      }
      for (RejectReason reason : RejectReason.values()) {
        rejected(feed, reason);
      }
    }
  }

  /** How many entries a feed sent since the start, by what became of them. */
  public Map<String, Long> results(String feed) {
    Map<String, Long> results = new LinkedHashMap<>();
    for (Verdict.Result result : Verdict.Result.values()) {
      double count =
          counter(feed, "live", result).count() + counter(feed, "history", result).count();
      results.put(result.label(), (long) count);
    }
    return results;
  }

  /** When each feed was last heard of since the start, by name. */
  public Map<String, FeedTimes> feedTimes() {
    return Map.copyOf(times);
  }

  /** When the last event in the lane of history was recorded since the start, or null. */
  public Instant lastOfHistory() {
    return lastOfHistory;
  }

  /** Takes up what an earlier process knew of a feed. */
  public void resume(String feed, FeedTimes known) {
    times.merge(feed, known, FeedTimes::and);
  }

  void told(Submission submission, Verdict verdict, Instant now) {
    if (submission.message() == null) {
      return;
    }
    boolean history = submission.lane() == Intake.Lane.HISTORY;
    if (history) {
      lastOfHistory = now;
    }
    String mode = history ? "history" : "live";
    for (Verdict.EntryVerdict entry : verdict.entries()) {
      counter(submission.feed(), mode, entry.result()).increment();
      if (entry.reason() != null && !entry.fell()) {
        rejected(submission.feed(), entry.reason()).increment();
      }
    }
    countIgnored(submission);
    if (submission.isReplay()) {
      // It was received, and waited for, long ago.
      return;
    }
    Instant event = null;
    for (Entry entry : submission.message().entries()) {
      if (entry.reading() instanceof Reading.Accepted accepted) {
        for (Notice notice : accepted.notices()) {
          if (notice.sourceTime() != null
              && (event == null || notice.sourceTime().isAfter(event))) {
            event = notice.sourceTime();
          }
        }
      }
    }
    times.merge(submission.feed(), new FeedTimes(event, submission.received()), FeedTimes::and);
    timer(submission.feed()).record(Duration.between(submission.received(), now));
  }

  /** What was not used is counted by name, so that nobody believes it was. */
  private void countIgnored(Submission submission) {
    for (Entry entry : submission.message().entries()) {
      if (entry.reading() instanceof Reading.Accepted accepted) {
        for (String element : accepted.ignored()) {
          ignored(submission.feed(), element).increment();
        }
      }
    }
  }

  private Counter ignored(String feed, String element) {
    String name = ELEMENT.matcher(element).matches() ? element : OTHER;
    String key = feed + "|" + name;
    if (!ignored.containsKey(key) && ignored.size() >= ELEMENTS_AT_MOST) {
      name = OTHER;
    }
    String counted = name;
    return ignored.computeIfAbsent(
        feed + "|" + counted,
        it ->
            Counter.builder("attendance.feed.ignored")
                .description("Elements and resources of accepted messages that were not used")
                .tag("feed", feed)
                .tag("element", counted)
                .register(registry));
  }

  private Counter counter(String feed, String mode, Verdict.Result result) {
    return counters.computeIfAbsent(
        feed + "|" + result + "|" + mode,
        key ->
            Counter.builder("attendance.feed.events")
                .description("Entries of messages by what became of them")
                .tag("feed", feed)
                .tag("result", result.label())
                .tag("mode", mode)
                .register(registry));
  }

  private Counter rejected(String feed, RejectReason reason) {
    return counters.computeIfAbsent(
        feed + "|" + reason,
        key ->
            Counter.builder("attendance.feed.rejected")
                .description("Entries of messages that were rejected or in conflict, by the reason")
                .tag("feed", feed)
                .tag("reason", reason.word)
                .register(registry));
  }

  private Timer timer(String feed) {
    return timers.computeIfAbsent(
        feed,
        name ->
            Timer.builder("attendance.event")
                .description("From receipt to commit")
                .tag("feed", name)
                .serviceLevelObjectives(
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(25),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(250),
                    Duration.ofMillis(1000),
                    Duration.ofSeconds(10))
                .register(registry));
  }
}
