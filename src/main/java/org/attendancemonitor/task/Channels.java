package org.attendancemonitor.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Channel;
import org.hl7.fhir.r4.model.CodeableConcept;

/** Ways of contact as HL7 codes them (v3 ParticipationMode), and back. */
public final class Channels {
  private static final Map<Channel, String> CODES =
      Map.of(
          Channel.PHONE, "PHONE",
          Channel.TEXT, "SMSWRIT",
          Channel.LETTER, "MAILWRIT",
          Channel.EMAIL, "EMAILWRIT",
          Channel.VIDEO, "VIDEOCONF",
          Channel.VISIT, "PHYSICAL");

  private Channels() {}

  /** The channel a code means: HL7's, or our own word such as {@code phone}; empty for others. */
  public static Optional<Channel> of(String code) {
    if (code.equals("FACE")) {
      return Optional.of(Channel.VISIT);
    }
    return Arrays.stream(Channel.values())
        .filter(it -> code.equals(word(it)) || code.equals(CODES.get(it)))
        .findFirst();
  }

  /** The channel as it is given out; one that HL7 has no code for as our own word in text. */
  static CodeableConcept concept(Channel channel) {
    CodeableConcept concept = new CodeableConcept().setText(word(channel));
    if (CODES.containsKey(channel)) {
      concept.addCoding().setSystem(Systems.CHANNEL).setCode(CODES.get(channel));
    }
    return concept;
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
