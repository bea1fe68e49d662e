package org.attendancemonitor.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A right settings file as maps, lists and texts, that can be written out with one fault or several
 * and then knows the line of every key.
 */
final class SettingsSketch {
  private final String name;
  private final Map<String, Object> content;
  private final Class<?> type;
  private final String section;

  /** A fault to write into the file, and the key at which it must be told. */
  record Fault(Kind kind, String at, String key) {
    @Override
    public String toString() {
      return kind + " " + key;
    }

    boolean touches(Fault other) {
      return key.equals(other.key)
          || within(key, other.key)
          || within(other.key, key)
          // A key cannot be added to, or taken from, what was replaced as a whole.
          || kind == Kind.WRONG_TYPE && (at.equals(other.at) || within(other.at, at));
    }

    private static boolean within(String inner, String outer) {
      return outer.isEmpty() || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }
  }

  enum Kind {
    UNKNOWN_KEY,
    REMOVED_KEY,
    WRONG_TYPE
  }

  /** Text of a file, and line by key. */
  record Written(String text, Map<String, Integer> lines) {}

  @SuppressWarnings("unchecked")
  SettingsSketch(Path file, Class<?> type, String section) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    this.name = file.getFileName().toString();
    this.content = (Map<String, Object>) plain(new YamlReader(file, problems).read().orElseThrow());
    this.type = type;
    this.section = section;
  }

  String name() {
    return name;
  }

  /** Binds a file as this sketch's type. */
  Optional<?> bind(Path file, List<ConfigurationProblem> problems) {
    return ConfigurationFile.open(file, Map.of("SET", "value"), Map.of(), problems)
        .flatMap(open -> section.isEmpty() ? open.bind(type) : open.bindSection(section, type));
  }

  private static Object plain(YamlValue value) {
    if (value instanceof YamlValue.Section map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.entries().forEach((key, below) -> copy.put(key, plain(below)));
      return copy;
    }
    if (value instanceof YamlValue.Items items) {
      return new ArrayList<>(items.values().stream().map(SettingsSketch::plain).toList());
    }
    return ((YamlValue.Text) value).text();
  }

  /** Every single fault of the three kinds, at every place. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    walk(section.isEmpty() ? content : content.get(section), type, section, faults);
    return faults;
  }

  private static void walk(Object value, Type type, String key, List<Fault> faults) {
    Type content = type;
    if (raw(type) == Optional.class) {
      content = argument(type, 0);
    }
    if (!key.isEmpty()) {
      faults.add(new Fault(Kind.WRONG_TYPE, key, key));
    }
    if (value instanceof Map<?, ?> map && raw(content).isRecord()) {
      faults.add(new Fault(Kind.UNKNOWN_KEY, key, join(key, "zzqq")));
      for (RecordComponent component : raw(content).getRecordComponents()) {
        if (component.getType() != Optional.class) {
          faults.add(new Fault(Kind.REMOVED_KEY, key, join(key, component.getName())));
        }
        if (map.containsKey(component.getName())) {
          walk(
              map.get(component.getName()),
              component.getGenericType(),
              join(key, component.getName()),
              faults);
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        walk(entry.getValue(), argument(content, 1), join(key, (String) entry.getKey()), faults);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.get(i), argument(content, 0), key + "[" + i + "]", faults);
      }
    }
  }

  /** The file with these faults in it. */
  Written with(List<Fault> faults) {
    StringBuilder text = new StringBuilder("# a comment on the first line\n");
    Map<String, Integer> lines = new LinkedHashMap<>();
    lines.put("", 1);
    text.append(String.join("\n", section(content, "", 2, faults, lines))).append('\n');
    return new Written(text.toString(), lines);
  }

  private List<String> section(
      Map<String, Object> map,
      String key,
      int line,
      List<Fault> faults,
      Map<String, Integer> lines) {
    List<String> written = new ArrayList<>();
    for (Fault fault : faults) {
      if (fault.kind() == Kind.UNKNOWN_KEY && fault.at().equals(key)) {
        lines.put(fault.key(), line + written.size());
        written.add("zzqq: 1");
      }
    }
    map.forEach(
        (name, value) -> {
          String full = join(key, name);
          if (!has(faults, Kind.REMOVED_KEY, full)) {
            int at = line + written.size();
            lines.put(full, at);
            List<String> below = value(value, full, at + 1, faults, lines);
            if (below.size() == 1 && !below.get(0).startsWith("  ")) {
              written.add(name + ": " + below.get(0));
            } else {
              written.add(name + ":");
              written.addAll(below);
            }
          }
        });
    return written;
  }

  /** One line to follow the key, or several indented ones to stand below it. */
  private List<String> value(
      Object value, String key, int line, List<Fault> faults, Map<String, Integer> lines) {
    if (has(faults, Kind.WRONG_TYPE, key)) {
      return List.of(value instanceof String ? "[[]]" : "'?!'");
    }
    List<String> written = new ArrayList<>();
    if (value instanceof String text) {
      return List.of("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String full = key + "[" + i + "]";
        int at = line + written.size();
        lines.put(full, at);
        List<String> item = value(list.get(i), full, at, faults, lines);
        for (int j = 0; j < item.size(); j++) {
          String plain = item.get(j).startsWith("  ") ? item.get(j).substring(2) : item.get(j);
          written.add((j == 0 ? "  - " : "    ") + plain);
        }
      }
    } else {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) value;
      section(map, key, line, faults, lines).forEach(below -> written.add("  " + below));
    }
    return written.isEmpty() ? List.of(value instanceof List<?> ? "[]" : "{}") : written;
  }

  /** The line at which a fault must be told. */
  static int line(Fault fault, Written written) {
    return written.lines().get(fault.kind() == Kind.REMOVED_KEY ? fault.at() : fault.key());
  }

  private static boolean has(List<Fault> faults, Kind kind, String key) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind && fault.key().equals(key));
  }

  private static Class<?> raw(Type type) {
    return type instanceof Class<?> plain
        ? plain
        : (Class<?>) ((ParameterizedType) type).getRawType();
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static String join(String key, String name) {
    return key.isEmpty() ? name : key + "." + name;
  }
}
