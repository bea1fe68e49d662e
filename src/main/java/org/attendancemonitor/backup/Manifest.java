package org.attendancemonitor.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself, in its {@code manifest.json}.
 *
 * @param format of backups; this program reads {@link #FORMAT}
 * @param program that made it, with its version
 * @param begun whatever was acknowledged before this moment is in the backup
 * @param record the moment the record was copied as of
 * @param store what the record was kept in: {@code sqlite}, or {@code postgresql}
 * @param database whether the record itself is in the backup; one in PostgreSQL may be elsewhere
 * @param broker whether the messages of the broker are in the backup; another broker's are not
 * @param schema newest migration by book ({@code record}, {@code audit})
 * @param fingerprint of the settings from which flags, tasks and figures were derived
 * @param rows how many by table of the record; empty where it was not looked into
 * @param messages how many by queue
 * @param files all others of the backup
 */
public record Manifest(
    int format,
    String program,
    Instant begun,
    Instant record,
    String store,
    boolean database,
    boolean broker,
    Map<String, String> schema,
    String fingerprint,
    Map<String, Long> rows,
    Map<String, Long> messages,
    List<Part> files) {
  /** The only one so far. */
  public static final int FORMAT = 1;

  /** The store of {@link #store}. */
  public static final String SQLITE = "sqlite";

  /** The store of {@link #store}. */
  public static final String POSTGRESQL = "postgresql";

  static final String NAME = "manifest.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * A file of the backup.
   *
   * @param name below the backup's root, parted by slashes
   * @param bytes its size
   * @param sha256 of its content, hexadecimal
   */
  public record Part(String name, long bytes, String sha256) {}

  public Manifest {
    schema = Map.copyOf(schema);
    rows = new TreeMap<>(rows);
    messages = new TreeMap<>(messages);
    files = List.copyOf(files);
  }

  /** The same with its files. */
  Manifest with(List<Part> all) {
    return new Manifest(
        format,
        program,
        begun,
        record,
        store,
        database,
        broker,
        schema,
        fingerprint,
        rows,
        messages,
        all);
  }

  void write(Path root) throws IOException {
    JSON.writeValue(PrivateFiles.create(root.resolve(NAME)).toFile(), this);
  }

  /**
   * Reads it.
   *
   * @throws BackupException where there is none of a kind this program knows
   */
  static Manifest read(Path root) throws IOException {
    Path file = root.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new BackupException("it is no backup of this program: it holds no " + NAME);
    }
    try {
      Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
      if (manifest.format() != FORMAT) {
        throw new BackupException(
            "it is of format "
                + manifest.format()
                + ", made by "
                + manifest.program()
                + "; this program reads format "
                + FORMAT);
      }
      return manifest;
    } catch (JsonProcessingException | NullPointerException unreadable) {
      throw new DamagedBackupException(
          "its " + NAME + " cannot be read: it was damaged or cut off");
    }
  }
}
