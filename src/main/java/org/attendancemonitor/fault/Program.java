package org.attendancemonitor.fault;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This program, as it is started in a process of its own.
 *
 * @param launch the arguments of the Java machine that name what it runs
 */
public record Program(List<String> launch) {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  public Program {
    launch = List.copyOf(launch);
  }

  /**
   * The program of this process: its jar, with the archive of classes that lets it start quickly,
   * or where it runs from classes, its class path.
   *
   * @param main the class to start in the second case
   */
  public static Program running(Class<?> main) {
    String path = System.getProperty("java.class.path");
    boolean packaged = path.endsWith(".jar") && !path.contains(File.pathSeparator);
    return packaged
        ? quick(ManagementFactory.getRuntimeMXBean().getInputArguments(), Path.of(path))
        : new Program(List.of("-cp", path, main.getName()));
  }

  /** A jar, with the archive of its classes that this process was given, if it was. */
  static Program quick(List<String> given, Path jar) {
    List<String> launch =
        new ArrayList<>(
            given.stream()
                .filter(it -> it.startsWith("-XX:SharedArchiveFile=") || it.startsWith("-Xlog:cds"))
                .toList());
    launch.addAll(jar(jar).launch());
    return new Program(launch);
  }

  /** The program in a jar. */
  public static Program jar(Path jar) {
    return new Program(List.of("-jar", jar.toAbsolutePath().toString()));
  }

  /**
   * The words that start it.
   *
   * @param options of the Java machine
   * @param arguments of the program
   */
  public List<String> command(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(options);
    command.addAll(launch);
    command.addAll(List.of(arguments));
    return command;
  }
}
