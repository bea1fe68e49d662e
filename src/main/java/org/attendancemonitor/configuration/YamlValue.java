package org.attendancemonitor.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of a configuration file as written, with the line it (or its key) stands on. */
sealed interface YamlValue {

  /** Counted from 1; 0 for a value that came from the command line. */
  int line();

  /** How the value is shown to a person. */
  String shown();

  /** The value and all below it, without lines: equal for files that say the same. */
  String content();

  /** Keys with values, in the order of the file. */
  record Section(int line, Map<String, YamlValue> entries) implements YamlValue {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    @Override
    public String shown() {
      return "a section with keys";
    }

    @Override
    public String content() {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue().content())
          .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The value under a dotted key, written nested or with dots; null where there is none. */
    YamlValue find(String key) {
      for (Map.Entry<String, YamlValue> entry : entries.entrySet()) {
        if (entry.getKey().equals(key)) {
          return entry.getValue();
        }
        if (key.startsWith(entry.getKey() + ".") && entry.getValue() instanceof Section section) {
          YamlValue found = section.find(key.substring(entry.getKey().length() + 1));
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    }

    /** Puts a value from outside the file under a dotted key. */
    void override(String key, String value) {
      String first = key.split("\\.", 2)[0];
      if (first.equals(key)) {
        entries.put(key, new Text(0, value, false));
        return;
      }
      if (!(entries.get(first) instanceof Section)) {
        entries.put(first, new Section(0, new LinkedHashMap<>()));
      }
      ((Section) entries.get(first)).override(key.substring(first.length() + 1), value);
    }

    /** The value under a dotted key such as {@code bands[2].low}, or its nearest parent. */
    YamlValue nearest(String key) {
      YamlValue value = this;
      Matcher step = STEP.matcher(key);
      while (step.find()) {
        YamlValue next = null;
        if (value instanceof Section section && step.group(1) != null) {
          next = section.entries.get(step.group(1));
        } else if (value instanceof Items items && step.group(2) != null) {
          int index = Integer.parseInt(step.group(2));
          next = index < items.values.size() ? items.values.get(index) : null;
        }
        if (next == null) {
          return value;
        }
        value = next;
      }
      return value;
    }
  }

  /** A list. */
  record Items(int line, List<YamlValue> values) implements YamlValue {
    @Override
    public String shown() {
      return "a list";
    }

    @Override
    public String content() {
      return values.stream().map(YamlValue::content).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /**
   * A single value.
   *
   * @param text as written, placeholders included
   * @param empty nothing at all stands after the key
   */
  record Text(int line, String text, boolean empty) implements YamlValue {
    private static final int LONGEST = 60;

    @Override
    public String content() {
      return empty ? "" : "'" + text + "'";
    }

    @Override
    public String shown() {
      if (empty) {
        return "nothing";
      }
      String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
      return "'" + start + "'" + (line == 0 ? " (given outside the file)" : "");
    }
  }
}
