package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class TalliesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 9);
  private static final TallyKey ALL = new TallyKey("podiatry", "all", "all");

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private OutcomeCounts sum(TallyKey key) {
    return ward.tallies.sums(DAY.minusDays(7), DAY.plusDays(7)).get(key);
  }

  @Test
  void appointmentsAreCountedByOneDimensionAtATime() {
    ward.appointments(3, "podiatry", DAY, "dna", who("sex", "female", "was_not_brought", "yes"));
    ward.appointments(2, "podiatry", DAY.plusDays(1), "attended", who("sex", "male"));
    ward.count();
    assertThat(sum(ALL)).isEqualTo(new OutcomeCounts(2, 3, 0, 0, 0, 0));
    assertThat(sum(new TallyKey("podiatry", "sex", "female")))
        .isEqualTo(new OutcomeCounts(0, 3, 0, 0, 0, 0));
    assertThat(sum(new TallyKey("podiatry", "was_not_brought", "yes")))
        .isEqualTo(new OutcomeCounts(0, 3, 0, 0, 0, 0));
    assertThat(sum(new TallyKey("podiatry", "mode", "unknown")))
        .isEqualTo(new OutcomeCounts(2, 3, 0, 0, 0, 0));
  }

  @Test
  void aCorrectedOutcomeReplacesTheOldOne() {
    String corrected = ward.appointment(1, "podiatry", DAY, "dna", who());
    ward.appointment(2, "podiatry", DAY, "dna", who());
    ward.count();
    ward.correct(corrected, "attended");
    assertThat(ward.count()).isEqualTo(1);
    assertThat(sum(ALL)).isEqualTo(new OutcomeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void onlyStaleDaysAreCountedAndOnlyOnce() {
    ward.appointments(3, "podiatry", DAY, "dna", who());
    ward.appointments(3, "podiatry", DAY.plusDays(1), "dna", who());
    assertThat(ward.count()).isEqualTo(2);
    assertThat(ward.count()).isZero();
  }

  @Test
  void aDayThatLostItsLastAppointmentIsEmpty() {
    ward.appointments(3, "podiatry", DAY, "dna", who());
    ward.count();
    JdbcTemplate writer = new JdbcTemplate(ward.store.writer());
    writer.update("DELETE FROM attendance");
    writer.update(
        "INSERT INTO stale_day (service, day, marked) VALUES ('podiatry', ?, 1)", DAY.toEpochDay());
    ward.count();
    assertThat(sum(ALL)).isNull();
  }

  @Test
  void countingMakesWayForOthersWhenItsBudgetIsSpent() {
    for (int i = 0; i < 30; i++) {
      ward.appointments(1, "podiatry", DAY.minusDays(i), "attended", who());
    }
    org.attendancemonitor.record.Tallies impatient =
        new org.attendancemonitor.record.Tallies(ward.store, java.time.Duration.ZERO);
    ward.write();
    assertThat(impatient.refreshSome()).isEqualTo(1);
    assertThat(impatient.refresh()).isEqualTo(29);
  }

  @Test
  void newsThatComesBetweenCountingAndWritingKeepsTheDayStale() throws Exception {
    ward.appointments(3, "podiatry", DAY, "dna", who());
    ward.count();
    String corrected = ward.appointment(1, "podiatry", DAY, "dna", who());
    ward.write();
    JdbcTemplate writer = new JdbcTemplate(ward.store.writer());
    HikariPoolMXBean pool = ((HikariDataSource) ward.store.writer()).getHikariPoolMXBean();
    Thread counting = new Thread(ward.tallies::refresh);
    ward.store.inTransaction(
        () -> {
          counting.start();
          // It has read the mark and the rows, and wants to write.
          await().until(() -> pool.getThreadsAwaitingConnection() == 1);
          writer.update(
              "UPDATE attendance SET outcome = 'attended' WHERE appointment = ?", corrected);
          return writer.update("UPDATE stale_day SET marked = marked + 1");
        });
    counting.join();
    assertThat(sum(ALL)).isEqualTo(new OutcomeCounts(0, 4, 0, 0, 0, 0));
    assertThat(ward.count()).as("the day is counted again").isEqualTo(1);
    assertThat(sum(ALL)).isEqualTo(new OutcomeCounts(1, 3, 0, 0, 0, 0));
  }
}
