package org.attendancemonitor.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read. */
final class CountedStream extends FilterInputStream {
  private final LongConsumer read;

  CountedStream(InputStream in, LongConsumer read) {
    super(in);
    this.read = read;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      read.accept(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int n = in.read(buffer, from, length);
    if (n > 0) {
      read.accept(n);
    }
    return n;
  }
}
