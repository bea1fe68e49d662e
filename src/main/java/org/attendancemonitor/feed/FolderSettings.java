package org.attendancemonitor.feed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A folder whose files are taken as they are dropped.
 *
 * @param path the folder; what was taken goes to {@code archive} in it, what was refused whole to
 *     {@code refused}
 * @param done how a sender says that a file is complete
 * @param pattern regular expression of the whole name of files that are taken; may be absent, then
 *     {@code .ndjson}, {@code .json}, {@code .hl7} and {@code .csv}, each also {@code .gz}
 * @param after what becomes of a file that was taken; may be absent, then it is archived
 * @param pollEvery how often the folder is looked at; may be absent, then every 10 seconds
 */
public record FolderSettings(
    Path path,
    Done done,
    Optional<String> pattern,
    Optional<After> after,
    Optional<Duration> pollEvery) {
  private static final Pattern USUAL = Pattern.compile(".+\\.(ndjson|json|hl7|csv)(\\.gz)?");
  private static final Pattern UNFINISHED = Pattern.compile(".*\\.(part|tmp|done)|\\..*");

  /** How a sender says that a file is complete. */
  public enum Done {
    /** By an empty file NAME.done beside it, written last. */
    MARKER,
    /** By renaming it: until then its name ends in .part or .tmp. */
    RENAME
  }

  /** What becomes of a file that was taken. */
  public enum After {
    ARCHIVE,
    DELETE
  }

  public FolderSettings {
    pattern.ifPresent(
        text -> {
          try {
            Pattern.compile(text);
          } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                "pattern: expected a regular expression such as .*\\.csv, found " + text, wrong);
          }
        });
    pollEvery.ifPresent(
        every -> {
          if (every.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                "pollEvery: expected 100ms or longer, found " + every);
          }
        });
  }

  /** Whether a file of this name is one that is taken. */
  public boolean takes(String name) {
    Pattern wanted = pattern.map(Pattern::compile).orElse(USUAL);
    return !UNFINISHED.matcher(name).matches() && wanted.matcher(name).matches();
  }
}
