package org.attendancemonitor.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A backup that was made: a folder, or one zip file. */
public final class MadeBackup implements AutoCloseable {
  private final Path root;
  private final FileSystem opened;
  private final Manifest manifest;

  private MadeBackup(Path root, FileSystem opened) throws IOException {
    this.root = root;
    this.opened = opened;
    this.manifest = Manifest.read(root);
  }

  /**
   * Opens one.
   *
   * @throws BackupException where it is none, or none this program can read
   */
  public static MadeBackup open(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return new MadeBackup(place, null);
    }
    if (!Files.isRegularFile(place)) {
      throw new BackupException("there is no backup " + place);
    }
    FileSystem zip;
    try {
      zip = FileSystems.newFileSystem(place);
    } catch (ProviderNotFoundException | IOException noZip) {
      throw new DamagedBackupException(place + " cannot be read: it was damaged or cut off");
    }
    try {
      return new MadeBackup(zip.getPath("/"), zip);
    } catch (IOException | RuntimeException failed) {
      zip.close();
      throw failed;
    }
  }

  /** What it says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** How many bytes it holds. */
  public long bytes() {
    return manifest.files().stream().mapToLong(Manifest.Part::bytes).sum();
  }

  /**
   * Copies all of it, and compares each file with what it was.
   *
   * @param into a new folder
   * @throws DamagedBackupException where a file is missing, is another, or is not named by the
   *     manifest
   */
  public void unpack(Path into) throws IOException {
    PrivateFiles.createFolder(into);
    for (Manifest.Part part : manifest.files()) {
      Path to = into.resolve(part.name()).normalize();
      Path from = root.resolve(part.name());
      if (!to.startsWith(into)) {
        throw new DamagedBackupException("its manifest names a file outside of it");
      }
      if (!Files.isRegularFile(from)) {
        throw new DamagedBackupException("the file " + part.name() + " of it is missing");
      }
      try (InputStream content = Files.newInputStream(from)) {
        if (!PrivateFiles.copy(part.name(), content, to).equals(part)) {
          throw new DamagedBackupException(
              "the file " + part.name() + " of it is not what it was: its SHA-256 differs");
        }
      } catch (java.util.zip.ZipException damaged) {
        throw new DamagedBackupException("the file " + part.name() + " of it was damaged");
      }
    }
    Set<String> unnamed = names();
    manifest.files().forEach(part -> unnamed.remove(part.name()));
    if (!unnamed.isEmpty()) {
      throw new DamagedBackupException(
          "its manifest does not name its file " + unnamed.iterator().next());
    }
  }

  private Set<String> names() throws IOException {
    return PrivateFiles.below(root).stream()
        .map(file -> root.relativize(file).toString())
        .filter(name -> !name.equals(Manifest.NAME))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() throws IOException {
    if (opened != null) {
      opened.close();
    }
  }
}
