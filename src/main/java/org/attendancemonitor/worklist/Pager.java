package org.attendancemonitor.worklist;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The numbered links under a list.
 *
 * @param pages how many there are, at least 1
 * @param current from 1
 * @param items numbers with their addresses; 0 stands for pages left out
 * @param previous address, or null on the first page
 * @param next address, or null on the last
 */
record Pager(int pages, int current, List<Item> items, String previous, String next) {

  /**
   * One link.
   *
   * @param number of the page; 0 for pages left out
   * @param address null where none are left out
   */
  record Item(int number, String address) {}

  /** The number of a page as an address says it; what is none is the first. */
  static int number(String page) {
    return page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
  }

  static Pager of(int total, int size, int current, IntFunction<String> address) {
    int pages = Math.max(1, (total + size - 1) / size);
    List<Item> items = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      boolean near = Math.abs(page - current) <= 1 || page == 1 || page == pages;
      if (near) {
        items.add(new Item(page, address.apply(page)));
      } else if (items.get(items.size() - 1).number() != 0) {
        items.add(new Item(0, null));
      }
    }
    return new Pager(
        pages,
        current,
        List.copyOf(items),
        current > 1 ? address.apply(current - 1) : null,
        current < pages ? address.apply(current + 1) : null);
  }

  /** Whether there is more than one page. */
  public boolean several() {
    return pages > 1;
  }
}
