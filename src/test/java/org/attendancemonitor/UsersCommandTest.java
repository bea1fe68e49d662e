package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersCommandTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("attendance.data");
  }

  @Test
  void aUserIsAddedOnceAndRemovedOnce() {
    assertThat(users("add", "anna", "--role", "clinician", "--registration", "HCPC:PH12345"))
        .isZero();
    assertThat(users("add", "anna", "--role", "feed")).isEqualTo(2);
    assertThat(users("add", "bob", "--role", "king")).isEqualTo(2);
    assertThat(users("add", "cleo", "--role", "clinician", "--team", "foot-health")).isZero();
    assertThat(users("add", "dan", "--role", "clinician", "--team", "msk"))
        .as("a team that services.yaml does not know would see nobody")
        .isEqualTo(2);
    assertThat(users("list")).isZero();
    try (Store store = Store.open(StoreSettings.embedded(), folder)) {
      assertThat(new Users(store).find("anna").orElseThrow().roles()).containsExactly("clinician");
      assertThat(new Users(store).find("bob")).isEmpty();
      assertThat(new Users(store).find("cleo").orElseThrow().team()).isEqualTo("foot-health");
      assertThat(new Users(store).find("dan")).isEmpty();
    }
    assertThat(users("remove", "anna")).isZero();
    assertThat(users("remove", "anna")).isEqualTo(2);
  }

  private int users(String command, String... rest) {
    String[] all = new String[rest.length + 4];
    all[0] = "users";
    all[1] = command;
    System.arraycopy(rest, 0, all, 2, rest.length);
    all[rest.length + 2] = "--data";
    all[rest.length + 3] = folder.toString();
    return AttendanceMonitor.run(all);
  }
}
