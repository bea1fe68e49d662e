package org.attendancemonitor.record;

import java.util.Comparator;
import java.util.List;

/**
 * The same content, stated without a different one in between: one row of the table of facts.
 *
 * @param id of the row, or 0 where it is not stored yet
 * @param hash of the content
 * @param statements in order of time, never empty
 * @param current nothing newer is known
 */
record Run(long id, long hash, List<Statement> statements, boolean current) {
  Run {
    statements = List.copyOf(statements);
  }

  Statement first() {
    return statements.get(0);
  }

  Statement last() {
    return statements.get(statements.size() - 1);
  }

  /** The statement that was received first. */
  Statement earliest() {
    return earliest(statements);
  }

  static Statement earliest(List<Statement> statements) {
    return statements.stream().min(Comparator.comparingLong(Statement::received)).orElseThrow();
  }
}
