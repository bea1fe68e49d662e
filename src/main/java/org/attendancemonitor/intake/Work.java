package org.attendancemonitor.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.record.FactText;

/**
 * A submission in a lane with the promise of its verdict.
 *
 * @param submission what is to be done
 * @param texts the facts of its message written down, in their order: so whoever brings it has done
 *     that, and not the only thread that records
 * @param verdict completed after the commit
 */
record Work(Submission submission, List<FactText> texts, CompletableFuture<Verdict> verdict) {
  Work(Submission submission) {
    this(submission, texts(submission), new CompletableFuture<>());
  }

  private static List<FactText> texts(Submission submission) {
    if (submission.message() == null) {
      return List.of();
    }
    List<FactText> texts = new ArrayList<>();
    try {
      for (Entry entry : submission.message().entries()) {
        for (Notice notice : entry.notices()) {
          texts.add(FactText.of(notice.fact()));
        }
      }
    } catch (IllegalStateException unwritable) {
      // It fails again where it is recorded, where one that cannot be recorded is answered for.
    }
    return texts;
  }
}
