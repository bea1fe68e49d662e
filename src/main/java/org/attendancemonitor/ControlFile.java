package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How a command of the same user reaches the service that owns a data folder: an address and a
 * token in a file that only this user can read, made anew at each start.
 *
 * @param address of the service on this machine
 * @param token shown with each request
 */
record ControlFile(String address, String token) {
  private static final String NAME = "control";

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ControlFile[" + address + "]";
  }

  static String newToken() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  void write(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, List.of(address, token));
  }

  static Optional<ControlFile> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(new ControlFile(lines.get(0), lines.get(1)));
  }
}
