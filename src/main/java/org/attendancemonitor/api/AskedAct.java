package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Attempt;
import org.attendancemonitor.task.Channels;
import org.attendancemonitor.task.Systems;

/** What is asked with a task, from the parameters of its operation. */
final class AskedAct {
  private static final Set<String> RESULTS =
      Set.of("accepted", "declined", "tried", "not-available");

  private final OperationBody body;

  private AskedAct(OperationBody body) {
    this.body = body;
  }

  /**
   * Reads it.
   *
   * @param version the version that was looked at, or null
   * @throws Refused with everything that is wrong with the parameters
   */
  static Act read(OperationBody body, Verb verb, String task, Long version, Actor actor) {
    AskedAct asked = new AskedAct(body);
    boolean reviews = verb == Verb.RECORD || verb == Verb.COMPLETE;
    Act act =
        new Act(
            task,
            version,
            verb,
            actor,
            verb == Verb.COMPLETE ? body.one("outcome").code(Systems.OUTCOME).orElse(null) : null,
            verb == Verb.STEP ? body.required("step").code(Systems.STEP).orElse(null) : null,
            verb == Verb.HOLD ? body.one("until").moment().orElse(null) : null,
            reviews ? asked.evidence(verb == Verb.RECORD) : Map.of(),
            body.one(verb == Verb.HOLD ? "reason" : "note").text().orElse(null),
            verb == Verb.CONTACT ? asked.attempt() : null);
    body.finish();
    return act;
  }

  private Map<String, String> evidence(boolean required) {
    Map<String, String> said = new TreeMap<>();
    List<OperationBody> parts = body.parts("evidence");
    if (required && parts.isEmpty()) {
      body.missing("evidence");
    }
    for (OperationBody part : parts) {
      OperationValue item = part.required("item");
      Optional<String> name = item.text();
      Optional<String> value = part.required("value").said();
      if (name.isPresent() && value.isPresent() && said.put(name.get(), value.get()) != null) {
        item.fault(RejectReason.IMPOSSIBLE, "This item is given twice.");
      }
    }
    return said;
  }

  private Attempt attempt() {
    List<Offered> supports = new ArrayList<>();
    for (OperationBody part : body.parts("support")) {
      Optional<String> code =
          matching(part.required("code"), Systems.SUPPORT, "S[0-9]{2}", "A support is S01 to S30.");
      OperationValue said = part.required("result");
      Optional<String> result = said.text();
      if (result.isPresent() && !RESULTS.contains(result.get())) {
        said.fault(
            RejectReason.IMPOSSIBLE, "The result is accepted, declined, tried or not-available.");
      }
      supports.add(new Offered(code.orElse(""), result.orElse("")));
    }
    List<String> reasons = new ArrayList<>();
    for (OperationValue reason : body.all("reason")) {
      matching(reason, Systems.REASON, "R[0-9]{2}", "A reason is R01 to R24, or R99.")
          .ifPresent(reasons::add);
    }
    List<Code> needs = new ArrayList<>();
    body.all("need").forEach(need -> need.coding().ifPresent(needs::add));
    return new Attempt(
        channel(),
        body.required("reached").truth().orElse(false),
        body.one("at").moment().orElse(null),
        reasons,
        supports,
        body.one("needsAsked").truth().orElse(false),
        needs);
  }

  private Channel channel() {
    OperationValue said = body.required("channel");
    Optional<String> code = said.code(Systems.CHANNEL);
    Optional<Channel> channel = code.flatMap(Channels::of);
    if (code.isPresent() && channel.isEmpty()) {
      said.fault(
          RejectReason.IMPOSSIBLE,
          "The channel is phone, text, letter, email, video, visit or other,"
              + " or HL7's code of a way of participation.");
    }
    return channel.orElse(null);
  }

  private static Optional<String> matching(
      OperationValue value, String system, String pattern, String expected) {
    Optional<String> code = value.code(system);
    if (code.isPresent() && !code.get().matches(pattern)) {
      value.fault(RejectReason.IMPOSSIBLE, expected);
      return Optional.empty();
    }
    return code;
  }
}
