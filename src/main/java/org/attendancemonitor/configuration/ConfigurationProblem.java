package org.attendancemonitor.configuration;

import java.nio.file.Path;

/**
 * One thing that is wrong in a configuration file, in words for the person who edits that file.
 *
 * @param file the file
 * @param line the line, counted from 1, or 0 where the fault has no place in the file
 * @param key the key, dotted from the top of the file: {@code services.podiatry.codes[2]}; empty
 *     where the whole file is meant
 * @param found what stands there, as written (a value out of the environment is never shown)
 * @param expected what should stand there
 */
public record ConfigurationProblem(Path file, int line, String key, String found, String expected) {

  /** One line: {@code config/policy.yaml line 12, repeat.misses: found 'two', expected ...}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? " line " + line : "")
        + (key.isEmpty() ? "" : ", " + key)
        + ": found "
        + found
        + ", expected "
        + expected;
  }
}
