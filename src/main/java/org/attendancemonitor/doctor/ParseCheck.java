package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.feed.Entry;

/** Reading: every rejection, where it is and what the sender changes; counts by file. */
final class ParseCheck implements Check {
  private static final String FIRST_LINE = "line 1 ";
  private final Findings findings;
  private final Map<String, FileCount> files = new LinkedHashMap<>();
  private long bytes;

  ParseCheck(Findings findings) {
    this.findings = findings;
  }

  /** A file, before its first message. */
  void file(String name) {
    files.putIfAbsent(name, new FileCount(name, 0, 0, 0));
  }

  @Override
  public void look(Look look) {
    boolean rejected = false;
    long facts = 0;
    for (Entry entry : look.message().entries()) {
      if (entry.reading() instanceof Rejected fault) {
        rejected = true;
        Rule rule = Rule.of(fault.reason());
        findings.add(rule, look.file(), fault.text(), place(look, fault.position()));
      } else if (entry.reading() instanceof Accepted accepted) {
        facts += accepted.notices().size();
      }
    }
    if (look.sent().spoilt()) {
      findings.add(Rule.NOT_UTF8, look.file(), "", look.place(""));
    }
    bytes += look.sent().bytes();
    FileCount so = files.get(look.file());
    files.put(
        look.file(),
        new FileCount(
            so.file(), so.messages() + 1, so.rejected() + (rejected ? 1 : 0), so.facts() + facts));
  }

  /** The line of a fault in JSON that stands in one line of a file is that line. */
  private static String place(Look look, String position) {
    boolean inLine = look.sent().place().startsWith("line ") && position.startsWith(FIRST_LINE);
    return look.place(inLine ? position.substring(FIRST_LINE.length()) : position);
  }

  @Override
  public void conclude() {
    for (FileCount file : files.values()) {
      if (file.messages() == 0) {
        findings.add(Rule.NO_MESSAGE, file.file(), "", "");
      }
    }
  }

  List<FileCount> files() {
    return new ArrayList<>(files.values());
  }

  @Override
  public List<Figure> figures() {
    long messages = files.values().stream().mapToLong(FileCount::messages).sum();
    long rejected = files.values().stream().mapToLong(FileCount::rejected).sum();
    return List.of(
        new Figure("files", "Files", files.size()),
        new Figure("messages", "Messages", messages),
        new Figure("messages-usable", "Messages that can be used", messages - rejected),
        new Figure("messages-rejected", "Messages rejected, wholly or in part", rejected),
        new Figure("bytes", "Bytes", bytes));
  }
}
