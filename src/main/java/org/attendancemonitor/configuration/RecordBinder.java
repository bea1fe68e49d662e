package org.attendancemonitor.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.configuration.RecordConstruction.Faulty;

/**
 * Binds a file's sections to settings records: one key per component, of the same name. Goes on
 * after each fault, so that all of them are told at once.
 */
final class RecordBinder {
  private static final Faulty FAULTY = new Faulty(List.of());

  private final Path file;
  private final Placeholders placeholders;
  private final List<ConfigurationProblem> problems;

  RecordBinder(Path file, Placeholders placeholders, List<ConfigurationProblem> problems) {
    this.file = file;
    this.placeholders = placeholders;
    this.problems = problems;
  }

  /**
   * The record a value describes; empty, with problems added, where it is not right.
   *
   * @param key where the value stands, dotted; empty for the whole file
   */
  <T> Optional<T> bind(YamlValue value, Class<T> type, String key) {
    Object bound = of(value, type, key);
    return bound instanceof Faulty ? Optional.empty() : Optional.of(type.cast(bound));
  }

  private Object of(YamlValue value, Type type, String key) {
    if (type instanceof Class<?> plain) {
      return plain.isRecord() && !Scalars.covers(plain)
          ? record(value, plain, key)
          : scalar(value, plain, key);
    }
    ParameterizedType generic = (ParameterizedType) type;
    Type[] arguments = generic.getActualTypeArguments();
    Type raw = generic.getRawType();
    if (raw == Optional.class) {
      return optional(value, arguments[0], key);
    }
    if (raw == Map.class) {
      return map(value, (Class<?>) arguments[0], arguments[1], key);
    }
    if (raw == List.class || raw == Set.class) {
      return collection(value, raw == Set.class, arguments[0], key);
    }
    throw new IllegalStateException(type + " cannot be read from configuration");
  }

  private Object optional(YamlValue value, Type content, String key) {
    if (value instanceof YamlValue.Text text && text.empty()) {
      return Optional.empty();
    }
    Object bound = of(value, content, key);
    return bound instanceof Faulty ? FAULTY : Optional.of(bound);
  }

  private Object scalar(YamlValue value, Class<?> type, String key) {
    if (!(value instanceof YamlValue.Text text) || text.empty()) {
      return report(value.line(), key, value.shown(), Scalars.expected(type));
    }
    try {
      return Scalars.read(placeholders.resolve(text.text()), type);
    } catch (IllegalArgumentException fault) {
      return report(text.line(), key, text.shown(), fault.getMessage());
    }
  }

  private Object collection(YamlValue value, boolean set, Type content, String key) {
    if (!(value instanceof YamlValue.Items items)) {
      return report(value.line(), key, value.shown(), expected(List.class));
    }
    Collection<Object> bound = set ? new LinkedHashSet<>() : new ArrayList<>();
    int before = problems.size();
    int index = 0;
    for (YamlValue item : items.values()) {
      String itemKey = key + "[" + index++ + "]";
      Object element = of(item, content, itemKey);
      if (!(element instanceof Faulty) && !bound.add(element)) {
        report(item.line(), itemKey, item.shown() + " again", "each value once");
      }
    }
    Object whole =
        set
            ? Collections.unmodifiableSet((Set<?>) bound)
            : Collections.unmodifiableList((List<?>) bound);
    return problems.size() > before ? new Faulty(List.of(whole)) : whole;
  }

  private Object map(YamlValue value, Class<?> keys, Type content, String key) {
    if (!(value instanceof YamlValue.Section section)) {
      return report(value.line(), key, value.shown(), expected(Map.class));
    }
    Map<Object, Object> bound = new LinkedHashMap<>();
    Map<Object, Object> hollow = new LinkedHashMap<>();
    int before = problems.size();
    section
        .entries()
        .forEach(
            (name, written) -> {
              String full = join(key, name);
              Object element = of(written, content, full);
              try {
                Object read = Scalars.read(name, keys);
                if (hollow.containsKey(read)) {
                  report(written.line(), full, "the same key in other letters", "each key once");
                }
                hollow.put(read, null);
                if (!(element instanceof Faulty)) {
                  bound.put(read, element);
                }
              } catch (IllegalArgumentException fault) {
                report(written.line(), full, "the key '" + name + "'", fault.getMessage());
              }
            });
    return problems.size() > before
        ? new Faulty(List.of(bound, hollow))
        : Collections.unmodifiableMap(bound);
  }

  private Object record(YamlValue value, Class<?> type, String key) {
    if (!(value instanceof YamlValue.Section section)) {
      return report(value.line(), key, value.shown(), expected(type));
    }
    int before = problems.size();
    Set<String> guessed = unknown(section, type, key);
    RecordComponent[] components = type.getRecordComponents();
    Object[] bound = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String full = join(key, component.getName());
      YamlValue written = section.entries().get(component.getName());
      if (written != null) {
        bound[i] = of(written, component.getGenericType(), full);
      } else if (component.getType() == Optional.class) {
        bound[i] = Optional.empty();
      } else if (guessed.contains(component.getName())) {
        bound[i] = FAULTY;
      } else {
        bound[i] = report(section.line(), full, "nothing", expected(component.getType()));
      }
    }
    Optional<Object> made =
        new RecordConstruction(type).make(bound, refusal -> refused(section, key, refusal));
    return problems.size() > before ? FAULTY : made.orElseThrow();
  }

  private void refused(YamlValue.Section section, String key, RecordConstruction.Refusal refusal) {
    YamlValue place = section.nearest(refusal.component());
    boolean shown =
        refusal.found().isEmpty()
            || place instanceof YamlValue.Text text && Placeholders.in(text.text());
    report(
        place.line(),
        refusal.component().isEmpty() ? key : join(key, refusal.component()),
        shown ? place.shown() : refusal.found(),
        refusal.expected());
  }

  /** Reports keys that the record does not have; the components they were probably meant for. */
  private Set<String> unknown(YamlValue.Section section, Class<?> type, String key) {
    List<String> names =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toList());
    Set<String> guessed = new LinkedHashSet<>();
    section
        .entries()
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                Optional<String> guess = Spelling.nearest(name, names);
                guess.ifPresent(guessed::add);
                report(
                    value.line(),
                    join(key, name),
                    "an unknown key",
                    guess
                        .map(word -> "'" + word + "' (did you mean that?)")
                        .orElse("one of " + String.join(", ", names)));
              }
            });
    return guessed;
  }

  private static String expected(Class<?> type) {
    if (type == Map.class || type.isRecord() && !Scalars.covers(type)) {
      return "a section with keys";
    }
    return type == List.class || type == Set.class ? "a list" : Scalars.expected(type);
  }

  private Object report(int line, String key, String found, String expected) {
    problems.add(new ConfigurationProblem(file, line, key, found, expected));
    return FAULTY;
  }

  static String join(String key, String name) {
    return key.isEmpty() ? name : key + "." + name;
  }
}
