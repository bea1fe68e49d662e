package org.attendancemonitor.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a name and a password against the local users. */
public final class SignIn implements AuthenticationProvider {
  private static final Duration VERIFIED_FOR = Duration.ofMinutes(2);
  private static final int VERIFIED_AT_MOST = 1_000;

  /** Each check takes 19 MiB: a flood of sign-ins must not take the heap. */
  private static final int AT_ONCE = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Users users;
  private final Passwords passwords;
  private final Verified verified;
  private final Guesses guesses;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * @param users asked on every request, so that a removed user or a changed role counts at once
   */
  public SignIn(Users users, Passwords passwords, Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.verified = new Verified(clock, VERIFIED_FOR, VERIFIED_AT_MOST);
    this.guesses = new Guesses(clock);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    Optional<User> user = find(name);
    if (user.isEmpty() || !verified.holds(user.get(), password)) {
      check(name, password, user, address(attempt));
    }
    List<Role> roles = roles(user.orElseThrow());
    return UsernamePasswordAuthenticationToken.authenticated(
        new SignedIn(
            name,
            roles.stream().map(Role::word).collect(Collectors.toSet()),
            user.get().registration(),
            user.get().team()),
        null,
        roles.stream().map(role -> new SimpleGrantedAuthority(role.authority())).toList());
  }

  private Optional<User> find(String name) {
    try {
      return users.find(name);
    } catch (DataAccessException away) {
      throw new AuthenticationServiceException("the record does not answer");
    }
  }

  private void check(String name, String password, Optional<User> user, String address) {
    // Behind a proxy all addresses are one: a stranger's guesses must not shut out who is known.
    boolean known = user.isPresent() && verified.knew(user.get(), password);
    Duration delay = known ? Duration.ZERO : guesses.delay(name, address);
    if (!delay.isZero()) {
      throw new TooManyGuessesException(delay);
    }
    if (!fits(password, user)) {
      guesses.failed(name, address);
      throw new BadCredentialsException("unknown user or wrong password");
    }
    if (!known) {
      guesses.succeeded(name, address);
    }
    verified.keep(user.orElseThrow(), password);
  }

  private boolean fits(String password, Optional<User> user) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyGuessesException(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooManyGuessesException(PATIENCE);
    }
    try {
      return passwords.fits(password, user.map(User::passwordHash).orElse(null));
    } finally {
      places.release();
    }
  }

  /** Roles of another version of the program open nothing. */
  private static List<Role> roles(User user) {
    return Stream.of(Role.values()).filter(role -> user.roles().contains(role.word())).toList();
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? String.valueOf(details.getRemoteAddress())
        : "";
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
