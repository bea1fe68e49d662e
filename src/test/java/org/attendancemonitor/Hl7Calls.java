package org.attendancemonitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender of HL7 v2 over MLLP, byte by byte. */
final class Hl7Calls {
  private Hl7Calls() {}

  /** A booking of one patient. */
  static String booking(String id, String patient) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|20261111091500||SIU^S12|"
        + id
        + "|P|2.4\rSCH||F"
        + id
        + "^DIARY|||||||30|min|^^^202611200900\rPID|1||"
        + patient
        + "^^^RXX^PI||Fallow^Ivy||19500317|F\r";
  }

  /** Sends one message, and waits for the answer; null where the connection was closed. */
  static String send(Socket socket, String message) throws IOException {
    write(socket, message);
    return answer(socket);
  }

  static void write(Socket socket, String message) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x0b);
    frame.write(message.getBytes(StandardCharsets.UTF_8));
    frame.write(0x1c);
    frame.write(0x0d);
    socket.getOutputStream().write(frame.toByteArray());
  }

  static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0x1c && b >= 0; b = in.read()) {
      if (b != 0x0b) {
        answer.write(b);
      }
    }
    return answer.size() == 0 || in.read() != 0x0d ? null : answer.toString(StandardCharsets.UTF_8);
  }

  /** The beginning of an answer over HTTP; what follows is left to be skipped. */
  static String headers(Socket socket) throws IOException {
    byte[] some = new byte[1 << 16];
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    do {
      int n = in.read(some);
      if (n < 0) {
        break;
      }
      text.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
    } while (in.available() > 0 || !text.toString().endsWith("0\r\n\r\n"));
    return text.toString();
  }
}
