package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;

/** Reads test messages written with single quotes. */
final class Json {
  private static final FeedReader READER = new FeedReader(ShippedFeeds.settings());

  private Json() {}

  static Message read(String text) {
    return read(READER, text);
  }

  static Message read(FeedReader reader, String text) {
    return reader.read(text.replace('\'', '"'), "default");
  }

  /** The facts' notices of every entry; fails where an entry was rejected. */
  static List<Notice> notices(Message message) {
    assertThat(message.entries())
        .allSatisfy(entry -> assertThat(entry.reading()).isInstanceOf(Accepted.class));
    return message.entries().stream()
        .flatMap(entry -> ((Accepted) entry.reading()).notices().stream())
        .toList();
  }

  static Notice notice(String text) {
    List<Notice> notices = notices(read(text));
    assertThat(notices).hasSize(1);
    return notices.get(0);
  }

  static <F extends Fact> F fact(Class<F> type, String text) {
    return type.cast(notice(text).fact());
  }

  static <F extends Fact> F fact(Class<F> type, Message message) {
    return notices(message).stream()
        .map(Notice::fact)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  static Rejected rejected(Message message) {
    Reading reading = message.entries().get(0).reading();
    assertThat(reading).isInstanceOf(Rejected.class);
    return (Rejected) reading;
  }

  static Rejected rejected(String text) {
    return rejected(read(text));
  }

  static List<String> ignored(Message message) {
    return message.entries().stream()
        .map(Entry::reading)
        .filter(Accepted.class::isInstance)
        .flatMap(reading -> ((Accepted) reading).ignored().stream())
        .toList();
  }
}
