package org.attendancemonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Local sign-ins. Writes beside a running service, which looks at every sign-in. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Local sign-ins, of people and of systems.",
    subcommands = {UsersCommand.Add.class, UsersCommand.Shown.class, UsersCommand.Remove.class})
final class UsersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "expected one of add, list, remove");
  }

  private static int with(Folders folders, ToIntFunction<Users> work) throws IOException {
    ServerSettings settings = folders.configuration().settings(ServerSettings.class);
    DataFolder.create(settings.data());
    new FolderContents(settings.data(), settings).check();
    try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
      return work.applyAsInt(new Users(store));
    }
  }

  /** {@code users add}. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds a sign-in and prints its generated password, once.")
  static final class Add implements Callable<Integer> {
    /** Shorter ones are guessed; NCSC and NIST SP 800-63B ask for no other rule. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 128;

    @Mixin private final Folders folders = new Folders();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the sign-in name")
    private String name;

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description = "feed, clinician, coordinator, manager, operator or auditor")
    private List<String> roles;

    @Option(
        names = "--team",
        description = "team, as services.yaml names it; without it, the whole organisation")
    private String team;

    @Option(
        names = "--registration",
        paramLabel = "BODY:NUMBER",
        description = "professional registration, for example HCPC:PH12345")
    private String registration;

    @Option(names = "--password-stdin", description = "reads the password from standard input")
    private boolean passwordFromInput;

    @Override
    public Integer call() throws IOException {
      // A colon would end the name in a basic sign-in.
      check(
          name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}"),
          "NAME: expected letters, digits, . _ @ -");
      check(
          registration == null || registration.matches("[A-Z]{2,8}:[A-Za-z0-9]{1,20}"),
          "--registration: expected for example HCPC:PH12345");
      Set<String> teams = folders.configuration().settings(ServicesSettings.class).teams().keySet();
      check(
          team == null || teams.contains(team),
          "--team: expected a team of services.yaml: " + String.join(", ", new TreeSet<>(teams)));
      Set<String> words = new LinkedHashSet<>();
      for (String role : roles) {
        try {
          words.add(Role.of(role).word());
        } catch (IllegalArgumentException e) {
          throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
      }
      String password = passwordFromInput ? readPassword() : Passwords.generate();
      String hash = new Passwords().hash(password);
      return with(
          folders, users -> add(users, new User(name, hash, words, team, registration), password));
    }

    private int add(Users users, User user, String password) {
      if (!users.add(user)) {
        throw new CannotRunException(
            "there is a user " + name + " already; remove it first to change it");
      }
      PrintWriter out = spec.commandLine().getOut();
      if (passwordFromInput) {
        out.println("added " + name);
      } else {
        out.println("added " + name + "; its password, shown only now: " + password);
      }
      out.flush();
      return 0;
    }

    private String readPassword() throws IOException {
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = input.readLine();
      check(
          line != null && line.length() >= SHORTEST && line.length() <= LONGEST,
          "the password: expected one line of " + SHORTEST + " to " + LONGEST + " characters");
      return line;
    }

    private void check(boolean good, String fault) {
      if (!good) {
        throw new ParameterException(spec.commandLine(), fault);
      }
    }
  }

  /** {@code users list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the sign-ins, one line each.")
  static final class Shown implements Callable<Integer> {
    @Mixin private final Folders folders = new Folders();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      return with(
          folders,
          users -> {
            users.list().forEach(user -> out.println(line(user)));
            out.flush();
            return 0;
          });
    }

    private static String line(User user) {
      List<String> parts = new ArrayList<>();
      parts.add(user.name());
      parts.add(String.join(",", user.roles().stream().sorted().toList()));
      if (user.team() != null) {
        parts.add("team " + user.team());
      }
      if (user.registration() != null) {
        parts.add(user.registration());
      }
      return String.join("  ", parts);
    }
  }

  /** {@code users remove}. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a sign-in; it ends at once.")
  static final class Remove implements Callable<Integer> {
    @Mixin private final Folders folders = new Folders();

    @Parameters(paramLabel = "NAME", description = "the sign-in name")
    private String name;

    @Override
    public Integer call() throws IOException {
      return with(
          folders,
          users -> {
            if (!users.remove(name)) {
              throw new CannotRunException("there is no user " + name);
            }
            return 0;
          });
    }
  }
}
