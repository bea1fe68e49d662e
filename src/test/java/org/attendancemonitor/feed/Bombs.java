package org.attendancemonitor.feed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages made to do harm: small to send, or within the limit of bytes, and costly for whoever
 * reads them without a limit.
 */
public final class Bombs {
  private static final int NEARLY = 4_900_000;
  private static final String HEAD = "MSH|^~\\&|PAS|RXX|AM|RXX|20261111091500||SIU^S12|B1|P|2.4\r";

  private Bombs() {}

  /** JSON and XML, by what they are; none can be used. */
  public static Map<String, String> json() {
    Map<String, String> bombs = new LinkedHashMap<>();
    bombs.put("lists within lists", "[".repeat(NEARLY));
    bombs.put(
        "objects within objects",
        "{\"resourceType\":\"Patient\",\"contact\":" + "{\"a\":".repeat(500_000) + "1");
    bombs.put(
        "extensions within extensions, ended well",
        "{\"resourceType\":\"Patient\",\"id\":\"b\",\"extension\":"
            + "[{\"url\":\"u\",\"extension\":".repeat(5_000)
            + "[]"
            + "}]".repeat(5_000)
            + "}");
    bombs.put(
        "a string over the limit",
        "{\"resourceType\":\"Patient\",\"id\":\"" + "x".repeat(6_000_000) + "\"}");
    bombs.put(
        "a number of a million digits",
        "{\"resourceType\":\"Patient\",\"a\":" + "9".repeat(1_000_000) + "}");
    bombs.put(
        "a million entries",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
            + String.join(",", Collections.nCopies(1_000_000, "{}"))
            + "]}");
    bombs.put(
        "entities of entities",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
            + " \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&b;&f;\"/></Patient>");
    return bombs;
  }

  /** What may be used or not, but must not take long. */
  public static Map<String, String> costly() {
    Map<String, String> bombs = new LinkedHashMap<>();
    bombs.put(
        "a number beyond measure",
        "{\"resourceType\":\"Observation\",\"id\":\"n\",\"status\":\"final\",\"subject\":{\"reference\":"
            + "\"Patient/p\"},\"code\":{\"text\":\"x\"},\"valueQuantity\":{\"value\":1e999999999}}");
    bombs.put(
        "a hundred thousand identifiers",
        "{\"resourceType\":\"Patient\",\"id\":\"i\",\"identifier\":["
            + String.join(
                ",", Collections.nCopies(100_000, "{\"system\":\"urn:a\",\"value\":\"1\"}"))
            + "]}");
    bombs.put("a hundred thousand names of elements nobody knows", manyKeys());
    bombs.put("segments without end", HEAD + "ZZ1|a\r".repeat(NEARLY / 6));
    bombs.put("repetitions without end", HEAD + "PID|1||" + "1^^^A~".repeat(NEARLY / 6) + "\r");
    bombs.put("components without end", HEAD + "PID|1||1|" + "^".repeat(NEARLY - 100) + "\r");
    bombs.put(
        "subcomponents without end", HEAD + "PID|1||1|" + "&a".repeat(NEARLY / 2 - 100) + "\r");
    bombs.put("fields without end", HEAD + "PID|1||1" + "|".repeat(NEARLY - 100) + "\r");
    bombs.put("escapes without end", HEAD + "PID|1||1|" + "\\F\\".repeat(NEARLY / 3 - 100) + "\r");
    return bombs;
  }

  private static String manyKeys() {
    StringBuilder text = new StringBuilder("{\"resourceType\":\"Patient\",\"id\":\"k\"");
    for (int i = 0; i < 100_000; i++) {
      text.append(",\"k").append(i).append("\":1");
    }
    return text.append('}').toString();
  }
}
