package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Programs of the operating system that make faults. */
final class Tool {
  private Tool() {}

  /**
   * Runs one to its end.
   *
   * @return what it wrote
   * @throws NotHereException where there is none, or it fails: what it needs is missing
   */
  static String run(String... words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new NotHereException(String.join(" ", words) + ": " + output.strip());
      }
      return output;
    } catch (IOException none) {
      throw new NotHereException("there is no command " + words[0]);
    }
  }

  /** The first of these programs that there is. */
  static String found(List<String> names) throws InterruptedException {
    for (String name : names) {
      try {
        run("sh", "-c", "command -v " + name);
        return name;
      } catch (NotHereException next) {
        // The next may be there.
      }
    }
    throw new NotHereException("none of the commands " + String.join(", ", names));
  }

  /** Unmounts what may still be in use, since this process ends. */
  static void unmountAtLast(Path folder) {
    try {
      run("umount", "-l", folder.toString());
    } catch (NotHereException gone) {
      // It was unmounted before.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only root may mount. */
  static void needRoot() throws InterruptedException {
    if (!run("id", "-u").strip().equals("0")) {
      throw new NotHereException("it needs root, to mount a file system of its own");
    }
  }
}
