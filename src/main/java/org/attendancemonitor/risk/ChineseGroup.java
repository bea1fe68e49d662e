package org.attendancemonitor.risk;

/** Where "Chinese" (R) counts: ONS 2011 and 2021 say Asian, the NHS set of 2001 says Other. */
public enum ChineseGroup {
  ASIAN,
  OTHER
}
