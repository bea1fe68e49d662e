package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start costs with the launcher's own options: once as the jar is, once prepared. Compared
 * is the time of the processors, which a crowded machine stretches less than the clock; on two idle
 * processors the prepared start takes about half of it by the clock.
 */
class QuickStartIT {
  private static final Path JAR = Path.of("target", "attendance-monitor.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(600);

  /** Measured: 0.5 to 0.6; 0.76 on a machine of a third of that pace. */
  private static final double MOST_OF_A_PLAIN_START = 0.9;

  /**
   * Of what the compiler of Java needs for a certain piece of work, in a process that begins as
   * cold: processor seconds of a crowded machine are worth less, so they are not compared with a
   * number. Measured: 2.5.
   */
  private static final double MOST_OF_THE_YARDSTICK = 4;

  private static final int METHODS = 1_500;

  private static final int TRIES = 3;

  private static final Pattern ARCHIVE = Pattern.compile("/quick-[^/]+/classes\\.jsa");

  private static final long MOST_MEMORY_BYTES = 400_000_000;
  private static final Duration TO_SETTLE = Duration.ofSeconds(120);

  @TempDir private Path folder;
  private Path home;

  private record Start(double seconds, double processorSeconds, long memoryBytes) {
    @Override
    public String toString() {
      return String.format(
          "%.1f s, %.1f s of a processor, %d MB",
          seconds, processorSeconds, memoryBytes / 1_000_000);
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aPreparedStartIsCheapAndSmall() throws Exception {
    install();
    Process prepare = launcher("prepare").start();
    assertThat(prepare.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(prepare.exitValue()).as(output("prepare")).isZero();
    assertThat(output("prepare")).contains("Prepared");
    List<Path> quick = new ArrayList<>();
    try (var found = Files.newDirectoryStream(home.resolve("target"), "quick-*")) {
      found.forEach(quick::add);
    }
    assertThat(quick).hasSize(1);
    assertThat(quick.get(0).resolve("ready")).exists();
    assertThat(home.resolve("data")).as("nothing but a throw-away folder is used").doesNotExist();

    double yardstick = yardstick();
    Start prepared = start("serve", "prepared");
    Start plain = plain(quick.get(0), "plain");
    for (int again = 1; again < TRIES && !isCheap(prepared, plain, yardstick); again++) {
      Files.createFile(quick.get(0).resolve("ready"));
      yardstick = yardstick();
      prepared = start("serve", "prepared-" + again);
      plain = plain(quick.get(0), "plain-" + again);
    }

    assertThat(prepared.processorSeconds())
        .isLessThan(MOST_OF_THE_YARDSTICK * yardstick)
        .isLessThan(MOST_OF_A_PLAIN_START * plain.processorSeconds());
    assertThat(prepared.memoryBytes()).isLessThan(MOST_MEMORY_BYTES);
  }

  /** As where nothing can be prepared. */
  private Start plain(Path quick, String name) throws Exception {
    Files.delete(quick.resolve("ready"));
    Path failed = Path.of(quick.toString().replaceFirst("-[0-9]+$", "") + "-failed");
    Files.createDirectory(failed);
    Start plain = start("serve", name);
    Files.delete(failed);
    return plain;
  }

  /** What another program does to the machine meanwhile counts for one of the three only. */
  private static boolean isCheap(Start prepared, Start plain, double yardstick) {
    System.out.printf(
        "QuickStartIT: prepared %s; as the jar is %s; yardstick %.1f s of a processor%n",
        prepared, plain, yardstick);
    return prepared.processorSeconds()
        < Math.min(
            MOST_OF_THE_YARDSTICK * yardstick, MOST_OF_A_PLAIN_START * plain.processorSeconds());
  }

  /** Processor seconds in which a compiler that begins cold compiles so many methods. */
  private double yardstick() throws Exception {
    Path source = folder.resolve("Yardstick.java");
    StringBuilder text = new StringBuilder("class Yardstick {\n");
    for (int number = 0; number < METHODS; number++) {
      text.append(
          "  java.util.List<String> m%d(int n) { return java.util.stream.Stream.of(n, %d)"
                  .formatted(number, number)
              + ".map(it -> \"a\" + it).filter(it -> !it.isEmpty()).toList(); }\n");
    }
    Files.writeString(source, text.append("}\n"));
    Path times = folder.resolve("yardstick.txt");
    Process compiling =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" -d \"$1\" \"$2\" && times",
                javac(),
                folder.toString(),
                source.toString())
            .redirectErrorStream(true)
            .redirectOutput(times.toFile())
            .start();
    assertThat(compiling.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(compiling.exitValue()).as(Files.readString(times)).isZero();
    // The second line is of the children: user and system, 0m3.210000s 0m0.120000s.
    double seconds = 0;
    for (String time : Files.readAllLines(times).get(1).split(" ")) {
      String[] parts = time.split("[ms]");
      seconds += 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
    }
    return seconds;
  }

  private static String javac() {
    return Path.of(System.getProperty("java.home"), "bin", "javac").toString();
  }

  /** In a folder whose name has a blank. */
  private void install() throws IOException {
    home = Files.createDirectories(folder.resolve("the home").resolve("target")).getParent();
    Files.createSymbolicLink(home.resolve("target/attendance-monitor.jar"), JAR);
    Files.copy(Path.of("attendance-monitor"), home.resolve("attendance-monitor"));
    for (String shipped : List.of("config", "routes")) {
      try (var files = Files.walk(Path.of(shipped))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = home.resolve(file.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private Start start(String command, String name) throws Exception {
    long begun = System.nanoTime();
    Process process = launcher(command, name).start();
    try {
      while (!output(name).contains("is ready")) {
        assertThat(process.isAlive()).as(output(name)).isTrue();
        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      Duration processor = process.info().totalCpuDuration().orElseThrow();
      double seconds = (System.nanoTime() - begun) / 1e9;
      // Java maps an archive of its own classes, too.
      assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/maps")))
          .as("uses the archive of classes")
          .matches(it -> ARCHIVE.matcher(it).find() == name.startsWith("prepared"));
      return new Start(seconds, processor.toMillis() / 1e3, idleMemory(process.pid()));
    } finally {
      process.destroy();
      process.waitFor(60, TimeUnit.SECONDS);
    }
  }

  /** Once what the start alone needed has been given back, which is tried twice a minute. */
  private static long idleMemory(long process) throws Exception {
    long least = memory(process);
    for (long until = System.nanoTime() + TO_SETTLE.toNanos();
        least >= MOST_MEMORY_BYTES && System.nanoTime() < until; ) {
      java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
      least = Math.min(least, memory(process));
    }
    return least;
  }

  /**
   * What is the process's own. Files that are mapped, such as the archive of classes, are the
   * kernel's to take back.
   */
  private static long memory(long process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D+", "")))
        .sum();
  }

  private ProcessBuilder launcher(String command) throws IOException {
    return launcher(command, command);
  }

  private ProcessBuilder launcher(String command, String name) throws IOException {
    ProcessBuilder launcher =
        new ProcessBuilder("sh", home.resolve("attendance-monitor").toString(), command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".txt").toFile());
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    launcher
        .environment()
        .put(
            "JAVA_OPTS",
            "-Dserver.port=%d -Dmanagement.server.port=%d -Dattendance.broker.port=%d"
                .formatted(freePort(), freePort(), freePort()));
    return launcher;
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".txt"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
