package org.attendancemonitor.fault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a sender signs in.
 *
 * @param user with the role {@code feed}
 * @param password never shown
 */
public record SignIn(String user, String password) {

  /** As HTTP basic says it. */
  String header() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return user;
  }
}
