package org.attendancemonitor.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.security.authentication.AuthenticationProvider;
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

  private final Function<String, Optional<Account>> accounts;
  private final Passwords passwords;
  private final Verified verified;
  private final Guesses guesses;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * @param accounts finds a user by name as it is stored now; asked on every request, so that a
   *     removed user or a changed role counts at once
   */
  public SignIn(Function<String, Optional<Account>> accounts, Passwords passwords, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.verified = new Verified(clock, VERIFIED_FOR, VERIFIED_AT_MOST);
    this.guesses = new Guesses(clock);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    Optional<Account> account = accounts.apply(name);
    if (account.isEmpty() || !verified.holds(account.get(), password)) {
      check(name, password, account, address(attempt));
    }
    Account user = account.orElseThrow();
    return UsernamePasswordAuthenticationToken.authenticated(
        user.name(), null, List.of(new SimpleGrantedAuthority(user.role().authority())));
  }

  private void check(String name, String password, Optional<Account> account, String address) {
    Duration delay = guesses.delay(name, address);
    if (!delay.isZero()) {
      throw new TooManyGuessesException(delay);
    }
    if (!fits(password, account)) {
      guesses.failed(name, address);
      throw new BadCredentialsException("unknown user or wrong password");
    }
    guesses.succeeded(name, address);
    verified.keep(account.orElseThrow(), password);
  }

  private boolean fits(String password, Optional<Account> account) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyGuessesException(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooManyGuessesException(PATIENCE);
    }
    try {
      return passwords.fits(password, account.map(Account::passwordHash).orElse(null));
    } finally {
      places.release();
    }
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
