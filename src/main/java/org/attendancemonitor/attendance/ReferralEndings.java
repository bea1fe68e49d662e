package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether referrals are over, from all that is said of each: its own status, the episodes that
 * answer it, and encounters whose outcome is "discharged". The newest word decides, and each word
 * counts from when it was first said as it stands. An ending is as old as the first word of it
 * since the referral was last alive.
 */
final class ReferralEndings {
  private final Map<String, Versions> referrals;
  private final List<Versions> episodes;
  private final List<Versions> encounters;
  private final Function<Key, String> idOf;
  private final Function<Key, String> referralOfAppointment;

  /**
   * @param referrals those received, by id
   * @param idOf the id of the referral a key means
   * @param referralOfAppointment the id of the referral an appointment belongs to, or null
   */
  ReferralEndings(
      Map<String, Versions> referrals,
      List<Versions> episodes,
      List<Versions> encounters,
      Function<Key, String> idOf,
      Function<Key, String> referralOfAppointment) {
    this.referrals = referrals;
    this.episodes = episodes;
    this.encounters = encounters;
    this.idOf = idOf;
    this.referralOfAppointment = referralOfAppointment;
  }

  /** A statement that the referral goes on, or is over, and since when it is made. */
  private record Word(KeptFact kept, Instant since, boolean over) {
    /** Said at one moment, the ending holds: a message may tell the referral and its end. */
    static final Comparator<Word> AGE =
        Comparator.comparing(Word::since)
            .thenComparing(Word::over)
            .thenComparing(Word::kept, Versions.AGE);

    static Word of(Versions versions, KeptFact kept) {
      return new Word(kept, versions.since(kept), ends(kept.fact()));
    }
  }

  /** How a referral ended, or null while it goes on. */
  Ending of(String referral) {
    List<Word> words = words(referral);
    words.sort(Word.AGE);
    int from = words.size();
    while (from > 0 && words.get(from - 1).over()) {
      from--;
    }
    List<Word> ending = words.subList(from, words.size());
    if (ending.isEmpty()) {
      return null;
    }
    KeptFact heard =
        ending.stream()
            .map(Word::kept)
            .min(Comparator.comparing(KeptFact::received).thenComparing(Versions.AGE))
            .orElseThrow();
    boolean forNonAttendance =
        ending.stream()
            .map(word -> word.kept().fact())
            .anyMatch(fact -> fact instanceof ReferralFact it && it.endedForNonAttendance());
    return new Ending(endedAt(ending.get(0)), heard.received(), heard.historic(), forNonAttendance);
  }

  private List<Word> words(String referral) {
    List<Word> words = new ArrayList<>();
    Versions own = referrals.get(referral);
    if (own != null) {
      own.facts().forEach(version -> words.add(Word.of(own, version)));
    }
    List<Word> care = new ArrayList<>();
    for (Versions episode : episodes) {
      episode
          .newest()
          .filter(it -> it.fact() instanceof EpisodeFact fact && names(fact.referrals(), referral))
          .ifPresent(it -> care.add(Word.of(episode, it)));
    }
    // One of several episodes may end while another goes on.
    boolean goesOn = care.stream().anyMatch(word -> !word.over());
    care.stream().filter(word -> !(goesOn && word.over())).forEach(words::add);
    for (Versions encounter : encounters) {
      encounter
          .newest()
          .filter(it -> it.fact() instanceof EncounterFact fact && discharges(fact, referral))
          .ifPresent(it -> words.add(Word.of(encounter, it)));
    }
    return words;
  }

  private boolean discharges(EncounterFact encounter, String referral) {
    if (!encounter.discharged()) {
      return false;
    }
    return encounter.referrals().isEmpty()
        ? encounter.appointments().stream()
            .anyMatch(it -> referral.equals(referralOfAppointment.apply(it)))
        : names(encounter.referrals(), referral);
  }

  private boolean names(List<Key> keys, String referral) {
    return keys.stream().anyMatch(key -> idOf.apply(key).equals(referral));
  }

  private static boolean ends(Fact fact) {
    return fact instanceof ReferralFact referral && referral.status().ended()
        || fact instanceof EpisodeFact episode && episode.ended()
        || fact instanceof EncounterFact visit && visit.discharged();
  }

  private static Instant endedAt(Word word) {
    if (word.kept().fact() instanceof EpisodeFact episode && episode.end() != null) {
      return episode.end().atStartOfDay(Assembly.LONDON).toInstant();
    }
    if (word.kept().fact() instanceof EncounterFact visit && visit.end() != null) {
      return visit.end();
    }
    return word.since();
  }
}
