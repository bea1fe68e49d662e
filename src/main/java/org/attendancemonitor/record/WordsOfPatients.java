package org.attendancemonitor.record;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.FactKind;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes the table of the words by which patients are found, and fills it from what is known
 * already: names are compared without case and accents, which the databases do each in its own way.
 */
final class WordsOfPatients extends MigrationInCode {
  private static final int AT_ONCE = 1_000;

  private record Told(long fact, long patient, String body) {}

  WordsOfPatients() {
    super("12", "words of patients");
  }

  @Override
  public void migrate(Context context) {
    make(
        context.getConnection(),
        context.getConfiguration().getPlaceholders().getOrDefault("bytewise", ""));
  }

  /**
   * @param bytewise how a column is declared whose order is that of its bytes
   */
  private static void make(Connection connection, String bytewise) {
    JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    sql.execute(
        "CREATE TABLE patient_word (word TEXT "
            + bytewise
            + " NOT NULL, patient BIGINT NOT NULL, PRIMARY KEY (word, patient))");
    sql.execute("CREATE INDEX patient_word_patient ON patient_word (patient)");
    FactCodec codec = new FactCodec();
    long last = 0;
    List<Told> told = after(last, sql);
    while (!told.isEmpty()) {
      List<Object[]> words = new ArrayList<>();
      for (Told one : told) {
        FindingWords.of(codec.decode(FactKind.PATIENT, one.body()))
            .forEach(word -> words.add(new Object[] {word, one.patient()}));
        last = one.fact();
      }
      Rows.write(
          sql,
          "INSERT INTO patient_word (word, patient) VALUES (?, ?) ON CONFLICT DO NOTHING",
          words);
      told = after(last, sql);
    }
  }

  private static List<Told> after(long fact, JdbcTemplate sql) {
    return sql.query(
        "SELECT id, patient, body FROM fact WHERE kind = ? AND is_current = 1 AND mentioned = 1"
            + " AND patient <> 0 AND id > ? ORDER BY id LIMIT ?",
        (row, n) -> new Told(row.getLong(1), row.getLong(2), row.getString(3)),
        FactKind.PATIENT.code,
        fact,
        AT_ONCE);
  }
}
