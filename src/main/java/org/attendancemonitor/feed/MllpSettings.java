package org.attendancemonitor.feed;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a feed's HL7 v2 messages arrive over MLLP.
 *
 * @param address that is listened on; only loopback without {@code tls}
 * @param port that is listened on; 0 for any that is free
 * @param charset of a message that states none in MSH-18; may be absent, then UTF-8
 * @param tls how both sides show who they are; may be absent on loopback
 */
public record MllpSettings(String address, int port, Optional<String> charset, Optional<Tls> tls) {

  /**
   * Both sides show a certificate: MLLP has no other sign-in.
   *
   * @param keyStore PKCS12 file with this side's key and certificate
   * @param trustStore PKCS12 file with what the senders' certificates are signed by
   * @param passwordFile a file that holds nothing but the password of both
   */
  public record Tls(Path keyStore, Path trustStore, Path passwordFile) {}

  public MllpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    boolean loopback =
        address.equals("localhost") || address.equals("::1") || address.startsWith("127.");
    if (!loopback && tls.isEmpty()) {
      throw new IllegalArgumentException(
          "address: expected 127.0.0.1, because another address needs tls, found " + address);
    }
    charset.ifPresent(
        name -> {
          if (!java.nio.charset.Charset.isSupported(name)) {
            throw new IllegalArgumentException(
                "charset: expected a character set such as UTF-8 or windows-1252, found " + name);
          }
        });
  }
}
