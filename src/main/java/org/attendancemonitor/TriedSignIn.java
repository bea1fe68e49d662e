package org.attendancemonitor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A sign-in that a sender is to use.
 *
 * @param user its name
 * @param password never shown, and sent over loopback and TLS only
 */
record TriedSignIn(String user, String password) {
  /** The value of the header Authorization. */
  String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return user;
  }
}
