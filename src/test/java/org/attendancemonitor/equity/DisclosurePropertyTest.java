package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;

/**
 * What a viewer reads of small services, week after week, with late news, corrections and merges,
 * and what he can work out from it. He has the text that Prometheus scrapes, and is told besides
 * which figures are new. No line of the protection is used, but the numbers of its rule.
 */
class DisclosurePropertyTest {
  private static final LocalDate START = LocalDate.of(2026, 10, 4);
  private static final String[] WINDOWS = {"13w", "52w"};
  private static final Pattern SERIES =
      Pattern.compile(
          "attendance_appointments\\{dimension=\"deprivation_quintile\",group=\"(\\d)\","
              + "outcome=\"(\\w+)\",service=\"podiatry\",window=\"(\\w+)\"} (\\S+)");

  private static final Map<String, Set<String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("attended", Set.of("attended"));
    COLUMNS.put("missed", Set.of("dna", "late_not_seen"));
    COLUMNS.put("late_not_seen", Set.of("late_not_seen"));
    COLUMNS.put("patient_cancelled", Set.of("patient_cancelled"));
    COLUMNS.put("provider_cancelled", Set.of("provider_cancelled"));
    COLUMNS.put("unknown", Set.of("unknown"));
  }

  /** A count by window, group and column. */
  private record Place(String window, int group, String column) {}

  /** From low to high. */
  private record Range(long low, long high) {}

  /**
   * One release.
   *
   * @param read ranges of what is told and new
   * @param truth every count when it was made
   */
  private record Seen(LocalDate end, Map<Place, Range> read, Map<Place, Long> truth) {
    LocalDate start(String window) {
      return end.minusDays(window.equals("13w") ? 91 : 364);
    }
  }

  /** A way to publish more than should be: changes what is read of a release. */
  private interface Leak {
    void into(Seen seen, KeptRelease kept, SmallService service);
  }

  /** What came of attacking a history. */
  private static final class Books {
    int secrets;
    int told;
    final List<String> leaks = new ArrayList<>();
    final List<String> smallChanges = new ArrayList<>();
  }

  @Property(seed = "20261004", tries = 14)
  void noHiddenCountOfOneToSevenCanBeNarrowed(@ForAll Random random) throws IOException {
    boolean news = random.nextBoolean();
    Books books = attacked(random, news, random.nextInt(3) == 0 ? 4 : 1, (seen, kept, to) -> {});
    assertThat(books.leaks).isEmpty();
    assertThat(books.smallChanges).isEmpty();
    assertThat(books.secrets).as("small hidden counts that were attacked").isPositive();
  }

  @Example
  void theAttackerFindsWhatIsHiddenAloneInItsMargin() throws IOException {
    assertThat(firstFound(books -> books.leaks, DisclosurePropertyTest::withoutComplements))
        .isNotEmpty();
  }

  @Example
  void theCheckFindsWhatExactRatiosOfKeptCellsGiveBack() throws IOException {
    assertThat(firstFound(books -> books.smallChanges, DisclosurePropertyTest::withExactRatios))
        .isNotEmpty();
  }

  @Example
  void theCheckFindsCellsThatAreReleasedAgainAfterTooLittleHasChanged() throws IOException {
    assertThat(firstFound(books -> books.smallChanges, DisclosurePropertyTest::withoutMovementRule))
        .isNotEmpty();
  }

  private static List<String> firstFound(Function<Books, List<String>> what, Leak leak)
      throws IOException {
    for (long seed = 1; seed <= 8; seed++) {
      List<String> found = what.apply(attacked(new Random(seed), false, 1, leak));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  // ---- the history

  private static Books attacked(Random random, boolean news, int weeksApart, Leak leak)
      throws IOException {
    Path folder = Files.createTempDirectory("disclosure");
    Books books = new Books();
    try (Ward ward = new Ward(folder)) {
      SmallService service = new SmallService(ward, random);
      Figures figures =
          new Figures(
              FiguresTest.settings(
                  true,
                  EquitySettings.ReleaseMode.PROTECTED,
                  Map.of("deprivation_quintile", List.of("1", "2", "3", "4", "5", "6"))),
              ward.tallies,
              ward.releases,
              Map.of());
      for (int week = -60; week < 0; week++) {
        service.week(START.plusWeeks(week));
      }
      List<Seen> releases = new ArrayList<>();
      for (int week = 0; week < 9 * weeksApart; week++) {
        LocalDate monday = START.plusWeeks(week).plusDays(1);
        if (week % weeksApart == 0) {
          ward.count();
          Release release = figures.release(Instant.parse(monday + "T06:00:00Z")).orElseThrow();
          KeptRelease kept = ward.releases.latest().orElseThrow();
          Seen seen = seen(scrape(release), kept, service);
          leak.into(seen, kept, service);
          releases.add(seen);
          COLUMNS.keySet().forEach(column -> attack(column, releases, service, books));
          changes(releases, service, books);
        }
        service.week(monday);
        if (news) {
          service.hearOfThePast(monday);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    return books;
  }

  private static String scrape(Release release) throws IOException {
    FiguresCollector collector = new FiguresCollector(Map.of(SmallService.NAME, "Small service"));
    collector.publish(release);
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Seen seen(String text, KeptRelease kept, SmallService service) {
    Map<String, Map<String, Long>> told = new HashMap<>();
    Matcher series = SERIES.matcher(text);
    while (series.find()) {
      told.computeIfAbsent(series.group(3) + series.group(1), cell -> new HashMap<>())
          .put(series.group(2), (long) Double.parseDouble(series.group(4)));
    }
    Set<String> fresh = new TreeSet<>();
    kept.cells().stream()
        .filter(cell -> cell.key().dimension().equals("deprivation_quintile"))
        .filter(cell -> cell.state() == KeptCell.State.PUBLISHED)
        .forEach(cell -> fresh.add(cell.window() + cell.key().group()));
    Seen seen = new Seen(kept.upTo(), new HashMap<>(), new HashMap<>());
    for (String window : WINDOWS) {
      for (int group = 0; group < service.groups(); group++) {
        String cell = window + SmallService.group(group);
        for (String column : COLUMNS.keySet()) {
          Place place = new Place(window, group, column);
          seen.truth.put(
              place, service.count(group, COLUMNS.get(column), seen.start(window), seen.end));
          Range range = read(column, told.getOrDefault(cell, Map.of()));
          if (fresh.contains(cell) && range != null) {
            seen.read.put(place, range);
          }
        }
      }
    }
    return seen;
  }

  private static Range read(String column, Map<String, Long> told) {
    if (column.equals("missed")) {
      Range late = range(told.get("late_not_seen"));
      Range dna = range(told.get("dna"));
      return dna == null || late == null
          ? dna
          : new Range(dna.low + late.low, dna.high + late.high);
    }
    return range(told.get(column));
  }

  /** Rounded to five, never one to seven. */
  private static Range range(Long told) {
    return told == null
        ? null
        : told == 0 ? new Range(0, 0) : new Range(Math.max(8, told - 2), told + 2);
  }

  // ---- the attacks

  /** Whether the newest release lets a small count be narrowed that could not be without it. */
  private static void attack(
      String column, List<Seen> releases, SmallService service, Books books) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Seen seen : releases) {
      days.add(seen.end);
      days.add(seen.start("13w"));
      days.add(seen.start("52w"));
    }
    List<LocalDate> order = List.copyOf(days);
    Snooper before = snooper(column, releases.subList(0, releases.size() - 1), order, service);
    Snooper after = snooper(column, releases, order, service);
    for (Seen seen : releases) {
      for (Map.Entry<Place, Long> entry : seen.truth.entrySet()) {
        Place place = entry.getKey();
        long truth = entry.getValue();
        if (!place.column.equals(column)) {
          continue;
        }
        books.told += seen.read.containsKey(place) ? 1 : 0;
        if (truth < 1 || truth > 7 || seen.read.containsKey(place)) {
          continue;
        }
        books.secrets++;
        int from = order.indexOf(seen.start(place.window));
        int to = order.indexOf(seen.end);
        long error = corrected(seen, place, service);
        long low = after.low(place.group, from, to) - error;
        long high = after.high(place.group, from, to) + error;
        assertThat(truth).as("the attacker's own logic").isBetween(low, high);
        long lowBefore = before.low(place.group, from, to) - error;
        long highBefore = before.high(place.group, from, to) + error;
        if (low > Math.max(1, lowBefore) || high < Math.min(7, highBefore)) {
          books.leaks.add(
              "%s of %s is %d, known to lie from %d to %d, before from %d to %d"
                  .formatted(place, seen.end, truth, low, high, lowBefore, highBefore));
        }
      }
    }
  }

  private static Snooper snooper(
      String column, List<Seen> releases, List<LocalDate> days, SmallService service) {
    Set<String> outcomes = COLUMNS.get(column);
    long[][] total = new long[days.size()][days.size()];
    for (int from = 0; from < days.size(); from++) {
      for (int to = from + 1; to < days.size(); to++) {
        total[from][to] = service.count(outcomes, days.get(from), days.get(to));
      }
    }
    Snooper snooper = new Snooper(service.groups(), total);
    for (Seen seen : releases) {
      seen.read.forEach(
          (place, range) -> {
            if (place.column.equals(column)) {
              long error = corrected(seen, place, service);
              snooper.read(
                  place.group,
                  days.indexOf(seen.start(place.window)),
                  days.indexOf(seen.end),
                  range.low - error,
                  range.high + error);
            }
          });
    }
    snooper.think();
    return snooper;
  }

  /** How far news since a release has moved any group's count: the attacker knows even that. */
  private static long corrected(Seen seen, Place place, SmallService service) {
    long most = 0;
    for (int group = 0; group < service.groups(); group++) {
      long now =
          service.count(group, COLUMNS.get(place.column), seen.start(place.window), seen.end);
      long then = seen.truth.get(new Place(place.window, group, place.column));
      most = Math.max(most, Math.abs(now - then));
    }
    return most;
  }

  /** Cells of the newest release that were new before: what has come and gone passes the rule. */
  private static void changes(List<Seen> releases, SmallService service, Books books) {
    Seen now = releases.get(releases.size() - 1);
    for (String window : WINDOWS) {
      for (int group = 0; group < service.groups(); group++) {
        Place attended = new Place(window, group, "attended");
        Seen then = null;
        for (Seen earlier : releases.subList(0, releases.size() - 1)) {
          boolean overlaps = earlier.end.isAfter(now.start(window));
          then = earlier.read.containsKey(attended) && overlaps ? earlier : then;
        }
        if (then != null && now.read.containsKey(attended)) {
          compare(then, now, window, group, service, books);
        }
      }
    }
  }

  private static void compare(
      Seen then, Seen now, String window, int group, SmallService service, Books books) {
    long[] in = new long[2];
    long[] out = new long[2];
    String[] columns = {"attended", "missed"};
    for (int i = 0; i < columns.length; i++) {
      Place place = new Place(window, group, columns[i]);
      Set<String> outcomes = COLUMNS.get(columns[i]);
      long entered = service.count(group, outcomes, then.end, now.end);
      long left = service.count(group, outcomes, then.start(window), now.start(window));
      long corrected = now.truth.get(place) - then.truth.get(place) - entered + left;
      in[i] = entered + Math.max(0, corrected);
      out[i] = left + Math.max(0, -corrected);
    }
    for (long[] moved : List.of(in, out)) {
      long all = moved[0] + moved[1];
      if (all > 0 && (all < 20 || moved[0] < 8 || moved[1] > 0 && moved[1] < 8)) {
        books.smallChanges.add(
            "%s group %d from %s to %s: %d attended, %d missed"
                .formatted(window, group, then.end, now.end, moved[0], moved[1]));
      }
    }
  }

  // ---- leaks on purpose

  /** Shows every cell that passes the rule by itself. */
  private static void withoutComplements(Seen seen, KeptRelease kept, SmallService service) {
    for (String window : WINDOWS) {
      for (int group = 0; group < service.groups(); group++) {
        long attended = seen.truth.get(new Place(window, group, "attended"));
        long missed = seen.truth.get(new Place(window, group, "missed"));
        long patients = service.patients(group, seen.start(window), seen.end);
        if (attended >= 12 && missed >= 8 && patients >= 10) {
          show(seen, window, group);
        }
      }
    }
  }

  /** Shows anew what is kept because little has changed. */
  private static void withoutMovementRule(Seen seen, KeptRelease kept, SmallService service) {
    for (KeptCell cell : kept.cells()) {
      if (cell.key().dimension().equals("deprivation_quintile")
          && cell.state() == KeptCell.State.KEPT) {
        show(seen, cell.window(), Integer.parseInt(cell.key().group()) - 1);
      }
    }
  }

  private static void show(Seen seen, String window, int group) {
    for (String column : List.of("attended", "missed")) {
      Place place = new Place(window, group, column);
      long shown = (seen.truth.get(place) + 2) / 5 * 5;
      seen.read.put(place, new Range(Math.max(0, shown - 2), shown + 2));
    }
  }

  /**
   * Tells the share missed to the last digit, of kept cells too: which counts close to those shown
   * have it is soon found.
   */
  private static void withExactRatios(Seen seen, KeptRelease kept, SmallService service) {
    for (KeptCell cell : kept.cells()) {
      if (cell.key().dimension().equals("deprivation_quintile")
          && cell.state() != KeptCell.State.HIDDEN) {
        int group = Integer.parseInt(cell.key().group()) - 1;
        show(seen, cell.window(), group);
        solve(
            seen,
            new Place(cell.window(), group, "attended"),
            new Place(cell.window(), group, "missed"));
      }
    }
  }

  private static void solve(Seen seen, Place attended, Place missed) {
    Range a = seen.read.get(attended);
    Range m = seen.read.get(missed);
    long trueA = seen.truth.get(attended);
    long trueM = seen.truth.get(missed);
    TreeSet<Long> fitsA = new TreeSet<>();
    TreeSet<Long> fitsM = new TreeSet<>();
    for (long x = a.low; x <= a.high; x++) {
      for (long y = m.low; y <= m.high; y++) {
        // The same share, without dividing.
        if (y * (trueA + trueM) == trueM * (x + y)) {
          fitsA.add(x);
          fitsM.add(y);
        }
      }
    }
    seen.read.put(attended, new Range(fitsA.first(), fitsA.last()));
    seen.read.put(missed, new Range(fitsM.first(), fitsM.last()));
  }
}
