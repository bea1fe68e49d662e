package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.attendancemonitor.equity.ListReading.Leak;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;

/**
 * What a viewer reads of small waiting lists, release after release, with late news, corrections
 * and merges, and what he can work out from it: who waits, and who has left the list. Like {@link
 * DisclosurePropertyTest}; no line of the protection is used, but the numbers of its rule.
 */
class WaitDisclosurePropertyTest {
  private static final LocalDate START = LocalDate.of(2026, 10, 4);
  private static final int HISTORY = 75;

  /** Weeks of releases: every one, every fourth, and every fourth before every one. */
  private static final List<List<Integer>> SCHEDULES =
      List.of(
          List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
          List.of(0, 4, 8, 12, 16, 20, 24, 28, 32),
          List.of(0, 4, 8, 12, 16, 20, 21, 22, 23, 24));

  /** What came of attacking a history. */
  private static final class Books {
    int secrets;
    final List<String> leaks = new ArrayList<>();
    final List<String> smallChanges = new ArrayList<>();
  }

  @Property(seed = "20261126", tries = 12)
  void noHiddenCountOfOneToSevenCanBeNarrowed(@ForAll Random random) throws IOException {
    boolean news = random.nextBoolean();
    List<Integer> weeks = SCHEDULES.get(random.nextInt(SCHEDULES.size()));
    Books books = attacked(random, news, weeks, (seen, kept) -> {});
    assertThat(books.leaks).isEmpty();
    assertThat(books.smallChanges).isEmpty();
    assertThat(books.secrets).as("small hidden counts that were attacked").isPositive();
  }

  /** A protection that tells nothing would pass every attack. */
  @Example
  void everyColumnIsToldWhereNumbersAreLargeEnough() throws IOException {
    Set<String> told = new TreeSet<>();
    Leak none =
        (seen, kept) -> seen.read().keySet().forEach(c -> told.add(c.window() + " " + c.column()));
    for (long seed = 1; seed <= 8; seed++) {
      attacked(new Random(seed), false, SCHEDULES.get(1), none);
    }
    assertThat(told)
        .contains("13w removed_unseen", "52w removed_unseen", "now within_18w", "now over_52w");
  }

  @Example
  void theAttackerFindsWhatIsHiddenAloneInItsMargin() throws IOException {
    for (Subject subject : List.of(Subject.EXITS, Subject.WAITING)) {
      Leak leak =
          (seen, kept) ->
              show(
                  seen, kept, subject, cell -> cell.state() == KeptCell.State.HIDDEN && rule(cell));
      assertThat(firstFound(books -> books.leaks, leak)).as(subject.name()).isNotEmpty();
    }
  }

  @Example
  void theCheckFindsCellsThatAreReleasedAgainAfterTooLittleHasChanged() throws IOException {
    for (Subject subject : List.of(Subject.EXITS, Subject.WAITING)) {
      Leak leak =
          (seen, kept) -> show(seen, kept, subject, cell -> cell.state() == KeptCell.State.KEPT);
      assertThat(firstFound(books -> books.smallChanges, leak)).as(subject.name()).isNotEmpty();
    }
  }

  private static List<String> firstFound(Function<Books, List<String>> what, Leak leak)
      throws IOException {
    for (long seed = 1; seed <= 8; seed++) {
      List<String> found = what.apply(attacked(new Random(seed), false, SCHEDULES.get(1), leak));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static boolean rule(KeptCell cell) {
    String good = cell.subject() == Subject.EXITS ? "seen" : "within_18w";
    String bad = cell.subject() == Subject.EXITS ? "removed_unseen" : "over_18w";
    return cell.exact().get(good) >= 12 && cell.exact().get(bad) >= 8 && cell.patients() >= 10;
  }

  /** Shows the columns that decide of cells that should not be shown anew. */
  private static void show(
      ListReading.Seen seen, KeptRelease kept, Subject subject, Function<KeptCell, Boolean> which) {
    for (KeptCell cell : kept.cells()) {
      if (cell.subject() == subject
          && cell.key().dimension().equals("deprivation_quintile")
          && which.apply(cell)) {
        int group = Integer.parseInt(cell.key().group()) - 1;
        for (String column : subject.columns().subList(0, 2)) {
          long shown = (cell.exact().get(column) + 2) / 5 * 5;
          seen.read()
              .put(
                  new ListReading.Count(cell.window(), column, group),
                  new ListReading.Range(Math.max(0, shown - 2), shown + 2));
        }
      }
    }
  }

  // ---- the history

  private static Books attacked(Random random, boolean news, List<Integer> weeks, Leak leak)
      throws IOException {
    Path folder = Files.createTempDirectory("disclosure");
    Books books = new Books();
    try (Ward ward = new Ward(folder)) {
      // Nothing is released before anything was due.
      ward.appointments(30, SmallList.NAME, START.minusDays(9), "attended", who());
      SmallList list = new SmallList(ward, random);
      Figures figures =
          new Figures(
              FiguresTest.settings(
                  true,
                  EquitySettings.ReleaseMode.PROTECTED,
                  Map.of("deprivation_quintile", List.of("1", "2", "3", "4", "5"))),
              ward.tallies,
              ward.releases,
              Map.of());
      for (int week = -HISTORY; week < 0; week++) {
        list.week(START.plusWeeks(week).plusDays(1));
      }
      List<ListReading.Seen> releases = new ArrayList<>();
      for (int week = 0; week <= weeks.get(weeks.size() - 1); week++) {
        LocalDate monday = START.plusWeeks(week).plusDays(1);
        if (weeks.contains(week)) {
          ward.count();
          Release release = figures.release(Instant.parse(monday + "T06:00:00Z")).orElseThrow();
          KeptRelease kept = ward.releases.latest().orElseThrow();
          ListReading.Seen seen =
              ListReading.of(new Exposition(release, Set.of(SmallList.NAME)), kept, list);
          leak.into(seen, kept);
          releases.add(seen);
          attack(releases, list, books);
        }
        list.week(monday);
        if (news) {
          list.hearOfThePast(monday);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    return books;
  }

  // ---- the attack

  /** Whether the newest release lets a small count be narrowed that could not be without it. */
  private static void attack(List<ListReading.Seen> releases, SmallList list, Books books) {
    ListAttack attack = new ListAttack(releases, list);
    for (List<String> together : ListReading.STRANDS) {
      Snooper before = attack.snooper(together, releases.subList(0, releases.size() - 1));
      Snooper after = attack.snooper(together, releases);
      for (ListReading.Seen seen : releases) {
        for (Map.Entry<ListReading.Count, Long> entry : seen.truth().entrySet()) {
          ListReading.Count count = entry.getKey();
          long truth = entry.getValue();
          if (!together.contains(count.column())) {
            continue;
          }
          ListReading.Range now = attack.range(after, together, seen, count);
          assertThat(truth).as("the attacker's own logic").isBetween(now.low(), now.high());
          if (truth < 1 || truth > 7 || seen.read().containsKey(count)) {
            continue;
          }
          books.secrets++;
          ListReading.Range then = attack.range(before, together, seen, count);
          if (now.low() > Math.max(1, then.low()) || now.high() < Math.min(7, then.high())) {
            books.leaks.add(
                "%s of %s is %d, known to lie in %s, before in %s"
                    .formatted(count, seen.end(), truth, now, then));
          }
        }
      }
    }
    books.smallChanges.addAll(attack.smallChanges());
  }
}
