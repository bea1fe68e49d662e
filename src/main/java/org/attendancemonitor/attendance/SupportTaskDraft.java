package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A support task on its way to its next state: the parts that change, by name. */
public final class SupportTaskDraft {
  private final SupportTask task;
  private String referral;
  private String service;
  private TaskStatus status;
  private Priority priority;
  private String rule;
  private String ruleVersion;
  private List<Step> steps;
  private Instant due;
  private String ownerRole;
  private String owner;
  private List<Reason> reasons;
  private List<String> supports;
  private List<String> appointments;
  private Instant modified;
  private long version;
  private String closeReason;
  private boolean recordChanged;
  private List<Reason> cautions;
  private Map<String, String> inputs;
  private List<String> escalation;
  private Instant heldUntil;

  SupportTaskDraft(SupportTask task) {
    this.task = task;
    referral = task.referral();
    service = task.service();
    status = task.status();
    priority = task.priority();
    rule = task.rule();
    ruleVersion = task.ruleVersion();
    steps = task.steps();
    due = task.due();
    ownerRole = task.ownerRole();
    owner = task.owner();
    reasons = task.reasons();
    supports = task.supports();
    appointments = task.appointments();
    modified = task.modified();
    version = task.version();
    closeReason = task.closeReason();
    recordChanged = task.recordChanged();
    cautions = task.cautions();
    inputs = task.inputs();
    escalation = task.escalation();
    heldUntil = task.heldUntil();
  }

  public SupportTaskDraft referral(String value) {
    referral = value;
    return this;
  }

  public SupportTaskDraft service(String value) {
    service = value;
    return this;
  }

  public SupportTaskDraft status(TaskStatus value) {
    status = value;
    return this;
  }

  public SupportTaskDraft priority(Priority value) {
    priority = value;
    return this;
  }

  public SupportTaskDraft rule(String value) {
    rule = value;
    return this;
  }

  public SupportTaskDraft ruleVersion(String value) {
    ruleVersion = value;
    return this;
  }

  public SupportTaskDraft steps(List<Step> value) {
    steps = value;
    return this;
  }

  public SupportTaskDraft due(Instant value) {
    due = value;
    return this;
  }

  public SupportTaskDraft ownerRole(String value) {
    ownerRole = value;
    return this;
  }

  public SupportTaskDraft owner(String value) {
    owner = value;
    return this;
  }

  public SupportTaskDraft reasons(List<Reason> value) {
    reasons = value;
    return this;
  }

  public SupportTaskDraft supports(List<String> value) {
    supports = value;
    return this;
  }

  public SupportTaskDraft appointments(List<String> value) {
    appointments = value;
    return this;
  }

  public SupportTaskDraft modified(Instant value) {
    modified = value;
    return this;
  }

  public SupportTaskDraft version(long value) {
    version = value;
    return this;
  }

  public SupportTaskDraft closeReason(String value) {
    closeReason = value;
    return this;
  }

  public SupportTaskDraft recordChanged(boolean value) {
    recordChanged = value;
    return this;
  }

  public SupportTaskDraft cautions(List<Reason> value) {
    cautions = value;
    return this;
  }

  public SupportTaskDraft inputs(Map<String, String> value) {
    inputs = value;
    return this;
  }

  public SupportTaskDraft escalation(List<String> value) {
    escalation = value;
    return this;
  }

  public SupportTaskDraft heldUntil(Instant value) {
    heldUntil = value;
    return this;
  }

  /** The task with the changes made. */
  public SupportTask build() {
    return new SupportTask(
        task.id(),
        task.patient(),
        referral,
        service,
        task.kind(),
        status,
        priority,
        rule,
        ruleVersion,
        steps,
        due,
        ownerRole,
        owner,
        reasons,
        supports,
        appointments,
        task.opened(),
        modified,
        version,
        closeReason,
        recordChanged,
        cautions,
        inputs,
        escalation,
        heldUntil);
  }
}
