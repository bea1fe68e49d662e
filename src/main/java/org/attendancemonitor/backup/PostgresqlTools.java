package org.attendancemonitor.backup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own programs, where the machine has them: they copy a database as of one moment, and
 * put it back.
 *
 * @param host of the server
 * @param port of the server
 * @param database its name
 * @param user who signs in
 * @param password of that user
 */
public record PostgresqlTools(
    String host, int port, String database, Optional<String> user, Optional<String> password) {

  /** Never shows the password. */
  @Override
  public String toString() {
    return "PostgresqlTools[" + host + ":" + port + "/" + database + "]";
  }

  /** Whether a program of PostgreSQL is on the path of this process. */
  public static boolean isThere(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Copies the database into a file of {@code pg_dump}'s own format.
   *
   * @throws BackupException with what the program said
   */
  public void dump(Path into) throws IOException, InterruptedException {
    PrivateFiles.create(into);
    run(
        "pg_dump",
        List.of(
            "--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--file=" + into));
  }

  /**
   * Puts it back into an empty database, all or nothing.
   *
   * @throws BackupException with what the program said
   */
  public void restore(Path from) throws IOException, InterruptedException {
    run(
        "pg_restore",
        List.of(
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            "--dbname=" + database,
            from.toString()));
  }

  private void run(String program, List<String> options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(program, "--host=" + host, "--port=" + port, "--no-password"));
    user.ifPresent(name -> command.add("--username=" + name));
    command.addAll(options);
    if (program.equals("pg_dump")) {
      command.add(database);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    password.ifPresent(secret -> builder.environment().put("PGPASSWORD", secret));
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      throw new BackupException(program + " of PostgreSQL is not on the path");
    }
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new BackupException(
          program + " failed: " + said.lines().findFirst().orElse("it said nothing"));
    }
  }
}
