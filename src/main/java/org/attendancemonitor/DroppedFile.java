package org.attendancemonitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.attendancemonitor.feed.FolderSettings;

/**
 * A file in a watched folder.
 *
 * @param path where it lies
 * @param folder how its folder is watched
 */
record DroppedFile(Path path, FolderSettings folder) {

  /** Whether its sender has said that it is complete. */
  boolean complete() {
    String name = path.getFileName().toString();
    return folder.takes(name)
        && Files.isRegularFile(path)
        && (folder.done() != FolderSettings.Done.MARKER || Files.exists(marker()));
  }

  private Path marker() {
    return path.resolveSibling(path.getFileName() + ".done");
  }

  /**
   * The name under which is remembered how far it was taken: by what the file is, so that another
   * of the same name is read from its beginning.
   */
  String mark() throws IOException {
    String identity =
        path.toAbsolutePath().normalize()
            + "|"
            + Files.size(path)
            + "|"
            + Files.getLastModifiedTime(path);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return "file:" + HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Puts its report there and then itself, or deletes it. */
  void leave(FileReport report) throws IOException {
    boolean kept =
        folder.after().orElse(FolderSettings.After.ARCHIVE) == FolderSettings.After.ARCHIVE;
    leave("archive", report, kept);
  }

  /** Puts it among those that were refused whole, with the reason. */
  void refuse(FileReport report) throws IOException {
    leave("refused", report, true);
  }

  private void leave(String where, FileReport report, boolean kept) throws IOException {
    Path place = path.resolveSibling(where);
    Files.createDirectories(place);
    Path target = free(place);
    report.write(target.resolveSibling(target.getFileName() + ".report.json"));
    if (kept) {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(path);
    }
    Files.deleteIfExists(marker());
  }

  /** The same name may come every night. */
  private Path free(Path place) {
    String name = path.getFileName().toString();
    Path target = place.resolve(name);
    for (int n = 2; taken(target); n++) {
      target = place.resolve(name + "." + n);
    }
    return target;
  }

  private static boolean taken(Path target) {
    return Files.exists(target)
        || Files.exists(target.resolveSibling(target.getFileName() + ".report.json"));
  }
}
