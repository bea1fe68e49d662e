package org.attendancemonitor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

class SignInTest {
  private final Passwords passwords = new Passwords();
  private final MovingClock clock = new MovingClock();
  @TempDir private Path folder;
  private Store store;
  private Users users;
  private SignIn signIn;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.embedded(), folder);
    users = new Users(store);
    signIn = new SignIn(users, passwords, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theRightPasswordGivesTheRole() {
    add("anna", "secret-1", Role.CLINICIAN);

    Authentication done = signIn("anna", "secret-1");

    assertThat(done.isAuthenticated()).isTrue();
    assertThat(done.getAuthorities()).extracting("authority").containsExactly("ROLE_CLINICIAN");
    assertThat(done.getCredentials()).isNull();
  }

  @Test
  void whoSignsInIsKnownWithRegistrationAndWithoutRolesThatAreNoneHere() {
    users.add(
        new User(
            "anna",
            passwords.hash("secret-1"),
            Set.of("clinician", "of-another-version"),
            null,
            "HCPC:PH1"));

    Authentication done = signIn("anna", "secret-1");

    assertThat(done.getName()).isEqualTo("anna");
    assertThat(done.getPrincipal())
        .isEqualTo(new SignedIn("anna", Set.of("clinician"), "HCPC:PH1", null));
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
    add("anna", "secret-1", Role.CLINICIAN);

    assertThatThrownBy(() -> signIn("anna", "secret-2"))
        .isExactlyInstanceOf(BadCredentialsException.class);
    assertThatThrownBy(() -> signIn("bob", "secret-1"))
        .isExactlyInstanceOf(BadCredentialsException.class);
  }

  @Test
  void aVerifiedSignInEndsAtOnceWhenTheUserIsRemovedOrThePasswordChanges() {
    add("epr", "secret-1", Role.FEED);
    signIn("epr", "secret-1");
    users.remove("epr");
    add("epr", "secret-2", Role.FEED);

    assertThatThrownBy(() -> signIn("epr", "secret-1")).isInstanceOf(BadCredentialsException.class);
    signIn("epr", "secret-2");
    users.remove("epr");
    assertThatThrownBy(() -> signIn("epr", "secret-2")).isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void aChangedRoleCountsAtOnce() {
    add("epr", "secret-1", Role.FEED);
    signIn("epr", "secret-1");
    String hash = users.find("epr").orElseThrow().passwordHash();
    users.remove("epr");
    users.add(new User("epr", hash, Set.of("auditor", "of-another-version"), null, null));

    assertThat(signIn("epr", "secret-1").getAuthorities())
        .extracting("authority")
        .containsExactly("ROLE_AUDITOR");
  }

  @Test
  void guessingIsSlowedAndAVerifiedFeedGoesOn() {
    add("epr", "secret-1", Role.FEED);
    signIn("epr", "secret-1");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> signIn("epr", "guess"))
          .isExactlyInstanceOf(BadCredentialsException.class);
    }

    assertThatThrownBy(() -> signIn("epr", "guess")).isInstanceOf(TooManyGuessesException.class);
    assertThat(signIn("epr", "secret-1").isAuthenticated()).isTrue();
    clock.now = clock.now.plus(Duration.ofSeconds(2));
    assertThatThrownBy(() -> signIn("epr", "guess"))
        .isExactlyInstanceOf(BadCredentialsException.class);
  }

  @Test
  void whoWasVerifiedOnceIsNotShutOutByTheGuessesOfOthersBehindTheSameProxy() {
    add("epr", "secret-1", Role.FEED);
    signIn("epr", "secret-1");
    for (int round = 0; round < 8; round++) {
      clock.now = clock.now.plus(Duration.ofHours(1));
      assertThatThrownBy(() -> signIn("epr", "guess"))
          .isExactlyInstanceOf(BadCredentialsException.class);
    }

    assertThat(signIn("epr", "secret-1").isAuthenticated()).isTrue();
    assertThatThrownBy(() -> signIn("epr", "guess")).isInstanceOf(TooManyGuessesException.class);
  }

  @Test
  void aVerificationIsForgottenAfterMinutes() {
    Verified verified = new Verified(clock, Duration.ofMinutes(2), 2);
    User account = new User("epr", "hash", Set.of("feed"), null, null);
    verified.keep(account, "secret");

    assertThat(verified.holds(account, "secret")).isTrue();
    assertThat(verified.holds(account, "Secret")).isFalse();
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertThat(verified.holds(account, "secret")).isFalse();
  }

  @Test
  void onlySoManyVerificationsAreKept() {
    Verified verified = new Verified(clock, Duration.ofMinutes(2), 2);
    User account = new User("epr", "hash", Set.of("feed"), null, null);
    verified.keep(account, "1");
    verified.keep(account, "2");
    verified.keep(account, "3");

    assertThat(verified.holds(account, "1")).isFalse();
    assertThat(verified.holds(account, "3")).isTrue();
  }

  @Test
  void passwordsAreStoredAsArgon2idWithTheStatedCost() {
    assertThat(passwords.hash("x")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.generate()).hasSize(24).isNotEqualTo(Passwords.generate());
  }

  private void add(String name, String password, Role role) {
    users.add(new User(name, passwords.hash(password), Set.of(role.word()), null, null));
  }

  private Authentication signIn(String name, String password) {
    return signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
