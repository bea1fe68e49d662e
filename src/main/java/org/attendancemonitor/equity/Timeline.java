package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How the windows of releases lie over each other: whatever is counted in a window is counted in
 * those that cover it together, in the same release and in others. Facts that were corrected in
 * between aside.
 */
final class Timeline {
  private static final int SHORT = 0;
  private static final int LONG = 1;

  private final NavigableMap<LocalDate, Integer> days = new TreeMap<>();
  private final List<Cover> covers = new ArrayList<>();

  /** A window of a release. */
  record Place(int frame, int window) {}

  /** What is counted in the first is counted in the second. */
  record Cover(List<Place> inside, List<Place> outside) {}

  /**
   * @param ends last days of releases, in order
   */
  Timeline(List<LocalDate> ends) {
    for (int frame = 0; frame < ends.size(); frame++) {
      covers.add(new Cover(List.of(new Place(frame, SHORT)), List.of(new Place(frame, LONG))));
      // Of releases that count up to the same day, the others follow from this one.
      days.put(ends.get(frame), frame);
    }
    for (LocalDate end : days.keySet()) {
      nest(end);
      tile(end);
      swap(end);
      days.subMap(Window.W13.after(end), true, end, false)
          .keySet()
          .forEach(before -> follow(before, end));
    }
  }

  /** Each with the first lying in the second. */
  List<Cover> covers() {
    return covers;
  }

  /** Short windows of other releases lie in the long one. */
  private void nest(LocalDate end) {
    LocalDate start = Window.W52.after(end);
    days.subMap(start, false, end, false)
        .forEach(
            (inner, frame) -> {
              if (!Window.W13.after(inner).isBefore(start)) {
                add(List.of(place(inner, SHORT)), List.of(place(end, LONG)));
              }
            });
  }

  /** Short windows one after the other fill the long one, or cover it. */
  private void tile(LocalDate end) {
    LocalDate start = Window.W52.after(end);
    List<Place> apart = new ArrayList<>();
    LocalDate next = days.floorKey(end);
    while (next != null && !Window.W13.after(next).isBefore(start)) {
      apart.add(place(next, SHORT));
      next = days.floorKey(Window.W13.after(next));
    }
    add(apart, List.of(place(end, LONG)));
    List<Place> over = new ArrayList<>(List.of(place(end, SHORT)));
    LocalDate reached = end;
    while (Window.W13.after(reached).isAfter(start)) {
      LocalDate further = days.ceilingKey(Window.W13.after(reached));
      if (!further.isBefore(reached)) {
        return;
      }
      over.add(place(further, SHORT));
      reached = further;
    }
    add(List.of(place(end, LONG)), over);
  }

  /** A quarter on, the long window has another quarter more and one less. */
  private void swap(LocalDate end) {
    LocalDate quarterBefore = Window.W13.after(end);
    LocalDate yearBefore = Window.W52.after(end);
    if (days.containsKey(quarterBefore) && days.containsKey(yearBefore)) {
      List<Place> one = List.of(place(end, LONG), place(yearBefore, SHORT));
      List<Place> other = List.of(place(quarterBefore, LONG), place(end, SHORT));
      add(one, other);
      add(other, one);
    }
  }

  /** Two releases less than a short window apart. */
  private void follow(LocalDate before, LocalDate end) {
    add(List.of(place(end, LONG)), List.of(place(before, LONG), place(end, SHORT)));
    LocalDate old = days.ceilingKey(Window.W52.after(end));
    if (!Window.W13.after(old).isAfter(Window.W52.after(before))) {
      add(List.of(place(before, LONG)), List.of(place(end, LONG), place(old, SHORT)));
    }
    LocalDate after = days.floorKey(before.plusDays(Window.W13.days));
    if (after.isAfter(end)) {
      add(List.of(place(end, SHORT)), List.of(place(before, SHORT), place(after, SHORT)));
    }
  }

  private void add(List<Place> inside, List<Place> outside) {
    covers.add(new Cover(List.copyOf(inside), List.copyOf(outside)));
  }

  private Place place(LocalDate end, int window) {
    return new Place(days.get(end), window);
  }
}
