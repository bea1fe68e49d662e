package org.attendancemonitor.feed;

/**
 * One message of a file.
 *
 * @param line the line it begins in, from 1
 * @param text as {@link FeedReader} reads it
 */
public record FileMessage(long line, String text) {
  /** Nothing of the message, which could name a person. */
  @Override
  public String toString() {
    return "FileMessage[" + line + "]";
  }
}
