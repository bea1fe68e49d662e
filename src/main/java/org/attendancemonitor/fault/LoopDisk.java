package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An ext4 file system in a file, whose power can be cut: the kernel then forgets what was not yet
 * written through, its own journal included. Needs root, {@code mkfs.ext4}, a free loop device, and
 * Python or Perl for the call that cuts it.
 */
final class LoopDisk implements AutoCloseable {
  /** EXT4_IOC_SHUTDOWN of Linux, with "no log flush". */
  private static final String PYTHON =
      "import fcntl,os,struct,sys; fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d,"
          + " struct.pack('I', 2))";

  private static final String PERL =
      "open(D, '<', $ARGV[0]) or die $!; my $how = pack('I', 2);"
          + " ioctl(D, 0x8004587d, $how) or die $!";

  private final Path image;
  private final Path folder;
  private final String language;
  private final Runnable end;

  private LoopDisk(Path image, Path folder, String language) {
    this.image = image;
    this.folder = folder;
    this.language = language;
    this.end = () -> Tool.unmountAtLast(folder);
    LastActs.add(end);
  }

  /** Makes and mounts one. */
  static LoopDisk make(Path image, Path folder, int megabytes)
      throws IOException, InterruptedException {
    Tool.needRoot();
    String language = Tool.found(List.of("python3", "perl"));
    Files.createDirectories(folder);
    Tool.run("truncate", "-s", megabytes + "M", image.toString());
    Tool.run("mkfs.ext4", "-q", "-F", image.toString());
    LoopDisk disk = new LoopDisk(image, folder, language);
    disk.mount();
    return disk;
  }

  private void mount() throws InterruptedException {
    Tool.run("mount", "-o", "loop", image.toString(), folder.toString());
  }

  /** Cuts the power: from now on nothing is written, and every access fails. */
  void cut() throws InterruptedException {
    if (language.equals("python3")) {
      Tool.run(language, "-c", PYTHON, folder.toString());
    } else {
      Tool.run(language, "-e", PERL, folder.toString());
    }
  }

  /** Gives it power again: what had reached the disk is there. Nobody may use it any more. */
  void restart() throws InterruptedException {
    unmount();
    mount();
  }

  @Override
  public void close() {
    LastActs.remove(end);
    unmount();
  }

  private void unmount() {
    try {
      Tool.run("umount", folder.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
