package org.attendancemonitor.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One person working through the list for a while: opens it narrowed and sorted in changing ways,
 * turns pages, opens a task of every other page, and looks at each for a moment.
 */
public final class WorkingDay implements Callable<WorkingDay.Pages> {
  private static final Pattern TASK = Pattern.compile("href=\"(/worklist/tasks/[^\"/]+)\"");
  private static final Pattern OTHER_PAGE =
      Pattern.compile("href=\"(/worklist\\?[^\"]*page=\\d+)\"");
  private static final Pattern CHOICE = Pattern.compile("<option value=\"([^\"]+)\"");
  private static final List<String> FIELDS = List.of("service", "kind", "need", "owner", "sort");

  private final PageVisitor visitor;
  private final SplittableRandom random;
  private final long thinkMillis;
  private final long until;
  private final List<Long> lists = new ArrayList<>();
  private final List<Long> tasks = new ArrayList<>();
  private long errors;
  private String last = "";

  /**
   * @param visitor has signed in
   * @param seed another seed, another day
   * @param thinkMillis mean time between two pages
   * @param until the end, as of {@link System#nanoTime}
   */
  public WorkingDay(PageVisitor visitor, long seed, long thinkMillis, long until) {
    this.visitor = visitor;
    this.random = new SplittableRandom(seed);
    this.thinkMillis = thinkMillis;
    this.until = until;
  }

  /**
   * What was seen.
   *
   * @param lists nanoseconds for each page of the list
   * @param tasks nanoseconds for each page of a task
   * @param errors pages that were not shown
   */
  public record Pages(List<Long> lists, List<Long> tasks, long errors) {
    public Pages {
      lists = List.copyOf(lists);
      tasks = List.copyOf(tasks);
    }
  }

  @Override
  public Pages call() throws InterruptedException {
    think();
    while (System.nanoTime() < until) {
      open(next(), lists);
      List<String> links = found(TASK, last);
      if (!links.isEmpty() && random.nextBoolean() && System.nanoTime() < until) {
        String list = last;
        open(links.get(random.nextInt(links.size())), tasks);
        last = list;
      }
    }
    return new Pages(lists, tasks, errors);
  }

  /** Another page of the list that is open, or the list from the start, narrowed or not. */
  private String next() {
    List<String> pages = found(OTHER_PAGE, last);
    if (!pages.isEmpty() && random.nextInt(3) == 0) {
      return pages.get(random.nextInt(pages.size())).replace("&amp;", "&");
    }
    if (last.isEmpty() || random.nextInt(3) == 0) {
      return "/worklist";
    }
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    int from = last.indexOf("name=\"" + field + "\"");
    int to = last.indexOf("</select>", Math.max(from, 0));
    List<String> choices = from < 0 || to < 0 ? List.of() : found(CHOICE, last.substring(from, to));
    return choices.isEmpty() || random.nextInt(5) == 0
        ? "/worklist?overdue=yes"
        : "/worklist?" + field + "=" + choices.get(random.nextInt(choices.size()));
  }

  private void open(String path, List<Long> times) throws InterruptedException {
    try {
      PageVisitor.Shown shown = visitor.open(path);
      if (shown.status() == 200) {
        times.add(shown.nanos());
        last = shown.html();
      } else {
        errors++;
      }
    } catch (IOException gone) {
      errors++;
    }
    think();
  }

  private void think() throws InterruptedException {
    if (thinkMillis > 0) {
      Thread.sleep(random.nextLong(thinkMillis / 2, thinkMillis / 2 + thinkMillis + 1));
    }
  }

  private static List<String> found(Pattern pattern, String html) {
    List<String> found = new ArrayList<>();
    for (Matcher each = pattern.matcher(html); each.find(); ) {
      found.add(each.group(1));
    }
    return found;
  }
}
