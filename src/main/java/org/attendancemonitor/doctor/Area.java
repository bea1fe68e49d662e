package org.attendancemonitor.doctor;

/** The parts of a report, in the order in which a sender puts a feed right. */
enum Area {
  CONNECTION("Connection", "Can a sender reach the service, believe it and sign in?"),
  PARSE("Reading", "Can each message be read, and is everything there that it needs?"),
  STRUCTURE("Structure", "Does FHIR have the shape of R4 and UK Core, and what is left unused?"),
  IDENTITY("Identity", "Can it be told who a message is about? Counts only, never a number."),
  CODES("Codes", "Which codes come, and which of them has nobody given a meaning here?"),
  MEANING("Meaning", "Do the messages agree with the calendar and with each other?"),
  COVERAGE("Coverage", "Which part of the patients can be counted in which figure?", false),
  VOLUME("Volume and order", "How many messages come, when, and in which order?"),
  EVENTS("Events understood", "Compare these with the sender's own counts.", false);

  final String title;
  final String question;

  /** There are rules for it; without, its figures speak for themselves. */
  final boolean judged;

  Area(String title, String question) {
    this(title, question, true);
  }

  Area(String title, String question, boolean judged) {
    this.title = title;
    this.question = question;
    this.judged = judged;
  }

  /** The word in the machine-readable report. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
