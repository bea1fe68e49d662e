package org.attendancemonitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far each file was recorded, by what the file is (its name, size and time), so that a file
 * that was replaced is read from its beginning.
 */
final class LoadPositions {
  private final Path folder;
  private final String how;

  /**
   * @param folder where positions are kept
   * @param how feed and mode of the load: the same file may be loaded in another way
   */
  LoadPositions(Path folder, String how) throws IOException {
    this.folder = folder;
    this.how = how;
    DataFolder.create(folder);
  }

  /** The last line recorded; 0 where none was. */
  long of(Path file) throws IOException {
    Path mark = mark(file);
    return Files.exists(mark) ? Long.parseLong(Files.readString(mark).strip()) : 0;
  }

  /** Everything up to a line is durable. */
  void reached(Path file, long line) throws IOException {
    Path mark = mark(file);
    Path next = mark.resolveSibling(mark.getFileName() + ".next");
    Files.writeString(next, Long.toString(line));
    Files.move(next, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path mark(Path file) throws IOException {
    String identity =
        String.join(
            "|",
            how,
            file.toAbsolutePath().normalize().toString(),
            Long.toString(Files.size(file)),
            Files.getLastModifiedTime(file).toString());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 12));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
