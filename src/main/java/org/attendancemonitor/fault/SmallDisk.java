package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, which can be filled up. Needs root. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 4096;

  private final Path folder;
  private final Runnable end;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.end = () -> Tool.unmountAtLast(folder);
    LastActs.add(end);
  }

  /** Mounts one. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Tool.needRoot();
    Files.createDirectories(folder);
    Tool.run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + megabytes + "m,mode=0700",
        "tmpfs",
        folder.toString());
    return new SmallDisk(folder);
  }

  /** Leaves no room; says how much there was, in bytes. */
  long fill() throws IOException {
    long room = 0;
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (Files.getFileStore(folder).getUsableSpace() > 0) {
        out.write(new byte[PIECE]);
        room += PIECE;
      }
    } catch (IOException full) {
      // Somebody else took the last of it.
      return room;
    }
    return room;
  }

  /** Makes room again. */
  void clear() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    LastActs.remove(end);
    try {
      Tool.run("umount", folder.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
