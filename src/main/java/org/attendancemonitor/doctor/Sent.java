package org.attendancemonitor.doctor;

/**
 * One message as its sender would send it.
 *
 * @param file name of the file it stands in
 * @param place where in the file, such as {@code line 12}, or the empty string for all of it
 * @param text decoded
 * @param bytes its size as sent
 * @param spoilt the bytes were not in the character set they claim
 */
public record Sent(String file, String place, String text, long bytes, boolean spoilt) {}
