package org.attendancemonitor.record;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One moment at which a source stated something.
 *
 * @param at which news it is, epoch millis
 * @param received its receipt, epoch millis
 * @param historic as decided at receipt
 * @param sourceTime the source's own time, or null
 * @param version the source's version, or null
 * @param nature how it came about
 */
record Statement(
    long at, long received, boolean historic, Long sourceTime, String version, Nature nature) {

  /** How a statement came about. The code is stored. */
  enum Nature {
    /** Stated by the source. */
    STATED(0),
    /** Stated again unchanged, without a time of its own: proves presence, makes no new version. */
    REPEATED(1),
    /** Not stated: a version of the resource no longer names this person. */
    DROPPED(2);

    final int code;

    Nature(int code) {
      this.code = code;
    }

    static Nature of(int code) {
      return values()[code];
    }
  }

  /** Said by the source, not concluded. */
  boolean stated() {
    return nature != Nature.DROPPED;
  }

  /** The same, come about in another way. */
  Statement as(Nature other) {
    return new Statement(at, received, historic, sourceTime, version, other);
  }

  /** The same, with the earlier receipt of the two. */
  Statement withEarlierReceipt(Statement other) {
    if (other.received >= received) {
      return this;
    }
    boolean byReceipt = sourceTime == null || sourceTime != at;
    return new Statement(
        byReceipt ? other.received : at,
        other.received,
        other.historic,
        sourceTime,
        version,
        nature);
  }

  /** Several statements as one text, separated by spaces. */
  static String write(List<Statement> statements) {
    StringBuilder text = new StringBuilder();
    for (Statement s : statements) {
      text.append(text.isEmpty() ? "" : " ")
          .append(s.at)
          .append(',')
          .append(s.received)
          .append(',')
          .append(s.historic ? 1 : 0)
          .append(',')
          .append(s.sourceTime == null ? "" : s.sourceTime)
          .append(',')
          .append(s.nature.code)
          .append(',')
          .append(s.version == null ? "" : URLEncoder.encode(s.version, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** Reads {@link #write}. */
  static List<Statement> read(String text) {
    List<Statement> statements = new ArrayList<>();
    for (String one : text.split(" ")) {
      String[] parts = one.split(",", -1);
      statements.add(
          new Statement(
              Long.parseLong(parts[0]),
              Long.parseLong(parts[1]),
              parts[2].equals("1"),
              parts[3].isEmpty() ? null : Long.valueOf(parts[3]),
              parts[5].isEmpty() ? null : URLDecoder.decode(parts[5], StandardCharsets.UTF_8),
              Nature.of(Integer.parseInt(parts[4]))));
    }
    return statements;
  }
}
