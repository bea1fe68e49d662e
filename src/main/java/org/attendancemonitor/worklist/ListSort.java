package org.attendancemonitor.worklist;

import java.util.Arrays;
import java.util.Map;
import org.attendancemonitor.record.TaskList;

/**
 * Orders of the list. The order of work holds until a column is chosen; a chosen one stands in the
 * address alone, so that the next look at the list has what is overdue first again.
 */
enum ListSort {
  WORK("", TaskList.Order.WORK, "Overdue first, then the most urgent, then the earliest due."),
  DUE("due", TaskList.Order.DUE, "By the day they are due, the earliest first."),
  DUE_LATEST("due-latest", TaskList.Order.DUE_LATEST, "By the day they are due, the latest first."),
  OPENED("opened", TaskList.Order.OPENED, "By the day they were opened, the earliest first."),
  OPENED_LATEST(
      "opened-latest",
      TaskList.Order.OPENED_LATEST,
      "By the day they were opened, the latest first.");

  private final String word;
  private final TaskList.Order order;
  private final String text;

  ListSort(String word, TaskList.Order order, String text) {
    this.word = word;
    this.order = order;
    this.text = text;
  }

  /**
   * The heading of a column by which the list can be sorted.
   *
   * @param aria value of {@code aria-sort}
   * @param address of the list sorted by it, the other way round where it is sorted by it already
   */
  record Column(String aria, String address) {}

  /** What an address calls an order; whatever is none is the order of work. */
  static ListSort of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst().orElse(WORK);
  }

  /** The headings, by name. */
  static Map<String, Column> columns(ListQuestion question) {
    return Map.of(
        "due",
        column(question, DUE, DUE_LATEST),
        "opened",
        column(question, OPENED, OPENED_LATEST));
  }

  private static Column column(ListQuestion question, ListSort up, ListSort down) {
    ListSort now = question.sort();
    return new Column(
        now == up ? "ascending" : now == down ? "descending" : "none",
        question.sortedBy(now == up ? down : up).address());
  }

  /** As an address says it. */
  public String word() {
    return word;
  }

  TaskList.Order order() {
    return order;
  }

  /** In words, for who looks at the list. */
  public String text() {
    return text;
  }

  /** Whether it is what holds where nobody chose. */
  public boolean usual() {
    return this == WORK;
  }
}
