package org.attendancemonitor.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.attendancemonitor.record.User;

/**
 * Sign-ins verified a moment ago, because Argon2id on every event of a feed would cost more than
 * the event. Neither passwords nor their plain digests are kept: the entry is a keyed digest, the
 * key lives in this process only, and the stored hash is part of it, so that a changed password or
 * a removed user ends it at once.
 */
final class Verified {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Clock clock;
  private final Duration lifetime;
  private final SecretKeySpec key;
  private final Map<String, Instant> until;

  /**
   * @param lifetime how long a verification counts, from the verification and never prolonged
   * @param capacity how many are kept; the oldest goes first
   */
  Verified(Clock clock, Duration lifetime, int capacity) {
    this.clock = clock;
    this.lifetime = lifetime;
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
    this.until =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized boolean holds(User user, String password) {
    String digest = digest(user, password);
    Instant end = until.get(digest);
    return end != null && clock.instant().isBefore(end);
  }

  /** Whether this very password was right a while ago: who shows it is no guesser. */
  synchronized boolean knew(User user, String password) {
    return until.containsKey(digest(user, password));
  }

  synchronized void keep(User user, String password) {
    String digest = digest(user, password);
    until.remove(digest);
    until.put(digest, clock.instant().plus(lifetime));
  }

  private String digest(User user, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String part : new String[] {user.name(), user.passwordHash(), password}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length in front keeps "ab" + "c" apart from "a" + "bc".
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
