package org.attendancemonitor.feed;

import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.UnmappedCode;

/**
 * Collects the names of what a message carries and is not used, and codes without a meaning. Of the
 * rest names only: a value may identify a person.
 */
final class Unused extends ErrorHandlerAdapter {
  /** More names than this say nothing more to the sender and would let one message fill a log. */
  private static final int MOST = 50;

  private final String type;
  private final TreeSet<String> names = new TreeSet<>();
  private final Set<UnmappedCode> codes = new LinkedHashSet<>();

  Unused(String type) {
    this.type = name(type);
  }

  /** Notes an element of the resource. */
  void element(String element) {
    note(type + "." + name(element));
  }

  /** Notes an extension by the last part of its address. */
  void extension(String url) {
    String address = url == null ? "" : url;
    element("extension:" + address.substring(address.lastIndexOf('/') + 1));
  }

  /** Notes something by its own name. */
  void note(String name) {
    if (names.size() < MOST) {
      names.add(name);
    }
  }

  /** Notes a code that has no meaning here. */
  void code(UnmappedCode.Use use, Code code) {
    if (codes.size() < MOST) {
      codes.add(new UnmappedCode(use, code));
    }
  }

  /** The codes that were noted. */
  List<UnmappedCode> codes() {
    return List.copyOf(codes);
  }

  /** What was noted, in alphabetical order. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** A name as sent, made safe to print: a "name" could be anything in a hostile message. */
  static String name(String text) {
    boolean safe = !text.isEmpty() && text.length() <= 64 && !Character.isDigit(text.charAt(0));
    int digits = 0;
    for (int i = 0; safe && i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean digit = c >= '0' && c <= '9';
      digits = digit ? digits + 1 : 0;
      // Nine digits in a row could be somebody's number.
      safe = digits < 9 && (letter || digit || "_$.:-".indexOf(c) >= 0);
    }
    return safe ? text : "(unprintable)";
  }

  @Override
  public void unknownElement(IParseLocation location, String element) {
    element(element);
  }

  @Override
  public void unknownAttribute(IParseLocation location, String attribute) {
    element(attribute);
  }

  @Override
  public void unexpectedRepeatingElement(IParseLocation location, String element) {
    element(element);
  }

  @Override
  public void invalidValue(IParseLocation location, String value, String error) {
    element(location == null ? "value" : location.getParentElementName());
  }

  @Override
  public void incorrectJsonType(
      IParseLocation location,
      String element,
      ValueType expected,
      ScalarType expectedScalar,
      ValueType found,
      ScalarType foundScalar) {
    // One object where a list is expected is read as a list of one; a number as its text.
    if (expected != ValueType.ARRAY && expected != found) {
      element(element);
    }
  }
}
