package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** A connection to SQLite hands a compiled statement out again, as fresh as a new one. */
class KeepingConnectionTest {
  private static final String WORDS = "SELECT word FROM said WHERE number = ? OR ? ORDER BY word";
  private static final String SAY = "INSERT INTO said (number, word) VALUES (?, ?)";

  @TempDir private Path folder;
  private KeepingConnection connection;

  @BeforeEach
  void open() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    connection = new KeepingConnection(url(), file(), config.toProperties());
    try (Statement make = connection.createStatement()) {
      make.execute("CREATE TABLE said (number INTEGER UNIQUE, word TEXT)");
    }
    say(1, "one");
    say(2, "two");
    say(3, "three");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private String file() {
    return folder.resolve("said.db").toString();
  }

  private String url() {
    return "jdbc:sqlite:" + file();
  }

  private void say(int number, String word) throws SQLException {
    try (PreparedStatement say = connection.prepareStatement(SAY)) {
      say.setInt(1, number);
      say.setString(2, word);
      say.executeUpdate();
    }
  }

  private PreparedStatement words(int number, boolean all) throws SQLException {
    PreparedStatement words = connection.prepareStatement(WORDS);
    words.setInt(1, number);
    words.setBoolean(2, all);
    return words;
  }

  private String first(int number) throws SQLException {
    try (PreparedStatement words = words(number, false);
        ResultSet found = words.executeQuery()) {
      return found.next() ? found.getString("word") : null;
    }
  }

  @Test
  void oneThatWasClosedIsHandedOutAgain() throws SQLException {
    PreparedStatement before = words(1, false);
    before.close();
    PreparedStatement after = words(2, false);
    assertThat(after).isSameAs(before);
    try (ResultSet found = after.executeQuery()) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString("word")).isEqualTo("two");
    }
    after.close();
  }

  @Test
  void oneThatIsInUseIsNot() throws SQLException {
    try (PreparedStatement outer = words(0, true);
        ResultSet all = outer.executeQuery()) {
      StringBuilder read = new StringBuilder();
      while (all.next()) {
        read.append(all.getString(1)).append(' ').append(first(2)).append(' ');
      }
      assertThat(read).hasToString("one two three two two two ");
    }
    assertThat(connection.kept()).as("of both of one text, one").isEqualTo(2);
    assertThat(first(3)).isEqualTo("three");
  }

  @Test
  void closedTwiceItIsAtRestOnce() throws SQLException {
    PreparedStatement twice = words(1, false);
    twice.close();
    twice.close();
    assertThat(first(1)).isEqualTo("one");
    assertThat(first(1)).isEqualTo("one");
  }

  @Test
  void whatWasSetBeforeIsForgotten() throws SQLException {
    say(4, "four");
    try (PreparedStatement say = connection.prepareStatement(SAY)) {
      say.setInt(1, 5);
      say.executeUpdate();
    }
    try (PreparedStatement batch = connection.prepareStatement(SAY)) {
      batch.setInt(1, 6);
      batch.setString(2, "never run");
      batch.addBatch();
    }
    try (PreparedStatement batch = connection.prepareStatement(SAY)) {
      batch.setInt(1, 7);
      batch.setString(2, "seven");
      batch.addBatch();
      assertThat(batch.executeBatch()).hasSize(1);
    }
    assertThat(first(5)).as("a word that was not set").isNull();
    assertThat(first(6)).isNull();
    assertThat(first(7)).isEqualTo("seven");
  }

  @Test
  void oneThatFailedWorksAgain() throws SQLException {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> say(1, "again")).hasMessageContaining("UNIQUE");
      say(10 + i, "new");
    }
    assertThat(first(12)).isEqualTo("new");
  }

  /** Otherwise the log of SQLite could never be copied into the file. */
  @Test
  void atRestItHoldsOnToNoMoment() throws SQLException {
    try (Connection other = DriverManager.getConnection(url());
        Statement writer = other.createStatement()) {
      PreparedStatement begun = words(0, true);
      begun.executeQuery().next();
      writer.execute("UPDATE said SET word = 'otherwise' WHERE number = 1");
      assertThat(checkpoint(writer)).as("somebody still reads what was before").isEqualTo(1);
      begun.close();
      assertThat(checkpoint(writer)).isZero();
    }
    assertThat(first(1)).isEqualTo("otherwise");
  }

  private static int checkpoint(Statement on) throws SQLException {
    try (ResultSet busy = on.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return busy.getInt(1);
    }
  }

  @Test
  void itFollowsAChangeOfTheTables() throws SQLException {
    assertThat(first(1)).isEqualTo("one");
    try (Connection other = DriverManager.getConnection(url());
        Statement change = other.createStatement()) {
      change.execute("CREATE INDEX said_word ON said (word)");
      change.execute("ALTER TABLE said ADD COLUMN more TEXT");
    }
    assertThat(first(1)).isEqualTo("one");
    say(9, "nine");
    assertThat(first(9)).isEqualTo("nine");
  }

  @Test
  void noMoreAreKeptThanAFewHundred() throws SQLException {
    for (int i = 0; i < 500; i++) {
      try (PreparedStatement one = connection.prepareStatement("SELECT " + i);
          ResultSet found = one.executeQuery()) {
        assertThat(found.getInt(1)).isEqualTo(i);
      }
    }
    assertThat(connection.kept()).isEqualTo(200);
    assertThat(first(1)).isEqualTo("one");
  }

  @Test
  void aClosedConnectionKeepsNothing() throws SQLException {
    PreparedStatement late = words(1, false);
    connection.close();
    late.close();
    assertThatThrownBy(() -> connection.prepareStatement(WORDS)).isInstanceOf(SQLException.class);
  }
}
