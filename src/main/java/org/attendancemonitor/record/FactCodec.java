package org.attendancemonitor.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.CarerFact;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.EpisodeFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ResponseFact;
import org.attendancemonitor.attendance.Withdrawn;

/**
 * Facts as text and back. A withdrawal is the empty text. The id of the message a fact came in is
 * no part of its content: the same content sent again in another message is a duplicate.
 */
final class FactCodec {
  /** A withdrawal. */
  static final String WITHDRAWN = "";

  private static final Map<FactKind, Class<? extends Fact>> TYPES = types();

  private final Map<FactKind, ObjectReader> readers = new EnumMap<>(FactKind.class);
  private final Map<FactKind, ObjectWriter> writers = new EnumMap<>(FactKind.class);

  FactCodec() {
    TYPES.forEach(
        (kind, type) -> {
          readers.put(kind, Json.get().readerFor(type));
          writers.put(kind, Json.get().writerFor(type));
        });
  }

  FactText encode(Fact fact) {
    if (fact instanceof Withdrawn) {
      return new FactText(WITHDRAWN, hash(WITHDRAWN));
    }
    try {
      ObjectWriter writer = writers.get(fact.kind());
      String body = writer.writeValueAsString(fact);
      Fact content = withoutMessage(fact);
      return new FactText(body, hash(content == fact ? body : writer.writeValueAsString(content)));
    } catch (JsonProcessingException impossible) {
      // The cause would quote what the fact says about a person.
      throw new IllegalStateException("a " + fact.kind() + " fact cannot be written as JSON");
    }
  }

  Fact decode(FactKind kind, String body) {
    if (body.isEmpty()) {
      return new Withdrawn(kind);
    }
    try {
      return readers.get(kind).readValue(body);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a stored " + kind + " fact cannot be read");
    }
  }

  /** The first eight bytes of the SHA-256 of the text. */
  static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Fact withoutMessage(Fact fact) {
    if (fact instanceof AppointmentFact a && a.message() != null) {
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
          null);
    }
    if (fact instanceof ReferralFact r && r.message() != null) {
      return new ReferralFact(
          r.keys(),
          r.status(),
          r.codes(),
          r.performers(),
          r.priority(),
          r.authoredOn(),
          r.endedForNonAttendance(),
          null);
    }
    return fact;
  }

  private static Map<FactKind, Class<? extends Fact>> types() {
    Map<FactKind, Class<? extends Fact>> types = new EnumMap<>(FactKind.class);
    types.put(FactKind.PATIENT, PatientFact.class);
    types.put(FactKind.REFERRAL, ReferralFact.class);
    types.put(FactKind.APPOINTMENT, AppointmentFact.class);
    types.put(FactKind.ENCOUNTER, EncounterFact.class);
    types.put(FactKind.RESPONSE, ResponseFact.class);
    types.put(FactKind.EPISODE, EpisodeFact.class);
    types.put(FactKind.NEED, NeedFact.class);
    types.put(FactKind.CONTACT, ContactFact.class);
    types.put(FactKind.CARER, CarerFact.class);
    types.put(FactKind.PLACE, PlaceFact.class);
    types.put(FactKind.ACTION, ActionFact.class);
    types.put(FactKind.PLACING, PlacingFact.class);
    return types;
  }
}
