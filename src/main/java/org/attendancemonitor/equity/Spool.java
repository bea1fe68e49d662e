package org.attendancemonitor.equity;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Sorts more than memory holds: sorted parts go to a file and come back as one sorted whole. */
final class Spool implements AutoCloseable {
  private final FileChannel file;
  private final List<Long> starts = new ArrayList<>();

  /** What takes stretches and may fail to write. */
  interface Sink {
    void take(Stretch stretch) throws IOException;
  }

  /**
   * @param file made here, or emptied where an earlier process left it; removed at the end
   */
  Spool(Path file) throws IOException {
    this.file =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Adds one part, in any order. */
  void add(List<Stretch> part) throws IOException {
    starts.add(file.size());
    file.position(file.size());
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
    for (Stretch stretch : part.stream().sorted().toList()) {
      stretch.write(out);
    }
    out.flush();
  }

  /** Gives everything that was added, in order. */
  void drain(Sink sink) throws IOException {
    PriorityQueue<Part> parts = new PriorityQueue<>();
    for (int i = 0; i < starts.size(); i++) {
      Part part = new Part(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : file.size());
      if (part.next()) {
        parts.add(part);
      }
    }
    while (!parts.isEmpty()) {
      Part first = parts.poll();
      sink.take(first.current);
      if (first.next()) {
        parts.add(first);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A sorted part, and how far it has been read. */
  private final class Part implements Comparable<Part> {
    private final Slice slice;
    private final DataInputStream in;
    private Stretch current;

    Part(long from, long end) {
      slice = new Slice(from, end);
      in = new DataInputStream(new BufferedInputStream(slice));
    }

    boolean next() throws IOException {
      if (in.available() == 0) {
        return false;
      }
      current = Stretch.read(in);
      return true;
    }

    @Override
    public int compareTo(Part other) {
      return current.compareTo(other.current);
    }
  }

  /** Bytes of the file, with a position of their own. */
  private final class Slice extends InputStream {
    private final long end;
    private long at;

    Slice(long from, long end) {
      this.at = from;
      this.end = end;
    }

    @Override
    public int available() {
      return (int) Math.min(end - at, Integer.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int wanted = Math.min(length, available());
      if (wanted == 0) {
        return -1;
      }
      int read = file.read(ByteBuffer.wrap(bytes, offset, wanted), at);
      at += Math.max(read, 0);
      return read;
    }
  }
}
