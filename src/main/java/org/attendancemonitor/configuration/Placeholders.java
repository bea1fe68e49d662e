package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values out of the environment: {@code ${NAME}} and {@code ${NAME:default}} within a value.
 *
 * @param environment the process's environment variables
 */
record Placeholders(Map<String, String> environment) {
  private static final Pattern FORM =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)(?::([^}]*))?}");

  /** Whether a value takes anything out of the environment. */
  static boolean in(String text) {
    return FORM.matcher(text).find();
  }

  /**
   * The text with every placeholder replaced.
   *
   * @throws IllegalArgumentException naming the variable that is not set and has no default
   */
  String resolve(String text) {
    Matcher placeholder = FORM.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(1);
      String value = environment.getOrDefault(name, placeholder.group(2));
      if (value == null) {
        throw new IllegalArgumentException(
            "the environment variable " + name + " to be set, or a default: ${" + name + ":...}");
      }
      placeholder.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(resolved).toString();
  }
}
