package org.attendancemonitor.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Deciles by postcode: one sorted array of eight bytes a postcode, about 22 MB for all of the
 * United Kingdom. Each entry is the postcode as a number, and its decile in the last four bits.
 */
final class PostcodeIndex {
  /** Names of the column of the postcode in ONSPD and NSPL, the best first. */
  static final List<String> COLUMNS = List.of("pcds", "pcd", "pcd8", "pcd7", "pcd2");

  static final PostcodeIndex NONE = new PostcodeIndex(new long[0]);

  private static final int DECILE_BITS = 4;
  private static final int LONGEST = 7;
  private static final int SHORTEST = 5;
  private static final int LETTERS = 37;

  private final long[] entries;

  private PostcodeIndex(long[] entries) {
    this.entries = entries;
  }

  /** The decile of a postcode's number, or 0 where it is not known. */
  int decile(long postcode) {
    if (postcode < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(entries, postcode << DECILE_BITS);
    int next = at < 0 ? -at - 1 : at;
    return next < entries.length && entries[next] >> DECILE_BITS == postcode
        ? (int) (entries[next] & ((1 << DECILE_BITS) - 1))
        : 0;
  }

  /** A postcode as a number, spaces and case aside; -1 where it cannot be one. */
  static long number(String postcode) {
    long number = 0;
    int length = 0;
    for (int i = 0; i < postcode.length(); i++) {
      char c = Character.toUpperCase(postcode.charAt(i));
      if (c == ' ') {
        continue;
      }
      boolean digit = c >= '0' && c <= '9';
      if (!digit && (c < 'A' || c > 'Z')) {
        return -1;
      }
      number = number * LETTERS + (digit ? c - '0' + 1 : c - 'A' + 11);
      length++;
    }
    return length < SHORTEST || length > LONGEST ? -1 : number;
  }

  /** Gathers entries in blocks, so that growing never copies what is there. */
  static final class Builder {
    private static final int BLOCK = 1 << 16;
    private final List<long[]> blocks = new ArrayList<>();
    private int size;

    void add(long postcode, int decile) {
      if (size % BLOCK == 0) {
        blocks.add(new long[BLOCK]);
      }
      blocks.get(size / BLOCK)[size % BLOCK] = postcode << DECILE_BITS | decile;
      size++;
    }

    int size() {
      return size;
    }

    PostcodeIndex build() {
      long[] entries = new long[size];
      for (int i = 0; i < blocks.size(); i++) {
        System.arraycopy(blocks.get(i), 0, entries, i * BLOCK, Math.min(BLOCK, size - i * BLOCK));
      }
      Arrays.sort(entries);
      return new PostcodeIndex(entries);
    }
  }
}
