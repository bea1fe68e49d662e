package org.attendancemonitor.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Code;

/**
 * Makes a settings record and hears what its constructor refuses. A constructor names only the
 * first component it refuses, and cannot run at all while another component is unreadable; so that
 * all faults are told at once, components known to be wrong are replaced by stand-ins and the
 * constructor is asked again.
 *
 * @param type the record
 */
record RecordConstruction(Class<?> type) {

  /**
   * What a constructor refused.
   *
   * @param component dotted, relative to the record; empty where the record as a whole is meant
   * @param found what the constructor says it found; empty where it does not say
   * @param expected what it wants
   */
  record Refusal(String component, String found, String expected) {
    private static final Pattern FORM =
        Pattern.compile(
            "([a-z][\\w.\\[\\]-]*): (?:expected )?(.*?)(?:, found (.*))?", Pattern.DOTALL);

    static Refusal of(RuntimeException fault) {
      String text = fault.getMessage() == null ? "values that fit together" : fault.getMessage();
      Matcher parts = FORM.matcher(text);
      return parts.matches()
          ? new Refusal(
              parts.group(1), parts.group(3) == null ? "" : parts.group(3), parts.group(2))
          : new Refusal("", "", text);
    }
  }

  private static final Map<Class<?>, List<?>> STAND_INS =
      Map.ofEntries(
          Map.entry(String.class, List.of("x", "1")),
          Map.entry(int.class, List.of(1, 2, 5, 10, 30, 100, 0, 1000, 8080)),
          Map.entry(Integer.class, List.of(1, 2, 5, 10, 30, 100, 0, 1000, 8080)),
          Map.entry(long.class, List.of(1L, 2L, 5L, 10L, 30L, 100L, 0L, 1000L)),
          Map.entry(Long.class, List.of(1L, 2L, 5L, 10L, 30L, 100L, 0L, 1000L)),
          Map.entry(double.class, List.of(0.5, 0.95, 1.0, 2.0, 10.0, 0.0, 0.05)),
          Map.entry(Double.class, List.of(0.5, 0.95, 1.0, 2.0, 10.0, 0.0, 0.05)),
          Map.entry(boolean.class, List.of(true, false)),
          Map.entry(Boolean.class, List.of(true, false)),
          Map.entry(LocalDate.class, List.of(LocalDate.EPOCH, LocalDate.of(2100, 1, 1))),
          Map.entry(LocalTime.class, List.of(LocalTime.of(8, 0), LocalTime.of(18, 0))),
          Map.entry(
              Duration.class,
              List.of(
                  Duration.ofSeconds(1),
                  Duration.ofMillis(20),
                  Duration.ofMinutes(5),
                  Duration.ofHours(1),
                  Duration.ofDays(1),
                  Duration.ofDays(28))),
          Map.entry(Path.class, List.of(Path.of("x"))),
          Map.entry(Code.class, List.of(new Code("x", "x"))),
          Map.entry(Optional.class, List.of(Optional.empty())));
  private static final int ROUNDS = 9;
  private static final Refusal NONE = new Refusal("", "", "");

  /**
   * A value that was reported as a problem.
   *
   * @param standIns what may stand in for it; empty where only its type is known
   */
  record Faulty(List<?> standIns) {}

  /**
   * The record, or empty if anything is wrong.
   *
   * @param values one per component, some of them {@link Faulty}
   * @param refusals hears of each further component the constructor refuses
   */
  Optional<Object> make(Object[] values, Consumer<Refusal> refusals) {
    Set<Integer> wrong = new TreeSet<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Faulty) {
        wrong.add(i);
      }
    }
    if (wrong.isEmpty()) {
      try {
        return Optional.of(invoke(values));
      } catch (RuntimeException fault) {
        Refusal refusal = Refusal.of(fault);
        refusals.accept(refusal);
        if (index(refusal) < 0) {
          return Optional.empty();
        }
        wrong.add(index(refusal));
      }
    }
    for (Optional<Refusal> more = further(values, wrong);
        more.isPresent();
        more = further(values, wrong)) {
      refusals.accept(more.get());
      wrong.add(index(more.get()));
    }
    return Optional.empty();
  }

  /** A component refused besides those known to be wrong, whatever stands in for them. */
  private Optional<Refusal> further(Object[] values, Set<Integer> wrong) {
    Refusal found = null;
    for (int round = 0; round < ROUNDS; round++) {
      Object[] tried = values.clone();
      for (int i : wrong) {
        tried[i] = standIn(values[i], type.getRecordComponents()[i].getType(), round);
      }
      Refusal refusal = refusal(tried);
      if (refusal == NONE) {
        return Optional.empty();
      }
      if (refusal.component().isEmpty() || index(refusal) < 0 || wrong.contains(index(refusal))) {
        continue; // A stand-in did not fit: this round tells nothing of the others.
      }
      if (!independent(refusal, wrong) || found != null && index(found) != index(refusal)) {
        return Optional.empty();
      }
      found = refusal;
    }
    return Optional.ofNullable(found);
  }

  private Refusal refusal(Object[] values) {
    try {
      invoke(values);
      return NONE;
    } catch (IllegalArgumentException fault) {
      return Refusal.of(fault);
    } catch (RuntimeException unfit) {
      return new Refusal("", "", "a value the constructor can look at");
    }
  }

  /** Whether a refusal says nothing of the components that a stand-in stands for. */
  private boolean independent(Refusal refusal, Set<Integer> wrong) {
    return wrong.stream()
        .map(i -> type.getRecordComponents()[i].getName())
        .noneMatch(name -> refusal.expected().matches("(?s).*\\b" + name + "\\b.*"));
  }

  private int index(Refusal refusal) {
    String name = refusal.component().split("[.\\[]", 2)[0];
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Null for what has none: a constructor that looks at it then fails, and tells nothing. */
  private static Object standIn(Object value, Class<?> type, int round) {
    List<?> choices = STAND_INS.getOrDefault(type, List.of());
    if (type.isEnum()) {
      choices = Arrays.asList(type.getEnumConstants());
    }
    if (value instanceof Faulty faulty && !faulty.standIns().isEmpty()) {
      choices = faulty.standIns();
    }
    return choices.isEmpty() ? null : choices.get(round % choices.size());
  }

  private Object invoke(Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException fault) {
      if (fault.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(fault.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(type + " cannot be made", impossible);
    }
  }
}
