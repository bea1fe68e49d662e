package org.attendancemonitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.PlainErrors.CannotRunException;

/**
 * The one folder with everything a process keeps. One process owns it by a held lock, not by the
 * existence of a file: a crash leaves nothing to clean up.
 */
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the folder, and makes it (mode 0700) where it is missing.
   *
   * @return empty when another process owns it; {@link #owner} tells which
   * @throws IOException when the folder cannot be made or written
   */
  static Optional<DataFolder> own(Path folder) throws IOException {
    create(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("owner"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ownedByThisProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
        0);
    channel.force(true);
    return Optional.of(new DataFolder(folder, channel, lock));
  }

  /** Makes a folder only its owner can look into. */
  static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      close(folder);
    } else {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Whether a process owns a folder just now. */
  static boolean isOwned(Path folder) throws IOException {
    var free = own(folder);
    if (free.isPresent()) {
      free.get().close();
    }
    return free.isEmpty();
  }

  /**
   * Shuts others out of a folder that was there already. One that holds other things is not ours to
   * shut.
   */
  private static void close(Path folder) throws IOException {
    Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rwx------");
    if (ours.containsAll(Files.getPosixFilePermissions(folder))) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      List<String> names = content.map(it -> it.getFileName().toString()).toList();
      if (!names.isEmpty() && !names.contains("owner") && !names.contains("store")) {
        throw new CannotRunException(
            "the data folder "
                + folder
                + " is open to other users and holds other things: name a folder of its own, or"
                + " chmod 700 it");
      }
    }
    Files.setPosixFilePermissions(folder, ours);
  }

  /** One line that names the process that owns a folder. */
  static String owner(Path folder) {
    try {
      return Files.readString(folder.resolve("owner")).strip();
    } catch (IOException unreadable) {
      return "another process";
    }
  }

  Path path() {
    return folder;
  }

  /**
   * The name under which this folder's process writes audit trails, made at the first start.
   *
   * @throws IOException when it cannot be written
   */
  String auditChain() throws IOException {
    return auditChain(folder);
  }

  /** The same for a command beside the owner of a folder, which goes on with the owner's chain. */
  static String auditChain(Path folder) throws IOException {
    Path file = folder.resolve("audit-chain");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[6];
      new SecureRandom().nextBytes(bytes);
      Path made =
          Files.writeString(folder.resolve("audit-chain.new"), HexFormat.of().formatHex(bytes));
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
