package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Offered;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;

/**
 * What a Communication says was asked and offered, told by codes alone: its text is never read. The
 * codes are those of the policy (attendance-policy sections 7 and 8):
 *
 * <ul>
 *   <li>{@code reasonCode}: why the appointment was missed, {@code
 *       urn:attendance-monitor:reason|R07}, or a code of {@code missReasons} in feeds.yaml. A
 *       {@code statusReason} says why the message failed, and never why somebody did not come
 *   <li>{@code topic} and {@code category}: supports offered, {@code
 *       urn:attendance-monitor:support|S08}. The offer was accepted unless an extension {@code
 *       urn:attendance-monitor:support-result} of the coding or its concept says {@code declined},
 *       {@code tried} or {@code not-available}
 *   <li>{@code category}: the person was asked what would help, {@code
 *       urn:attendance-monitor:contact|needs-asked}
 * </ul>
 *
 * @param reasons R-codes, each once, in order
 * @param supports each S-code once, as first said
 * @param needsAsked the person was asked what support is needed
 */
record ContactContent(List<String> reasons, List<Offered> supports, boolean needsAsked) {
  /** The system of reasons. */
  static final String REASONS = "urn:attendance-monitor:reason";

  static final Pattern REASON = Pattern.compile("R(0[1-9]|1\\d|2[0-4]|99)");

  private static final String SUPPORTS = "urn:attendance-monitor:support";
  private static final Pattern SUPPORT = Pattern.compile("S(0[1-9]|[12]\\d|30)");
  private static final String RESULT = "urn:attendance-monitor:support-result";
  private static final String ACCEPTED = "accepted";
  private static final Set<String> RESULTS = Set.of(ACCEPTED, "declined", "tried", "not-available");
  private static final Code NEEDS_ASKED = new Code("urn:attendance-monitor:contact", "needs-asked");

  /** What a Communication says; what it codes otherwise is noted as unused. */
  static ContactContent of(Communication communication, Scope scope) {
    Map<String, Offered> supports = new LinkedHashMap<>();
    if (communication.hasTopic()) {
      offered(communication.getTopic(), "topic", supports, scope);
    }
    boolean asked = false;
    for (CodeableConcept category : communication.getCategory()) {
      if (Codings.codes(category).contains(NEEDS_ASKED)) {
        asked = true;
      } else {
        offered(category, "category", supports, scope);
      }
    }
    if (communication.hasStatusReason()) {
      scope.unused().element("statusReason");
    }
    return new ContactContent(reasons(communication, scope), List.copyOf(supports.values()), asked);
  }

  private static List<String> reasons(Communication communication, Scope scope) {
    Set<String> reasons = new TreeSet<>();
    for (CodeableConcept concept : communication.getReasonCode()) {
      List<String> meant =
          Codings.codes(concept).stream()
              .map(scope::missReason)
              .filter(java.util.Objects::nonNull)
              .toList();
      if (meant.isEmpty()) {
        scope.unused().element("reasonCode");
      }
      reasons.addAll(meant);
    }
    return List.copyOf(reasons);
  }

  private static void offered(
      CodeableConcept concept, String element, Map<String, Offered> supports, Scope scope) {
    boolean used = false;
    for (Coding coding : concept.getCoding()) {
      Code code = Codings.code(coding);
      if (code != null
          && code.system().equals(SUPPORTS)
          && SUPPORT.matcher(code.value()).matches()) {
        String result = result(coding, concept);
        if (RESULTS.contains(result)) {
          supports.putIfAbsent(code.value(), new Offered(code.value(), result));
          used = true;
        }
      }
    }
    if (!used) {
      scope.unused().element(element);
    }
  }

  /** What came of an offer; a word that is none of ours says nothing, and nothing is claimed. */
  private static String result(Element... said) {
    List<Extension> results = new ArrayList<>();
    Arrays.stream(said).forEach(element -> results.addAll(element.getExtensionsByUrl(RESULT)));
    if (results.isEmpty()) {
      return ACCEPTED;
    }
    Type value = results.get(0).getValue();
    return value == null ? "" : String.valueOf(value.primitiveValue());
  }
}
