package org.attendancemonitor.fault;

import java.util.List;

/**
 * How a trial went.
 *
 * @param fault what was done to the service
 * @param promise what it is to do then
 * @param happened what it did, in lines
 * @param broken what it did otherwise than promised; empty where the promise held
 */
public record Verdict(String fault, String promise, List<String> happened, List<String> broken) {
  public Verdict {
    happened = List.copyOf(happened);
    broken = List.copyOf(broken);
  }

  /** Whether the promise held. */
  public boolean held() {
    return broken.isEmpty();
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("fault:    ").append(fault).append('\n');
    text.append("promised: ").append(promise).append('\n');
    happened.forEach(it -> text.append("happened: ").append(it).append('\n'));
    broken.forEach(it -> text.append("BROKEN:   ").append(it).append('\n'));
    return text.append("verdict:  ").append(held() ? "the promise held" : "NOT KEPT").toString();
  }
}
