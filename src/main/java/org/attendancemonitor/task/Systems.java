package org.attendancemonitor.task;

/** The code and identifier systems of what goes out. Receivers compare with them; never change. */
public final class Systems {
  /** Identifier of a task. */
  public static final String TASK = "urn:attendance-monitor:task";

  /** Identifier shared by the tasks that follow each other for one person and referral. */
  public static final String THREAD = "urn:attendance-monitor:thread";

  /** What a task asks for. */
  public static final String TASK_KIND = "urn:attendance-monitor:task-kind";

  /** Code and identifier of a flag. */
  public static final String FLAG = "urn:attendance-monitor:flag";

  /** Level of a flag. */
  public static final String FLAG_LEVEL = "urn:attendance-monitor:flag-level";

  /** What sort of flag it is that people recorded. */
  public static final String FLAG_CATEGORY = "urn:attendance-monitor:flag-category";

  /** What was said in a contact. */
  public static final String CONTACT = "urn:attendance-monitor:contact";

  /** Extension of a support that was offered: what came of it. */
  public static final String SUPPORT_RESULT = "urn:attendance-monitor:support-result";

  /** Why something was derived, and why something sent was refused. */
  public static final String REASON = "urn:attendance-monitor:reason";

  /** Support actions, the S-codes. */
  public static final String SUPPORT = "urn:attendance-monitor:support";

  /** Steps of a task. */
  public static final String STEP = "urn:attendance-monitor:step";

  /** Names of a task's other inputs. */
  public static final String INPUT = "urn:attendance-monitor:task-input";

  /** The role that answers for a task. */
  public static final String OWNER_ROLE = "urn:attendance-monitor:owner-role";

  /** Sign-in names. */
  public static final String USER = "urn:attendance-monitor:user";

  /** Teams of {@code services.yaml}. */
  public static final String TEAM = "urn:attendance-monitor:team";

  /** What people do with tasks. */
  public static final String ACTIVITY = "urn:attendance-monitor:activity";

  /** How a person ends a task. */
  public static final String OUTCOME = "urn:attendance-monitor:outcome";

  /** Ways of contact, HL7's v3 ParticipationMode. */
  public static final String CHANNEL = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

  /** Why a task was closed. */
  public static final String CLOSE_REASON = "urn:attendance-monitor:close-reason";

  /** NHS number. */
  public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

  /** Logical ids of a source; its name follows. */
  public static final String SOURCE = "urn:attendance-monitor:source:";

  private Systems() {}
}
