package org.attendancemonitor.record;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Reason;

/**
 * JSON as it lies in the record: what is absent, empty, false or zero is left out, unknown members
 * are ignored, and missing lists are read as empty, so that a field can be added later.
 */
final class Json {
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader REASONS = MAPPER.readerForListOf(Reason.class);

  private Json() {}

  static ObjectMapper get() {
    return MAPPER;
  }

  /** For people to read: moments as dates and times in UTC, codes with their system. */
  static ObjectMapper readable() {
    SimpleModule plain = new SimpleModule("readable");
    asText(plain, Instant.class, Instant::toString, Instant::parse);
    asText(plain, Code.class, code -> code.system() + " " + code.value(), Json::code);
    return MAPPER.copy().registerModule(plain);
  }

  /** Any value as text. */
  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass().getName());
    }
  }

  /** Reasons as they were kept with a flag or a place. */
  static List<Reason> reasons(String text) {
    try {
      return REASONS.readValue(text);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("stored reasons cannot be read");
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .addModule(words())
            .build();
    // "No" and "" were said; only null was not.
    JsonInclude.Value said =
        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);
    mapper.configOverride(Boolean.class).setInclude(said);
    mapper.configOverride(String.class).setInclude(said);
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    return mapper;
  }

  private static SimpleModule words() {
    SimpleModule words = new SimpleModule();
    asText(words, Key.class, Key::text, Key::new);
    // A tab stands in neither part; a bar may.
    asText(words, Code.class, code -> code.system() + "\t" + code.value(), Json::code);
    asText(words, LocalDate.class, LocalDate::toString, LocalDate::parse);
    asText(words, BirthDate.class, BirthDate::text, BirthDate::new);
    asText(
        words,
        Instant.class,
        at -> Long.toString(at.toEpochMilli()),
        text -> Instant.ofEpochMilli(Long.parseLong(text)));
    return words;
  }

  private static Code code(String text) {
    int tab = text.lastIndexOf('\t');
    return new Code(text.substring(0, tab), text.substring(tab + 1));
  }

  private static <T> void asText(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read.apply(in.getText());
          }
        });
  }
}
