package org.attendancemonitor.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the feeds are. */
public interface FeedBoard {

  /**
   * One feed.
   *
   * @param name in {@code feeds.yaml}
   * @param source the system that speaks
   * @param ways how it comes: {@code http}, {@code queue}, {@code mllp}, {@code folder}, {@code
   *     extracts}, {@code lists}, {@code subscription}
   * @param contact whom to ask about it, or null
   * @param event time of the newest event, or null
   * @param received when something arrived last, or null
   * @param expectedEvery how often something is expected, or null
   * @param results how many entries came since the start of the service, by what became of them
   * @param rejected how often it was rejected, by reason, restarts included
   * @param waiting dead letters that wait, by reason
   * @param oldest receipt of the oldest dead letter that waits, or null
   * @param unmapped codes without a meaning, the commonest first
   * @param pastes lines for configuration files that would give them one
   * @param compared how its newest list compared with what is known, or null
   * @param missing numbered events of its subscriptions that did not come; where that is not known
   *     it is one
   */
  record Feed(
      String name,
      String source,
      List<String> ways,
      String contact,
      Instant event,
      Instant received,
      Duration expectedEvery,
      Map<String, Long> results,
      Map<String, Long> rejected,
      Map<String, Long> waiting,
      Instant oldest,
      List<Unmapped> unmapped,
      List<Paste> pastes,
      Compared compared,
      long missing) {}

  /**
   * A code that arrived and means nothing here.
   *
   * @param use what it would have told: {@code status}, {@code outcome}, {@code cancellation},
   *     {@code ethnicity}, {@code service}
   * @param code as {@code system|code}; null for all those that do not look like codes
   * @param seen how often
   * @param last when last
   */
  record Unmapped(String use, String code, long seen, Instant last) {}

  /**
   * Lines to paste.
   *
   * @param file such as {@code config/feeds.yaml}
   * @param lines of it
   */
  record Paste(String file, String lines) {}

  /**
   * How a list of a record system's appointments compared with what is known.
   *
   * @param at when
   * @param first day of the list
   * @param last day of the list
   * @param listed how many it named
   * @param agreeing the same here
   * @param missing not known here
   * @param extra known here alone
   * @param differing in time or outcome
   * @param unreadable lines that could not be read
   */
  record Compared(
      Instant at,
      LocalDate first,
      LocalDate last,
      long listed,
      long agreeing,
      long missing,
      long extra,
      long differing,
      long unreadable) {}

  /**
   * What a record system's own server was told of tasks and flags.
   *
   * @param source whose server
   * @param states how many, by {@code waiting}, {@code written}, {@code refused}, {@code elsewhere}
   * @param silentSince since when it does not answer, or null
   */
  record Told(String source, Map<String, Long> states, Instant silentSince) {}

  /** What is told to a record system's server, where one is. */
  Optional<Told> told();

  /** Every feed that is configured, by name. */
  List<Feed> feeds();

  /** How long the oldest event that waits to be recorded has waited; zero where none does. */
  Duration oldestEvent();
}
