package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What can happen to a file of a data folder while nobody looks. */
public enum Damage {
  /** Another's bytes where the store says what it is. */
  STORE_HEAD("the first bytes of the store overwritten", "store", Kind.HEAD),
  /** Another's bytes in the middle. */
  STORE_PAGES("pages of the store overwritten", "store", Kind.MIDDLE),
  /** As after a copy that was broken off. */
  STORE_CUT("the store cut off", "store", Kind.CUT),
  /** As after a full disk. */
  STORE_EMPTY("the store empty", "store", Kind.EMPTY),
  /** As after a wrong path or a clean-up. */
  STORE_GONE("the store gone", "store", Kind.GONE),
  /** Another's bytes where the queue's journal says what it is. */
  JOURNAL_HEAD("the first bytes of the broker's journal overwritten", "broker/journal", Kind.HEAD),
  /** As after a copy that was broken off. */
  JOURNAL_CUT("the broker's journal cut off", "broker/journal", Kind.CUT),
  /** As after a clean-up. */
  JOURNAL_GONE("the broker's journal gone", "broker/journal", Kind.GONE);

  private enum Kind {
    HEAD,
    MIDDLE,
    CUT,
    EMPTY,
    GONE
  }

  private static final int SMALL = 5_000;
  private static final int BYTES = 64 * 1024;

  private final String what;
  private final String file;
  private final Kind kind;

  Damage(String what, String file, Kind kind) {
    this.what = what;
    this.file = file;
    this.kind = kind;
  }

  /** In words. */
  String what() {
    return what;
  }

  /** What a refusal has to name. */
  String file() {
    return file;
  }

  /** Does it to every file of that part. */
  void to(Path data) throws IOException {
    List<Path> files;
    try (var found = Files.list(data.resolve(file))) {
      files = found.filter(it -> it.toString().matches(".*\\.(db|amq)")).toList();
    }
    for (Path it : files) {
      if (kind == Kind.GONE) {
        Files.delete(it);
      } else {
        try (RandomAccessFile open = new RandomAccessFile(it.toFile(), "rw")) {
          change(open);
        }
      }
    }
  }

  private void change(RandomAccessFile open) throws IOException {
    switch (kind) {
      case HEAD -> write(open, 0);
      case MIDDLE -> write(open, open.length() / 4);
      case CUT -> open.setLength(Math.min(open.length() / 2, BYTES));
      default -> open.setLength(0);
    }
  }

  private static void write(RandomAccessFile open, long at) throws IOException {
    byte[] noise = new byte[SMALL];
    new Random(1).nextBytes(noise);
    open.seek(at);
    open.write(noise);
  }
}
