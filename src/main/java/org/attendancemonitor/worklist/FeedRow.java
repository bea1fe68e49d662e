package org.attendancemonitor.worklist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One feed in words.
 *
 * @param name of the feed
 * @param anchor of its part of the page
 * @param source the system that speaks
 * @param ways how it comes
 * @param contact whom to ask, or null
 * @param event the newest event
 * @param eventAge how long ago
 * @param received the last arrival
 * @param receivedAge how long ago
 * @param state whether it sends
 * @param silent something was expected since
 * @param cadence when silence is a fault
 * @param results what became of what came since the start
 * @param rejected rejections by reason
 * @param waiting dead letters by reason
 * @param waitingCount how many wait
 * @param oldest the oldest of them, or null
 * @param unmappedCount how many codes have no meaning
 * @param unmappedKinds how many by what they would have told
 * @param unmapped codes without a meaning
 * @param pastes lines that would give them one
 * @param compared how its newest list compared, or null
 * @param missing events of its subscriptions that did not come, in words, or null
 */
record FeedRow(
    String name,
    String anchor,
    String source,
    String ways,
    String contact,
    String event,
    String eventAge,
    String received,
    String receivedAge,
    String state,
    boolean silent,
    String cadence,
    String results,
    String rejected,
    String waiting,
    long waitingCount,
    String oldest,
    long unmappedCount,
    String unmappedKinds,
    List<Code> unmapped,
    List<FeedBoard.Paste> pastes,
    Compared compared,
    String missing) {
  private static final Map<String, String> WAYS =
      Map.of(
          "http", "FHIR over HTTP",
          "queue", "the queue",
          "mllp", "HL7 v2 over MLLP",
          "folder", "a watched folder",
          "extracts", "CSV extracts",
          "lists", "lists to compare",
          "subscription", "a subscription");

  private static final Map<String, String> RESULTS =
      Map.of(
          "accepted", "with news",
          "duplicate", "known already",
          "stale", "older than what was known",
          "conflict", "in conflict",
          "rejected", "rejected");

  private static final Map<String, String> USES =
      Map.of(
          "status", "Status",
          "outcome", "Outcome",
          "cancellation", "Cancellation or miss",
          "ethnicity", "Ethnic category",
          "service", "Service");

  /**
   * A code without a meaning.
   *
   * @param use what it would have told
   * @param code as sent
   * @param seen how often
   * @param last when last
   */
  record Code(String use, String code, long seen, String last) {}

  /**
   * How a list compared.
   *
   * @param at when, and how long ago
   * @param days first and last day of the list
   * @param counts in words
   * @param same whether nothing was missing, extra or other
   * @param missing not known here
   */
  record Compared(String at, String days, String counts, boolean same, boolean missing) {}

  static FeedRow of(FeedBoard.Feed feed, Instant now) {
    boolean heard = feed.received() != null;
    Duration silence = heard ? Duration.between(feed.received(), now) : Duration.ZERO;
    boolean silent =
        heard && feed.expectedEvery() != null && silence.compareTo(feed.expectedEvery()) > 0;
    return new FeedRow(
        feed.name(),
        "feed-" + feed.name().replaceAll("[^A-Za-z0-9_-]", "-"),
        feed.source(),
        words(feed.ways(), WAYS),
        feed.contact(),
        feed.event() == null ? "None yet" : moment(feed.event(), now),
        feed.event() == null ? "None yet" : ago(feed.event(), now),
        heard ? moment(feed.received(), now) : "Nothing yet",
        heard ? ago(feed.received(), now) : "Nothing yet",
        !heard ? "Nothing yet" : silent ? "Silent for " + span(silence) : "Sending",
        silent,
        cadence(feed.expectedEvery()),
        counts(feed.results(), RESULTS),
        counts(feed.rejected(), Map.of()),
        counts(feed.waiting(), Map.of()),
        feed.waiting().values().stream().mapToLong(Long::longValue).sum(),
        feed.oldest() == null ? null : moment(feed.oldest(), now),
        feed.unmapped().size(),
        kinds(feed.unmapped()),
        feed.unmapped().stream().map(FeedRow::code).toList(),
        feed.pastes(),
        feed.compared() == null ? null : compared(feed.compared(), now),
        feed.missing() == 0 ? null : missing(feed.missing()));
  }

  private static String missing(long count) {
    return count
        + (count == 1 ? " event" : " events")
        + " of a subscription did not come. The server is asked for what is missing, where feeds.yaml"
        + " says how.";
  }

  private static String words(List<String> keys, Map<String, String> words) {
    String all =
        keys.stream().map(key -> words.getOrDefault(key, key)).collect(Collectors.joining(", "));
    return all.isEmpty() ? "Files loaded by command" : capital(all);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.UK) + text.substring(1);
  }

  private static String cadence(Duration every) {
    return every == null
        ? "No: feeds.yaml does not say how often it sends"
        : "Yes, after "
            + span(every)
            + ", nights and weekends included; the IT team is told after "
            + span(every.multipliedBy(2));
  }

  private static String counts(Map<String, Long> counts, Map<String, String> words) {
    String all =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(
                count ->
                    count.getValue() + " " + words.getOrDefault(count.getKey(), count.getKey()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "None" : all;
  }

  private static String kinds(List<FeedBoard.Unmapped> unmapped) {
    Map<String, Long> kinds =
        unmapped.stream()
            .collect(
                Collectors.groupingBy(
                    one -> USES.get(one.use()),
                    java.util.TreeMap::new,
                    Collectors.summingLong(FeedBoard.Unmapped::seen)));
    return kinds.entrySet().stream()
        .map(kind -> kind.getKey() + ": " + times(kind.getValue()))
        .collect(Collectors.joining("; "));
  }

  static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static Code code(FeedBoard.Unmapped one) {
    String text = one.code();
    boolean bare = text != null && text.startsWith("|");
    return new Code(
        USES.get(one.use()),
        text == null
            ? "What does not look like a code; look at the messages themselves"
            : bare ? text.substring(1) + " (no system)" : text,
        one.seen(),
        Dates.moment(one.last()));
  }

  private static Compared compared(FeedBoard.Compared one, Instant now) {
    String days =
        one.first().equals(one.last())
            ? Dates.of(one.first())
            : Dates.of(one.first()) + " to " + Dates.of(one.last());
    String counts =
        "%d listed: %d the same here, %d missing here, %d only here, %d with another time or outcome, %d that could not be read"
            .formatted(
                one.listed() + one.unreadable(),
                one.agreeing(),
                one.missing(),
                one.extra(),
                one.differing(),
                one.unreadable());
    boolean same = one.missing() + one.extra() + one.differing() + one.unreadable() == 0;
    return new Compared(
        moment(one.at(), now), days, counts, same, one.missing() + one.differing() > 0);
  }

  static String moment(Instant at, Instant now) {
    return Dates.moment(at) + " (" + ago(at, now) + ")";
  }

  private static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.toMinutes() < 0) {
      return "in the future, by " + span(age.negated());
    }
    return age.toMinutes() < 1 ? "just now" : span(age) + " ago";
  }

  static String span(Duration length) {
    long hours = length.toHours();
    if (hours >= 48) {
      return length.toDays() + " days";
    }
    long minutes = length.toMinutes();
    return hours >= 2 ? hours + " hours" : minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
