package org.attendancemonitor.risk;

import java.util.Set;

/** The codes that rules of this room raise by themselves, besides those {@code risk.yaml} names. */
public final class FlagCodes {
  /** Flags. */
  public static final Set<String> FLAGS =
      Set.of(
          LivesInDeprivedArea.CODE,
          NeedsInterpreter.CODE,
          BelongsToInclusionGroup.CODE,
          IsChild.CODE,
          DependsOnCarer.CODE,
          IsDigitallyExcluded.CODE,
          IsFrailOrOlder.CODE,
          MissesRepeatedly.CODE,
          WasDischargedAfterMiss.CODE,
          BelongsToGroupWithGap.CODE,
          NothingKnown.CODE);

  /** Reasons that are no flags and no value sets. */
  public static final Set<String> REASONS =
      Set.of(IsFrailOrOlder.OLDER, IsDigitallyExcluded.NO_PHONE);

  private FlagCodes() {}
}
