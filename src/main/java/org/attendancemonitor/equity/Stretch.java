package org.attendancemonitor.equity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * A value that stands for some days.
 *
 * @param family number of the family, in the order of the text
 * @param labels of the series, as text
 * @param from first epoch day
 * @param to last epoch day
 * @param value the same on all of them
 */
record Stretch(int family, String labels, long from, long to, double value)
    implements Comparable<Stretch> {
  private static final Comparator<Stretch> ORDER =
      Comparator.comparingInt(Stretch::family)
          .thenComparing(Stretch::labels)
          .thenComparingLong(Stretch::from);

  /** By series, and within one by time: the order OpenMetrics asks for. */
  @Override
  public int compareTo(Stretch other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(family);
    out.writeUTF(labels);
    out.writeLong(from);
    out.writeLong(to);
    out.writeDouble(value);
  }

  static Stretch read(DataInput in) throws IOException {
    return new Stretch(in.readInt(), in.readUTF(), in.readLong(), in.readLong(), in.readDouble());
  }
}
