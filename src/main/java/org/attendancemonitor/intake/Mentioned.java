package org.attendancemonitor.intake;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.SubjectKeys;
import org.attendancemonitor.record.People;

/** Whom a message that could not be used is about, as far as its text tells and they are known. */
public final class Mentioned {
  private final FeedSettings feeds;
  private final SubjectKeys subjects;
  private final People people;

  /**
   * @param feeds how bytes are text
   * @param subjects finds the keys of people in a text
   * @param people who is known by which key
   */
  public Mentioned(FeedSettings feeds, SubjectKeys subjects, People people) {
    this.feeds = feeds;
    this.subjects = subjects;
    this.people = people;
  }

  /** Patient rows of the people an entry at fault is about; of the whole where it is in none. */
  public Collection<Long> rows(WayIn way, String feed, byte[] sent, String position) {
    String text = new String(sent, way.charset(sent, feed, feeds));
    Set<Long> rows = new TreeSet<>();
    subjects.of(text, feed, position).forEach(key -> people.rowsOf(key).ifPresent(rows::addAll));
    return rows;
  }
}
