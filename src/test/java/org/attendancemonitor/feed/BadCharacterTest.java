package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadCharacterTest {
  @ParameterizedTest
  @CsvSource({
    "'a\\u0000', 1",
    "'\\\\u0000', -1",
    "'\\\\\\u0000', 2",
    "'\\uD83D\\uDE00', -1",
    "'\\ud83d', 0",
    "'x\\ud83dx', 1",
    "'\\ud83d\\n', 0",
    "'\\ude00\\ud83d', 0",
    "'\\u00e9\\n\\\"', -1",
    "'\\u12', -1",
    "'\\', -1",
  })
  void in_json_escapes_count(String text, int at) {
    assertThat(BadCharacter.inJson(text)).isEqualTo(at);
    assertThat(BadCharacter.in(text)).isEqualTo(-1);
  }

  @Test
  void raw_ones_are_found_everywhere() {
    assertThat(BadCharacter.in("ab\0")).isEqualTo(2);
    assertThat(BadCharacter.in("\ud83d\ude00")).isEqualTo(-1);
    assertThat(BadCharacter.in("a\ud83d")).isEqualTo(1);
    assertThat(BadCharacter.in("a\ude00")).isEqualTo(1);
    assertThat(BadCharacter.inJson("\\u0041\ud83d\ud83d\ude00")).isEqualTo(6);
  }
}
