package org.attendancemonitor;

/** Probe. */
public final class AttendanceMonitor {
  private AttendanceMonitor() {}

  /** Starts. */
  public static void main(String[] args) {
    System.out.println("hi");
  }
}
