package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/** Bundles: a transaction is kept whole or not at all, a batch answers for each entry alone. */
final class BundleDoor {
  private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d{1,6})\\]");

  private final Door door;

  BundleDoor(Door door) {
    this.door = door;
  }

  /** {@code POST /fhir}: a transaction or a batch. */
  @Transaction
  public Bundle transaction(@TransactionParam Bundle unparsed, RequestDetails request) {
    Body body = Body.ofBundle(request);
    if (!body.bundleType().isEmpty() && !body.bundleType().matches("transaction|batch")) {
      throw Refused.of(
          RejectReason.NOT_SUPPORTED,
          "Bundle.type",
          "Send a transaction or a batch here, and a message to $process-message.");
    }
    Map<Integer, EntryVerdict> verdicts = submit(body, request);
    List<Fault> faults = Door.faults(verdicts.values());
    boolean batch = body.bundleType().equals("batch");
    if (!batch && !faults.isEmpty()) {
      throw Refused.of(faults);
    }
    Bundle response =
        new Bundle().setType(batch ? BundleType.BATCHRESPONSE : BundleType.TRANSACTIONRESPONSE);
    List<Body.Entry> entries = body.entries();
    for (int i = 0; i < entries.size(); i++) {
      response.addEntry().setResponse(answer(entries.get(i), verdicts.get(i)));
    }
    return response;
  }

  /**
   * Verdicts by the index of the entry; an entry that was not used has none.
   *
   * @throws Refused where something is wrong with the Bundle itself
   */
  private Map<Integer, EntryVerdict> submit(Body body, RequestDetails request) {
    body.nameTheNameless();
    Map<Integer, EntryVerdict> byIndex = new TreeMap<>();
    List<Fault> whole = new ArrayList<>();
    for (EntryVerdict entry : door.submit(request, body).entries()) {
      Matcher matcher = ENTRY.matcher(String.valueOf(entry.position()));
      if (matcher.find()) {
        byIndex.merge(Integer.parseInt(matcher.group(1)), entry, (a, b) -> Door.refused(a) ? a : b);
      } else if (Door.refused(entry)) {
        whole.add(Door.fault(entry));
      }
    }
    if (!whole.isEmpty()) {
      throw Refused.of(whole);
    }
    return byIndex;
  }

  private static BundleEntryResponseComponent answer(Body.Entry entry, EntryVerdict verdict) {
    BundleEntryResponseComponent response = new BundleEntryResponseComponent();
    if (verdict == null) {
      Fault unused = Fault.of(RejectReason.NOT_USED, null, "This entry is not used here.");
      return response.setStatus("422").setOutcome(Outcomes.of(List.of(unused)));
    }
    if (Door.refused(verdict)) {
      Fault fault = Door.fault(verdict);
      return response
          .setStatus(Integer.toString(fault.status()))
          .setOutcome(Outcomes.of(List.of(fault)));
    }
    boolean created = verdict.result() == Result.ACCEPTED && entry.method().equals("POST");
    return response
        .setStatus(created ? "201" : "200")
        .setLocation(entry.location())
        .setOutcome(Outcomes.accepted(verdict));
  }
}
