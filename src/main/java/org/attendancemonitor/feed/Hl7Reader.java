package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads HL7 v2 (2.3 to 2.8): scheduling (SIU), patients and visits (ADT), referrals (REF). Each
 * becomes the FHIR that says the same (HL7 v2-to-FHIR maps), and is read as that.
 */
final class Hl7Reader {
  private static final Set<String> SCHEDULING =
      Set.of("S12", "S13", "S14", "S15", "S16", "S17", "S18", "S19", "S20", "S21", "S22", "S26");
  private static final Set<String> PATIENTS =
      Set.of("A01", "A03", "A04", "A05", "A08", "A11", "A13", "A28", "A31", "A40");
  private static final Set<String> REFERRALS = Set.of("I12", "I13", "I14");

  /** Segments something is read from. */
  private static final Set<String> READ =
      Set.of(
          "MSH", "EVN", "PID", "PD1", "PV1", "SCH", "TQ1", "RGS", "AIS", "AIL", "AIP", "RF1", "PRD",
          "MRG");

  private final FeedSettings settings;
  private final Hl7Text text = new Hl7Text();

  Hl7Reader(FeedSettings settings) {
    this.settings = settings;
  }

  Message read(String sent, String feed) {
    Hl7Text.Content content = text.read(sent);
    if (content.fault() != null) {
      return new Message(null, true, List.of(new Entry("", "", null, content.fault())));
    }
    return new OneMessage(content, settings.feed(feed).hl7().orElse(Hl7Settings.NONE)).read(feed);
  }

  /** The parts of a message as FHIR, as far as it can be read. */
  List<Part> parts(String sent, String feed) {
    Hl7Text.Content content = text.read(sent);
    if (content.fault() != null) {
      return List.of();
    }
    OneMessage message =
        new OneMessage(content, settings.feed(feed).hl7().orElse(Hl7Settings.NONE));
    message.read(feed);
    return List.copyOf(message.parts);
  }

  /** A message in reading. */
  private final class OneMessage {
    private final Hl7Text.Content content;
    private final Hl7Settings hl7;
    private final Hl7Values values;
    private final Hl7Faults faults = new Hl7Faults();
    private final Hl7Segment msh;
    private final Unused unused = new Unused("HL7");
    private final List<Part> parts = new ArrayList<>();

    OneMessage(Hl7Text.Content content, Hl7Settings hl7) {
      this.content = content;
      this.hl7 = hl7;
      this.values = new Hl7Values(hl7);
      this.msh = content.first("MSH");
    }

    Message read(String feed) {
      String type = String.valueOf(msh.text(9));
      String event = String.valueOf(event());
      for (Hl7Segment segment : content.segments()) {
        if (!READ.contains(segment.name()) && !outcome(segment)) {
          unused.note(Unused.name(segment.name()));
        }
      }
      switch (type) {
        case "SIU" -> scheduling(event);
        case "ADT" -> patients(event);
        case "REF" -> referral(event);
        default ->
            faults.add(
                RejectReason.NOT_USED,
                "MSH-9",
                "Only SIU, ADT and REF are used here, not " + Unused.name(type) + ".");
      }
      return faults.first() == null && parts.isEmpty()
          ? ignored(type + "^" + event)
          : faults.first() != null ? alone(faults.first()) : facts(feed);
    }

    /** Old senders leave the event out of MSH-9 and state it in EVN-1. */
    private String event() {
      return msh.text(9, 2) != null ? msh.text(9, 2) : content.first("EVN").text(1);
    }

    private boolean outcome(Hl7Segment segment) {
      return hl7.outcomeFields().orElse(List.of()).stream()
          .anyMatch(field -> field.startsWith(segment.name() + "-"));
    }

    private void scheduling(String event) {
      if (!SCHEDULING.contains(event)) {
        return;
      }
      List<String> patients = people(true);
      required("SCH");
      if (faults.first() == null) {
        Hl7Scheduling scheduling = new Hl7Scheduling(content, hl7, values, faults, unused);
        add("SCH", scheduling.of(event, patients));
      }
    }

    private void patients(String event) {
      if (!PATIENTS.contains(event)) {
        return;
      }
      String patient = people(false).stream().findFirst().orElse(null);
      if (faults.first() != null) {
        return;
      }
      if (event.equals("A40")) {
        merge();
      }
      Encounter visit = new Hl7Visit(faults).of(event, content.first("PV1"), patient, unused);
      if (visit != null) {
        add("PV1", visit);
      }
    }

    private void merge() {
      required("MRG");
      if (faults.first() == null) {
        Patient gone = new Hl7Person(values, faults).named(content.first("MRG"), 1, false);
        String stays = parts.get(0).id();
        gone.addLink()
            .setOther(new Reference("Patient/" + stays))
            .getTypeElement()
            .setValueAsString("replaced-by");
        add("MRG", gone);
      }
    }

    private void referral(String event) {
      if (!REFERRALS.contains(event)) {
        return;
      }
      String patient = people(true).stream().findFirst().orElse(null);
      required("RF1");
      if (faults.first() == null) {
        add("RF1", new Hl7Referral(content, hl7, values, faults).of(event, patient));
      }
    }

    /** The patients of the message; their addresses within it. */
    private List<String> people(boolean brief) {
      required("PID");
      List<String> addresses = new ArrayList<>();
      Hl7Person person = new Hl7Person(values, faults);
      List<Hl7Segment> all = content.all("PID");
      for (Hl7Segment pid : all) {
        Hl7Segment protection =
            all.size() == 1 ? content.first("PD1") : new Hl7Segment("PD1", null);
        addresses.add(add("PID", person.of(pid, protection, brief)));
      }
      return addresses;
    }

    private void required(String segment) {
      if (!content.first(segment).there()) {
        faults.add(
            segment.equals("PID") ? RejectReason.NO_PATIENT : RejectReason.INCOMPLETE,
            segment,
            "The message has no " + segment + " segment.");
      }
    }

    /** The address of the resource within the message. */
    private String add(String segment, Resource resource) {
      String address = "urn:hl7v2:part:" + parts.size();
      if (!resource.hasId()) {
        Rejected nameless =
            new Rejected(
                RejectReason.INCOMPLETE,
                segment + ".resource.id",
                "It has no number, so it could not be told from another.");
        faults.add(nameless.reason(), Hl7Faults.placed(nameless).position(), nameless.text());
      }
      resource.getMeta().setVersionId(msh.text(10));
      String at = Hl7Values.time(msh.text(7));
      if (at != null) {
        Times.moment(at)
            .ifPresent(
                moment ->
                    resource
                        .getMeta()
                        .setLastUpdatedElement(new InstantType(moment.at().toString())));
      }
      parts.add(
          new Part(
              segment,
              resource.fhirType(),
              resource.getIdElement().getIdPart(),
              new Part.Request(address, "", "", "", null),
              resource,
              // Said once for the whole message.
              parts.isEmpty() ? unused : new Unused(resource.fhirType()),
              null));
      return address;
    }

    private Message ignored(String what) {
      Accepted nothing = new Accepted(List.of(), List.of(Unused.name(what.replace('^', '-'))));
      return new Message(msh.text(10), true, List.of(new Entry("MSH", "", null, nothing)));
    }

    private Message alone(Rejected fault) {
      return new Message(msh.text(10), true, List.of(new Entry("", "", null, fault)));
    }

    private Message facts(String feed) {
      Message message = new MessageReader(settings, feed).message(msh.text(10), true, parts);
      List<Entry> placed = new ArrayList<>();
      for (Entry entry : message.entries()) {
        Reading reading =
            entry.reading() instanceof Rejected rejected
                ? Hl7Faults.placed(rejected)
                : entry.reading();
        placed.add(entry.as(reading));
      }
      return new Message(message.id(), message.atomic(), List.copyOf(placed));
    }
  }
}
