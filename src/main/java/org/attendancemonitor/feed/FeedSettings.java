package org.attendancemonitor.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Visit;

/**
 * The content of {@code feeds.yaml}.
 *
 * @param feeds each way in by its name; one is named {@code default}
 * @param codes what senders' codes mean, for every feed
 * @param limits what is too large to be read
 * @param subscriptions the servers that notify feeds of their events, by the name of the feed; may
 *     be absent
 */
public record FeedSettings(
    Map<String, Feed> feeds,
    Meanings codes,
    Limits limits,
    Optional<Map<String, SubscriptionSettings>> subscriptions) {
  /** The feed of a message that names none. */
  public static final String DEFAULT = "default";

  public FeedSettings {
    feeds = Map.copyOf(feeds);
    subscriptions = subscriptions.map(Map::copyOf);
    if (!feeds.containsKey(DEFAULT)) {
      throw new IllegalArgumentException(
          "feeds: expected a feed named default, found " + feeds.keySet());
    }
    for (String notified : subscriptions.orElse(Map.of()).keySet()) {
      if (!feeds.containsKey(notified)) {
        throw new IllegalArgumentException(
            "subscriptions: expected the name of a feed, found " + notified);
      }
    }
    feeds.keySet().forEach(FeedSettings::checkName);
    Map<String, String> users = new HashMap<>();
    feeds.forEach(
        (name, feed) ->
            feed.signIns()
                .forEach(
                    user -> {
                      String other = users.put(user, name);
                      if (other != null) {
                        throw new IllegalArgumentException(
                            "feeds: expected a sign-in in one feed only, found "
                                + user
                                + " in "
                                + other
                                + " and "
                                + name);
                      }
                    }));
  }

  /** Feeds that no server notifies. */
  public FeedSettings(Map<String, Feed> feeds, Meanings codes, Limits limits) {
    this(feeds, codes, limits, Optional.empty());
  }

  /** A feed's own queue has its name, and the broker gives * and # a meaning. */
  private static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "feeds: expected a name of letters, digits, dots and dashes, found " + name);
    }
  }

  /** The same, and the feed {@code default} takes HL7 v2 over MLLP on a port of loopback. */
  public FeedSettings listening(int port) {
    Feed feed = feeds.get(DEFAULT);
    MllpSettings mllp = new MllpSettings("127.0.0.1", port, Optional.empty(), Optional.empty());
    Map<String, Feed> all = new HashMap<>(feeds);
    all.put(DEFAULT, feed.mllp().isPresent() ? feed : feed.with(mllp));
    return new FeedSettings(all, codes, limits, subscriptions);
  }

  /** The feed of a name; an unknown name is the feed {@code default}. */
  public Feed feed(String name) {
    Feed feed = name == null ? null : feeds.get(name);
    return feed == null ? feeds.get(DEFAULT) : feed;
  }

  /** The name of the feed a signed-in system sends for, or empty where it sends for none. */
  public Optional<String> feedOf(String user) {
    return feeds.entrySet().stream()
        .filter(feed -> feed.getValue().signIns().contains(user))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * One feed.
   *
   * @param source the system that speaks; two feeds may share one
   * @param signIns names of the users that send for it over HTTP; may be empty
   * @param sourceTime whether its clock is trusted
   * @param groupStatus what its status on a group appointment says about each person
   * @param outcomes meanings of this feed's own codes, before the common ones; may be absent
   * @param missReasons why an appointment was missed, as R-code, by this feed's own codes, before
   *     the common ones; may be absent
   * @param expectedEvery how long it is silent at most while all is well, nights and weekends
   *     included; absent: nobody is told of its silence
   * @param hl7 how its HL7 v2 messages are read; may be absent
   * @param mllp where they arrive, if they come over MLLP
   * @param csv how its extracts are read; may be absent
   * @param folder where its files are dropped; may be absent
   * @param limits how fast it may send, by all its ways in together; absent: as fast as it goes
   * @param queueSignIns users that send for it over the queue, besides {@code signIns}; one of them
   *     may send for several feeds, each message naming its own; may be absent
   * @param codes what further codes of this feed alone mean; may be absent
   * @param contact whom to ask about it, such as a desk and its telephone; may be absent
   * @param list how its lists of appointments are read, to compare them with what is known; may be
   *     absent
   */
  public record Feed(
      String source,
      List<String> signIns,
      SourceTime sourceTime,
      GroupStatus groupStatus,
      Optional<Map<String, Outcome>> outcomes,
      Optional<Map<String, String>> missReasons,
      Optional<Duration> expectedEvery,
      Optional<Hl7Settings> hl7,
      Optional<MllpSettings> mllp,
      Optional<CsvSettings> csv,
      Optional<FolderSettings> folder,
      Optional<FeedRate> limits,
      Optional<List<String>> queueSignIns,
      Optional<OwnCodes> codes,
      Optional<String> contact,
      Optional<ListSettings> list) {
    public Feed {
      signIns = List.copyOf(signIns);
      queueSignIns = queueSignIns.map(List::copyOf);
      if (source.equals(Key.OURS)) {
        throw new IllegalArgumentException(
            "source: expected another name, because what people record here is filed under it,"
                + " found "
                + source);
      }
      if (!source.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "source: expected letters, digits, dots and dashes, found " + source);
      }
      outcomes = outcomes.map(FeedSettings::checked);
      missReasons = missReasons.map(FeedSettings::checkedReasons);
      csv.ifPresent(
          extract -> {
            if (extract.kind() == CsvSettings.Kind.LIST) {
              throw new IllegalArgumentException(
                  "csv: expected appointments, referrals or patients, found list; lists are"
                      + " described under list");
            }
          });
      expectedEvery.ifPresent(
          every -> {
            if (every.compareTo(Duration.ofMinutes(1)) < 0) {
              throw new IllegalArgumentException(
                  "expectedEvery: expected 1m or longer, found " + every);
            }
          });
    }

    /** The same, over MLLP. */
    Feed with(MllpSettings other) {
      return new Feed(
          source,
          signIns,
          sourceTime,
          groupStatus,
          outcomes,
          missReasons,
          expectedEvery,
          hl7,
          Optional.of(other),
          csv,
          folder,
          limits,
          queueSignIns,
          codes,
          contact,
          list);
    }

    /** The same without limits, and another user may send for it over the queue. */
    public Feed sentBy(String user) {
      return new Feed(
          source,
          signIns,
          sourceTime,
          groupStatus,
          outcomes,
          missReasons,
          expectedEvery,
          hl7,
          mllp,
          csv,
          folder,
          Optional.empty(),
          Optional.of(List.of(user)),
          codes,
          contact,
          list);
    }

    /** A feed without limits, codes of its own beside outcomes, lists and others on the queue. */
    public Feed(
        String source,
        List<String> signIns,
        SourceTime sourceTime,
        GroupStatus groupStatus,
        Optional<Map<String, Outcome>> outcomes,
        Optional<Map<String, String>> missReasons,
        Optional<Duration> expectedEvery,
        Optional<Hl7Settings> hl7,
        Optional<MllpSettings> mllp,
        Optional<CsvSettings> csv,
        Optional<FolderSettings> folder) {
      this(
          source,
          signIns,
          sourceTime,
          groupStatus,
          outcomes,
          missReasons,
          expectedEvery,
          hl7,
          mllp,
          csv,
          folder,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** A feed that sends neither extracts nor files. */
    public Feed(
        String source,
        List<String> signIns,
        SourceTime sourceTime,
        GroupStatus groupStatus,
        Optional<Map<String, Outcome>> outcomes,
        Optional<Map<String, String>> missReasons,
        Optional<Duration> expectedEvery,
        Optional<Hl7Settings> hl7,
        Optional<MllpSettings> mllp) {
      this(
          source,
          signIns,
          sourceTime,
          groupStatus,
          outcomes,
          missReasons,
          expectedEvery,
          hl7,
          mllp,
          Optional.empty(),
          Optional.empty());
    }

    /** A feed that sends no HL7 v2 of its own kind. */
    public Feed(
        String source,
        List<String> signIns,
        SourceTime sourceTime,
        GroupStatus groupStatus,
        Optional<Map<String, Outcome>> outcomes,
        Optional<Map<String, String>> missReasons,
        Optional<Duration> expectedEvery) {
      this(
          source,
          signIns,
          sourceTime,
          groupStatus,
          outcomes,
          missReasons,
          expectedEvery,
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * What codes mean, matched with their system, never by the code alone.
   *
   * @param outcomes outcome by {@code system|code} (NHS Data Dictionary ATTENDED OR DID NOT ATTEND)
   * @param visits first or follow-up by {@code system|code} (NHS Data Dictionary FIRST ATTENDANCE)
   * @param wasNotBrought codes for a person who depends on others and was not brought
   * @param nonAttendanceEndings codes for a referral that was ended because of non-attendance
   * @param missReasons why an appointment was missed, as R-code (R01 to R24, R99), by {@code
   *     system|code}; may be absent
   * @param homeVisits codes for a visit to the patient's home; may be absent
   */
  public record Meanings(
      Map<String, Outcome> outcomes,
      Map<String, Visit> visits,
      Set<Code> wasNotBrought,
      Set<Code> nonAttendanceEndings,
      Optional<Map<String, String>> missReasons,
      Optional<Set<Code>> homeVisits) {
    public Meanings {
      outcomes = checked(outcomes);
      visits = checked(visits);
      wasNotBrought = Set.copyOf(wasNotBrought);
      nonAttendanceEndings = Set.copyOf(nonAttendanceEndings);
      missReasons = missReasons.map(FeedSettings::checkedReasons);
      homeVisits = homeVisits.map(Set::copyOf);
    }

    /** Meanings of a sender that codes no home visits. */
    public Meanings(
        Map<String, Outcome> outcomes,
        Map<String, Visit> visits,
        Set<Code> wasNotBrought,
        Set<Code> nonAttendanceEndings,
        Optional<Map<String, String>> missReasons) {
      this(outcomes, visits, wasNotBrought, nonAttendanceEndings, missReasons, Optional.empty());
    }
  }

  /**
   * Limits of one message, and of a file of them.
   *
   * @param maxBytes bytes of its UTF-8 text
   * @param maxDepth objects and arrays within each other
   * @param maxFileBytes bytes of a file, expanded where it is compressed; may be absent, then 20 GB
   */
  public record Limits(int maxBytes, int maxDepth, Optional<Long> maxFileBytes) {
    private static final long USUAL_FILE = 20_000_000_000L;

    /** Limits with the usual one for files. */
    public Limits(int maxBytes, int maxDepth) {
      this(maxBytes, maxDepth, Optional.empty());
    }

    /** Entries of a Bundle: each is answered for alone, so that many small ones cost most. */
    public int maxEntries() {
      return Math.max(1_000, maxBytes / 500);
    }

    /** Bytes of a file, expanded. */
    public long fileBytes() {
      return maxFileBytes.orElse(USUAL_FILE);
    }

    public Limits {
      maxFileBytes.ifPresent(
          bytes -> {
            if (bytes < 1024) {
              throw new IllegalArgumentException(
                  "maxFileBytes: expected at least 1024, found " + bytes);
            }
          });
      if (maxBytes < 1024) {
        throw new IllegalArgumentException("maxBytes: expected at least 1024, found " + maxBytes);
      }
      // Above 200 the parser's recursion could exhaust a small thread stack; FHIR needs about 20.
      if (maxDepth < 16 || maxDepth > 200) {
        throw new IllegalArgumentException("maxDepth: expected 16 to 200, found " + maxDepth);
      }
    }
  }

  private static Map<String, String> checkedReasons(Map<String, String> byCode) {
    byCode.forEach(
        (code, reason) -> {
          if (Code.parse(code).value().isBlank() || Code.parse(code).system().isBlank()) {
            throw new IllegalArgumentException("missReasons: expected system|code, found " + code);
          }
          if (!ContactContent.REASON.matcher(reason).matches()) {
            throw new IllegalArgumentException(
                "missReasons: expected R01 to R24 or R99, found " + reason);
          }
        });
    return Map.copyOf(byCode);
  }

  private static <T> Map<String, T> checked(Map<String, T> byCode) {
    for (String code : byCode.keySet()) {
      if (Code.parse(code).value().isBlank() || Code.parse(code).system().isBlank()) {
        throw new IllegalArgumentException("codes: expected system|code, found " + code);
      }
    }
    return Map.copyOf(byCode);
  }
}
