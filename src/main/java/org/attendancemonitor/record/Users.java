package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Local users. */
public final class Users {
  private final Store store;

  /** The users of a record. */
  public Users(Store store) {
    this.store = store;
  }

  /** Adds a user; false, and nothing changed, where the name is taken. */
  public boolean add(User user) {
    return store
            .writing()
            .update(
                "INSERT INTO app_user (name, password_hash, roles, team, registration)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                user.name(),
                user.passwordHash(),
                String.join(" ", new TreeSet<>(user.roles())),
                user.team(),
                user.registration())
        == 1;
  }

  /** All of them, by name. */
  public List<User> list() {
    return store.here().query("SELECT * FROM app_user ORDER BY name", (row, n) -> user(row));
  }

  /** Removes a user; false where there was none. */
  public boolean remove(String name) {
    return store.writing().update("DELETE FROM app_user WHERE name = ?", name) == 1;
  }

  /** The user with this name. */
  public Optional<User> find(String name) {
    return store
        .here()
        .query("SELECT * FROM app_user WHERE name = ?", (row, n) -> user(row), name)
        .stream()
        .findFirst();
  }

  private static User user(ResultSet row) throws SQLException {
    String roles = row.getString("roles");
    return new User(
        row.getString("name"),
        row.getString("password_hash"),
        roles.isEmpty() ? Set.of() : Set.of(roles.split(" ")),
        row.getString("team"),
        row.getString("registration"));
  }
}
