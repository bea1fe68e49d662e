package org.attendancemonitor.record;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * What is the matter with a store, for whoever has to mend it. Never the text of a failure: it may
 * quote a row.
 */
public final class StoreWords {
  /** PostgreSQL, appendix A of its manual; classes where the last three are of no use here. */
  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("08", "it cannot be reached"),
          Map.entry("25006", "it is read-only"),
          Map.entry("25P03", "a transaction stood still for too long"),
          Map.entry("28", "it refuses the sign-in"),
          Map.entry("3D", "there is no such database"),
          Map.entry("40", "another writer was in the way"),
          Map.entry("42501", "the user may not write"),
          Map.entry("53100", "its disk is full"),
          Map.entry("53200", "it is out of memory"),
          Map.entry("53300", "it has too many connections"),
          Map.entry("55P03", "somebody else holds what is needed"),
          Map.entry("57014", "a statement took too long"),
          Map.entry("57", "it is stopping or starting"),
          Map.entry("58", "its system fails"),
          Map.entry("XX", "its files are damaged"));

  /** Primary result codes of SQLite. */
  private static final Map<Integer, String> CODES =
      Map.of(
          5, "another program holds the file",
          6, "another program holds the file",
          8, "the file is read-only",
          10, "the disk fails",
          11, "the file is damaged",
          13, "the disk is full",
          14, "the file cannot be opened",
          26, "the file is no database");

  private static final Set<Integer> DAMAGE = Set.of(11, 26);

  private StoreWords() {}

  /** Whether the files of SQLite themselves are at fault. */
  public static boolean isDamage(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && DAMAGE.contains(sql.getErrorCode() & 0xff)) {
        return true;
      }
    }
    return false;
  }

  /** One phrase, with the code by which the manual of the database knows it. */
  public static String of(Throwable failure) {
    SQLException sql = null;
    Throwable root = failure;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      root = at;
      if (at instanceof SQLException found) {
        sql = found;
      }
    }
    if (sql == null || sql.getSQLState() == null && sql.getErrorCode() == 0) {
      return root.getClass().getSimpleName();
    }
    return sql.getSQLState() == null
        ? phrase(CODES.get(sql.getErrorCode() & 0xff), "SQLite code " + sql.getErrorCode())
        : phrase(words(sql.getSQLState()), "SQL state " + sql.getSQLState());
  }

  private static String words(String state) {
    String exact = STATES.get(state);
    return exact != null || state.length() < 2 ? exact : STATES.get(state.substring(0, 2));
  }

  private static String phrase(String words, String code) {
    return words == null ? code : words + " (" + code + ")";
  }
}
