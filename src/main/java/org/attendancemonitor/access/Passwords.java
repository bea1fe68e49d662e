package org.attendancemonitor.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with the parameters OWASP's Password Storage Cheat Sheet names first for small machines:
 * 19 MiB, two passes, one lane.
 */
public final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  /** 144 bits: nothing a person would type, and nothing a guess would hit. */
  private static final int GENERATED_BYTES = 18;

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
  private final String nobody = encoder.encode(generate());

  /** A new password, to be shown once. */
  public static String generate() {
    byte[] bytes = new byte[GENERATED_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The form that is stored. */
  public String hash(String password) {
    return encoder.encode(password);
  }

  /**
   * Whether the password fits; takes as long for an unknown user as for a known one.
   *
   * @param hash null where the user is unknown: the answer is then false
   */
  boolean fits(String password, String hash) {
    boolean fits = encoder.matches(password, hash == null ? nobody : hash);
    return fits && hash != null;
  }
}
