package org.attendancemonitor.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What ties a row of an audit trail to all before it. */
final class AuditDigest {
  /** Before the first row of a chain. */
  static final String START = "start";

  private AuditDigest() {}

  /** SHA-256, in hexadecimal, over the digest before, the number of the row and its body. */
  static String of(String before, long seq, String body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(
              sha.digest((before + "\n" + seq + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
