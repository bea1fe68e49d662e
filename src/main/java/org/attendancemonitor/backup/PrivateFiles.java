package org.attendancemonitor.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders that only their owner can read, and what they hold. */
public final class PrivateFiles {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /** Makes an empty file, and its folder where that is missing. */
  public static Path create(Path file) throws IOException {
    Files.createDirectories(file.getParent(), FOLDER);
    return Files.createFile(file, FILE);
  }

  /** Makes a folder and those above it where they are missing. */
  public static Path createFolder(Path folder) throws IOException {
    return Files.createDirectories(folder, FOLDER);
  }

  /** The regular files below a folder, sorted. */
  static List<Path> below(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies content into a new file; it lasts when this returns. */
  static Manifest.Part copy(String name, InputStream from, Path to) throws IOException {
    MessageDigest digest = sha256();
    long bytes;
    try (DigestOutputStream into =
        new DigestOutputStream(Files.newOutputStream(create(to)), digest)) {
      bytes = from.transferTo(into);
    }
    force(to);
    return new Manifest.Part(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** What a file is. */
  static Manifest.Part part(Path root, Path file) throws IOException {
    MessageDigest digest = sha256();
    long bytes;
    try (InputStream content = Files.newInputStream(file);
        DigestOutputStream nowhere =
            new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest)) {
      bytes = content.transferTo(nowhere);
    }
    String name = root.relativize(file).toString().replace('\\', '/');
    return new Manifest.Part(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** Has the disk keep a file, or the names of a folder. */
  public static void force(Path path) throws IOException {
    StandardOpenOption how =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** Deletes a folder with all it holds, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
