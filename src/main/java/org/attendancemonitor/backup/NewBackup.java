package org.attendancemonitor.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A backup while it is made: in a folder beside its place, which is renamed when everything is in
 * it and lasts. Closed before, it leaves nothing.
 */
public final class NewBackup implements AutoCloseable {
  private static final String ZIP = ".zip";

  private final Path target;
  private final Path aside;

  private NewBackup(Path target, Path aside) {
    this.target = target;
    this.aside = aside;
  }

  /**
   * Begins one.
   *
   * @param wanted a name that ends in {@code .zip} for one file; else a folder to be made; of a
   *     folder that is there already, a new one in it, named after the moment
   * @param bytes about how many it will hold
   * @throws BackupException where there is something of this name, or too little space
   */
  public static NewBackup at(Path wanted, Instant moment, long bytes) throws IOException {
    Path target = wanted.toAbsolutePath().normalize();
    if (Files.exists(target.resolve(Manifest.NAME))) {
      throw new BackupException(target + " is a backup already: name another");
    }
    if (Files.isDirectory(target)) {
      String time = moment.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
      target = target.resolve("attendance-backup-" + time);
    }
    if (Files.exists(target)) {
      throw new BackupException(target + " is there already: name another");
    }
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new BackupException("there is no folder " + parent + " to write it to");
    }
    boolean zip = isZip(target);
    long needed = zip ? 2 * bytes : bytes;
    long free = Files.getFileStore(parent).getUsableSpace();
    if (free < needed + needed / 10) {
      throw new BackupException(
          "it needs about "
              + megabytes(needed + needed / 10)
              + " in "
              + parent
              + ", and there are "
              + megabytes(free));
    }
    Path aside = parent.resolve("." + target.getFileName() + ".part");
    PrivateFiles.delete(aside);
    return new NewBackup(target, PrivateFiles.createFolder(aside));
  }

  private static boolean isZip(Path path) {
    return path.getFileName().toString().endsWith(ZIP);
  }

  private static String megabytes(long bytes) {
    return String.format("%,d MB", bytes / 1_000_000 + 1);
  }

  /** Where its files are to be written. */
  public Path folder() {
    return aside;
  }

  /** Copies those files of a folder that are there, and what lies below them. */
  public void copy(Path from, List<String> names) throws IOException {
    for (String name : names) {
      Path source = from.resolve(name);
      if (Files.exists(source)) {
        for (Path file : PrivateFiles.below(source)) {
          String inside = from.relativize(file).toString();
          try (InputStream content = Files.newInputStream(file)) {
            PrivateFiles.copy(inside, content, aside.resolve("data").resolve(inside));
          } catch (NoSuchFileException renamed) {
            // What is written aside gets its name when it is whole; the file before it is copied.
            continue;
          }
        }
      }
    }
  }

  /**
   * Ends it: the files are summed up, and it gets its name.
   *
   * @return where it is
   */
  public Path finish(Manifest manifest) throws IOException {
    List<Manifest.Part> parts = new ArrayList<>();
    for (Path file : PrivateFiles.below(aside)) {
      PrivateFiles.force(file);
      parts.add(PrivateFiles.part(aside, file));
    }
    manifest.with(parts).write(aside);
    PrivateFiles.force(aside.resolve(Manifest.NAME));
    if (isZip(target)) {
      zip();
    } else {
      forceFolders();
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    }
    PrivateFiles.force(target.getParent());
    return target;
  }

  private void forceFolders() throws IOException {
    try (Stream<Path> found = Files.walk(aside)) {
      for (Path folder : found.filter(Files::isDirectory).toList()) {
        PrivateFiles.force(folder);
      }
    }
  }

  private void zip() throws IOException {
    Path made = target.resolveSibling("." + target.getFileName() + ".zip.part");
    Files.deleteIfExists(made);
    try {
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(PrivateFiles.create(made)))) {
        // Most of it is a database: more effort would cost minutes of a core that serves.
        zip.setLevel(Deflater.BEST_SPEED);
        for (Path file : PrivateFiles.below(aside)) {
          zip.putNextEntry(new ZipEntry(aside.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
      PrivateFiles.force(made);
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  @Override
  public void close() throws IOException {
    PrivateFiles.delete(aside);
  }
}
