package org.attendancemonitor.policy;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.risk.RiskSettings;
import org.yaml.snakeyaml.Yaml;

/** The settings as shipped in {@code config/}, so that tests hold for what people run. */
public final class ShippedSettings {
  private ShippedSettings() {}

  public static RiskSettings risk() {
    return (RiskSettings) read("risk.yaml", RiskSettings.class);
  }

  public static PolicySettings policy() {
    return policyWith(Map.of());
  }

  /** The shipped policy with asking, preparing and reminding (T1 to T3) switched on. */
  public static PolicySettings preparing() {
    return policyWith(
        Map.of("rules.T1.enabled", true, "rules.T2.enabled", true, "rules.T3.enabled", true));
  }

  /**
   * The shipped policy with some values said otherwise.
   *
   * @param changes values by where they stand, for example {@code rules.T1.enabled}
   */
  public static PolicySettings policyWith(Map<String, Object> changes) {
    return (PolicySettings) read("policy.yaml", PolicySettings.class, changes);
  }

  private static Object read(String file, Class<?> type) {
    return read(file, type, Map.of());
  }

  private static Object read(String file, Class<?> type, Map<String, Object> changes) {
    try (Reader reader = Files.newBufferedReader(Path.of("config", file))) {
      Map<String, Object> yaml = new Yaml().load(reader);
      changes.forEach((where, value) -> put(yaml, where, value));
      return value(yaml, type);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> yaml, String where, Object value) {
    int dot = where.indexOf('.');
    if (dot < 0) {
      yaml.put(where, value);
    } else {
      Object inner = yaml.computeIfAbsent(where.substring(0, dot), key -> new LinkedHashMap<>());
      put((Map<String, Object>) inner, where.substring(dot + 1), value);
    }
  }

  private static Object value(Object yaml, Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (raw == Optional.class) {
        return Optional.ofNullable(yaml).map(found -> value(found, last));
      }
      if (raw == Map.class) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) yaml).forEach((key, item) -> map.put((String) key, value(item, last)));
        return map;
      }
      List<Object> items = new ArrayList<>();
      ((List<?>) yaml).forEach(item -> items.add(value(item, last)));
      return raw == Set.class ? new LinkedHashSet<>(items) : items;
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() && plain != Code.class
        ? settings((Map<?, ?>) yaml, plain)
        : scalar(yaml, plain);
  }

  private static Object scalar(Object yaml, Class<?> type) {
    if (type == Code.class) {
      return Code.parse((String) yaml);
    }
    if (type == LocalTime.class) {
      return LocalTime.parse((String) yaml);
    }
    if (type == LocalDate.class) {
      return ((Date) yaml).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (constant
            .toString()
            .equals(((String) yaml).toUpperCase(Locale.ROOT).replace('-', '_'))) {
          return constant;
        }
      }
    }
    return yaml;
  }

  private static Object settings(Map<?, ?> yaml, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(yaml.get(components[i].getName()), components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException(type.getSimpleName(), refused);
    }
  }
}
