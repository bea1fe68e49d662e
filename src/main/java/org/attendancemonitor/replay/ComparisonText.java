package org.attendancemonitor.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.attendancemonitor.attendance.TaskKind;

/** A comparison as a service manager reads it: what is held fixed, then each service. */
public final class ComparisonText {
  private static final String END = System.lineSeparator();
  private static final int WIDTH = 100;
  private static final int KINDS_WIDTH = 50;

  private final Comparison comparison;
  private final boolean asIfLive;
  private final Map<String, String> names;

  /**
   * @param asIfLive each fact counted as received when its source stated it
   * @param names of services by key
   */
  public ComparisonText(Comparison comparison, boolean asIfLive, Map<String, String> names) {
    this.comparison = comparison;
    this.asIfLive = asIfLive;
    this.names = Map.copyOf(names);
  }

  /** What is held fixed and how things are counted, one sentence or two each. */
  public List<String> terms() {
    return List.of(
        "Both policies are replayed over the same stored facts, "
            + (asIfLive
                ? "each as if it had been received when its source stated it, also what was loaded"
                    + " as history."
                : "each known from its receipt on. What was loaded as history opens no task"
                    + " (--as-if-live: as if it had come in its time).")
            + " Nothing is written.",
        "People's actions are held as recorded: nobody calls, books or reviews at another time or"
            + " otherwise than they did. An action on a task that a policy does not open, or has"
            + " closed by then, has no effect.",
        "Contacts due: each step of a task (an attempt to reach somebody, an offer, a check, a"
            + " review) counts once, in the week it falls due. What is neither done nor due when"
            + " its task closes of itself does not count.",
        "Late: a team works off so many contacts a week, the oldest first. What is due in a week"
            + " and not worked off in it is late, and left over for the next; the first week"
            + " begins with nothing left over.",
        "Ended without review: referrals ended after a missed appointment without a complete"
            + " review. Would have been stopped: those of them with an open task of support or"
            + " review when the ending came in.");
  }

  /** The whole of it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    terms().forEach(line -> text.append(wrapped(line)));
    text.append(
        "In the tables of weeks, 4 -> 5 is 4 under the current policy and 5 under the other.");
    text.append(END).append(found("Actions that found no task", Tally::actionsWithoutTask));
    if (comparison.current().failures() + comparison.changed().failures() > 0) {
      text.append(found("Assessments that failed and changed nothing", Tally::failures));
    }
    List<String> services =
        comparison.services().stream().sorted(Comparator.comparing(this::name)).toList();
    if (services.isEmpty()) {
      text.append(END).append("No task was opened or due in these weeks, and no referral ended.");
      return text.append(END).toString();
    }
    Columns all = summary(comparison.current().together(), comparison.changed().together());
    text.append(END).append("All services").append(END).append(all.text());
    for (String service : services) {
      text.append(END).append(heading(service)).append(END);
      text.append(summary(service)).append(END).append(weeks(service));
    }
    return text.toString();
  }

  private static String wrapped(String line) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : line.split(" ")) {
      if (column > 0 && column + word.length() >= WIDTH) {
        text.append(END).append("  ");
        column = 2;
      }
      text.append(column > 2 ? " " : "").append(word);
      column += word.length() + 1;
    }
    return text.append(END).toString();
  }

  private String found(String what, ToLongFunction<Tally> count) {
    return "%s: current %d, changed %d.%n"
        .formatted(
            what, count.applyAsLong(comparison.current()), count.applyAsLong(comparison.changed()));
  }

  private String name(String service) {
    return names.getOrDefault(service, service);
  }

  private String heading(String service) {
    Integer capacity = comparison.capacity().get(service);
    return name(service) + (capacity == null ? "" : ", with " + capacity + " contacts a week");
  }

  private String summary(String service) {
    Columns columns =
        summary(comparison.current().together(service), comparison.changed().together(service));
    late(service, comparison.current())
        .ifPresent(
            before -> {
              Lateness after = late(service, comparison.changed()).orElseThrow();
              columns.add(
                  List.of(
                      "share late",
                      percent(before),
                      percent(after),
                      "%+d points".formatted(whole(after) - whole(before)),
                      ""));
              add(columns, "left over at the end", before.left(), after.left());
            });
    return columns.text();
  }

  private static Columns summary(Week current, Week changed) {
    Columns columns = new Columns().add(List.of("", "current", "changed", "change", ""));
    for (TaskKind kind : kinds(current, changed)) {
      add(columns, "opened: " + kind.code(), current.opened(kind), changed.opened(kind));
    }
    add(columns, "ended without review", current.closures(), changed.closures());
    add(columns, "would have been stopped", current.stopped(), changed.stopped());
    add(columns, "contacts due", current.contacts(), changed.contacts());
    return columns;
  }

  private static void add(Columns columns, String what, long current, long changed) {
    long change = changed - current;
    columns.add(
        List.of(
            what,
            number(current),
            number(changed),
            change == 0 ? "0" : (change > 0 ? "+" : "-") + number(Math.abs(change)),
            ""));
  }

  private Optional<Lateness> late(String service, Tally policy) {
    return comparison
        .lateness(service, policy)
        .map(weeks -> weeks.values().stream().reduce(Lateness.NONE, Lateness::and));
  }

  private String weeks(String service) {
    var before = comparison.lateness(service, comparison.current());
    var after = comparison.lateness(service, comparison.changed());
    List<String> titles = new ArrayList<>(List.of("week of", "contacts due"));
    if (before.isPresent()) {
      titles.addAll(List.of("late", "left over"));
    }
    titles.addAll(List.of("ended without review", "stopped", "tasks opened"));
    Columns columns = new Columns().add(titles);
    for (LocalDate monday : comparison.weeks(service)) {
      Week current = comparison.current().week(monday, service);
      Week changed = comparison.changed().week(monday, service);
      List<String> cells = new ArrayList<>();
      cells.add(monday.toString());
      cells.add(both(current.contacts(), changed.contacts()));
      before.ifPresent(weeks -> late(weeks, after.orElseThrow(), monday, cells));
      cells.add(both(current.closures(), changed.closures()));
      cells.add(both(current.stopped(), changed.stopped()));
      List<String> opened = opened(current, changed);
      cells.add(opened.get(0));
      columns.add(cells);
      for (String more : opened.subList(1, opened.size())) {
        List<String> below = new ArrayList<>(Collections.nCopies(cells.size(), ""));
        below.set(cells.size() - 1, more);
        columns.add(below);
      }
    }
    return columns.text();
  }

  private static void late(
      SortedMap<LocalDate, Lateness> before,
      SortedMap<LocalDate, Lateness> after,
      LocalDate monday,
      List<String> cells) {
    Lateness one = before.get(monday);
    Lateness other = after.get(monday);
    cells.add(both(percent(one), percent(other)));
    cells.add(both(one.left(), other.left()));
  }

  /** The kinds, as many on each line as stand beside the other columns. */
  private static List<String> opened(Week current, Week changed) {
    List<String> lines = new ArrayList<>(List.of(""));
    for (TaskKind kind : kinds(current, changed)) {
      String one = kind.code() + " " + both(current.opened(kind), changed.opened(kind));
      int last = lines.size() - 1;
      String line = lines.get(last);
      if (line.isEmpty()) {
        lines.set(last, one);
      } else if (line.length() + one.length() < KINDS_WIDTH) {
        lines.set(last, line + ", " + one);
      } else {
        lines.set(last, line + ",");
        lines.add(one);
      }
    }
    return lines;
  }

  private static SortedSet<TaskKind> kinds(Week current, Week changed) {
    SortedSet<TaskKind> kinds = new TreeSet<>(current.opened().keySet());
    kinds.addAll(changed.opened().keySet());
    return kinds;
  }

  private static String both(long current, long changed) {
    return both(number(current), number(changed));
  }

  /** One value where both are the same, so that what differs stands out. */
  private static String both(String current, String changed) {
    return current.equals(changed) ? current : current + " -> " + changed;
  }

  private static String number(long count) {
    return String.format(Locale.UK, "%,d", count);
  }

  private static String percent(Lateness late) {
    return late.due() == 0 ? "-" : whole(late) + "%";
  }

  private static long whole(Lateness late) {
    return Math.round(late.share() * 100);
  }
}
