package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Withdrawn;

/** Facts survive being stored. */
class FactCodecTest {
  private final FactCodec codec = new FactCodec();

  @Property(seed = "20261122", tries = 2000)
  void everyFactSurvivesTheRoundTrip(@ForAll("facts") Fact fact) {
    assertThat(codec.decode(fact.kind(), codec.encode(fact).body())).isEqualTo(fact);
  }

  @Example
  void everyKindOfFactIsTried() {
    assertThat(Fact.class.getPermittedSubclasses()).hasSize(FactKind.values().length + 1);
  }

  @Example
  void nothingKnownIsShortAndNoIsNotUnknown() {
    PatientFact fact = Told.patient(List.of(Told.patientKey("epr", "p")), null, "1980", List.of());
    String body = codec.encode(fact).body();
    assertThat(body).doesNotContain("null", "false", "[]", "interpreterRequired");
    PatientFact no = with(fact, false);
    assertThat(codec.decode(FactKind.PATIENT, codec.encode(no).body())).isEqualTo(no);
    assertThat(codec.decode(FactKind.PATIENT, body)).isNotEqualTo(no);
  }

  @Example
  void aBodyOfAnotherReleaseIsRead() {
    Fact read = codec.decode(FactKind.APPOINTMENT, "{\"outcome\":\"DNA\",\"later\":[{\"x\":1}]}");
    AppointmentFact appointment = (AppointmentFact) read;
    assertThat(appointment.outcome()).isEqualTo(Outcome.DNA);
    assertThat(appointment.keys()).isEmpty();
    assertThat(appointment.start()).isNull();
  }

  @Example
  void theMessageIsStoredAndIsNoContent() {
    AppointmentFact plain = Told.appointment("a", Outcome.DNA, 1);
    FactText one = codec.encode(inMessage(plain, "m1"));
    FactText other = codec.encode(inMessage(plain, "m2"));
    assertThat(one.hash()).isEqualTo(other.hash()).isEqualTo(codec.encode(plain).hash());
    assertThat(((AppointmentFact) codec.decode(FactKind.APPOINTMENT, other.body())).message())
        .isEqualTo("m2");
    assertThat(codec.encode(Told.appointment("a", Outcome.ATTENDED, 1)).hash())
        .isNotEqualTo(one.hash());
  }

  @Provide
  Arbitrary<Fact> facts() {
    List<Arbitrary<? extends Fact>> all = new ArrayList<>();
    for (Class<?> type : Fact.class.getPermittedSubclasses()) {
      all.add(any(type).map(Fact.class::cast));
    }
    return Arbitraries.oneOf(all.stream().map(a -> a.map(Fact.class::cast)).toList());
  }

  /** Any value of a record's component type, null where a component may be null. */
  private static Arbitrary<?> any(Class<?> type) {
    if (type == Withdrawn.class) {
      return Arbitraries.of(FactKind.class).map(Withdrawn::new);
    }
    if (type == Key.class) {
      return text().map(Key::new);
    }
    if (type == Code.class) {
      return text().flatMap(system -> text().map(value -> new Code(system, value)));
    }
    if (type == BirthDate.class) {
      return Arbitraries.of("1980", "1980-02", "1980-02-29").map(BirthDate::new);
    }
    if (type == Instant.class) {
      return Arbitraries.longs().between(-1L << 45, 1L << 45).map(Instant::ofEpochMilli);
    }
    if (type == LocalDate.class) {
      return Arbitraries.longs().between(-50_000, 50_000).map(LocalDate::ofEpochDay);
    }
    if (type == String.class) {
      return text();
    }
    if (type.isEnum()) {
      return Arbitraries.of(type.getEnumConstants());
    }
    if (type.isRecord()) {
      return record(type);
    }
    return Arbitraries.defaultFor(TypeUsage.of(type));
  }

  private static Arbitrary<?> record(Class<?> type) {
    List<Arbitrary<Object>> parts = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (var component : type.getRecordComponents()) {
      types.add(component.getType());
      Arbitrary<?> value =
          component.getType() == List.class
              ? any(element(component.getGenericType())).list().ofMaxSize(3)
              : component.getType() == Set.class
                  ? any(element(component.getGenericType())).set().ofMaxSize(3)
                  : component.getType() == Map.class
                      ? Arbitraries.maps(text(), text()).ofMaxSize(3)
                      : any(component.getType());
      boolean nullable = !component.getType().isPrimitive() && component.getType() != List.class;
      Arbitrary<Object> part = value.map(v -> (Object) v);
      // Only parts whose own constructors allow it are ever null.
      parts.add(nullable && !required(type, component.getName()) ? part.injectNull(0.3) : part);
    }
    return net.jqwik.api.Combinators.combine(parts)
        .as(
            values -> {
              try {
                var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
                return constructor.newInstance(values.toArray());
              } catch (ReflectiveOperationException failed) {
                throw new IllegalStateException(failed);
              }
            });
  }

  private static boolean required(Class<?> type, String component) {
    return !Fact.class.isAssignableFrom(type)
        || type == ActionFact.class && Set.of("task", "verb", "actor", "at").contains(component);
  }

  private static Class<?> element(java.lang.reflect.Type list) {
    return (Class<?>) ((java.lang.reflect.ParameterizedType) list).getActualTypeArguments()[0];
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().withCharRange(' ', '~').withChars("é漢\n|\"\\").ofMaxLength(12);
  }

  private static PatientFact with(PatientFact p, Boolean interpreter) {
    return new PatientFact(
        p.keys(),
        p.nhsNumber(),
        p.name(),
        p.phones(),
        p.birthDate(),
        p.sex(),
        p.ethnicCategory(),
        p.residence(),
        p.languages(),
        interpreter,
        p.communicationNeeds(),
        p.deceased(),
        p.deathDate(),
        p.active(),
        p.mergedInto(),
        p.mergedFrom(),
        p.restricted());
  }

  private static AppointmentFact inMessage(AppointmentFact a, String message) {
    return new AppointmentFact(
        a.keys(),
        a.booked(),
        a.outcome(),
        a.start(),
        a.end(),
        a.ambiguousTime(),
        a.serviceTypes(),
        a.healthcareServices(),
        a.performers(),
        a.location(),
        a.basedOn(),
        a.mode(),
        a.visit(),
        a.reasons(),
        a.wasNotBrought(),
        a.patients(),
        message);
  }
}
