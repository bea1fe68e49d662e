package org.attendancemonitor.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A printed page read back: it has to be well-formed XML. */
final class ReadPage {
  private static final Pattern NUMBER = Pattern.compile("\u2212?\\d[\\d,]*(?:\\.\\d+)?");

  final Document document;

  ReadPage(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    document = builder.parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  /** A number as printed. */
  record Printed(double value, int decimals) {
    /** It is this figure, rounded. */
    boolean is(double figure) {
      return Math.abs(value - figure) <= 0.5 * Math.pow(10, -decimals) + 1e-9;
    }
  }

  /** A row: the heading it stands under, and its cells by column. */
  record Row(String heading, String name, Map<String, String> cells) {}

  List<Element> all(String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<Element> children(Element parent, String... names) {
    List<Element> children = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && List.of(names).contains(element.getLocalName())) {
        children.add(element);
      }
    }
    return children;
  }

  /** The rows of the table with a caption that starts so. */
  List<Row> table(String caption) {
    Element table =
        all("table").stream()
            .filter(t -> text(children(t, "caption").get(0)).startsWith(caption))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no table " + caption));
    List<Element> lines =
        children(table, "thead", "tbody").stream()
            .flatMap(part -> children(part, "tr").stream())
            .toList();
    List<String> head = children(lines.get(0), "th").stream().map(ReadPage::text).toList();
    List<Row> rows = new ArrayList<>();
    String heading = "";
    for (Element line : lines.subList(1, lines.size())) {
      List<Element> cells =
          children(line, "th", "td").stream()
              .filter(cell -> !cell.getAttribute("class").equals("plot"))
              .toList();
      if (line.getAttribute("class").equals("scale")) {
        continue;
      }
      if (cells.size() == 1) {
        heading = text(cells.get(0));
        continue;
      }
      Map<String, String> byColumn = new LinkedHashMap<>();
      for (int i = 1; i < cells.size(); i++) {
        byColumn.put(head.get(i), text(cells.get(i)));
      }
      rows.add(new Row(heading, text(cells.get(0)), byColumn));
    }
    return rows;
  }

  /** The texts of the elements of a name. */
  List<String> texts(String name) {
    return all(name).stream().map(ReadPage::text).toList();
  }

  static String text(Element element) {
    return element.getTextContent().strip().replaceAll("\\s+", " ");
  }

  /** Every number in a text. */
  static List<Printed> numbers(String text) {
    List<Printed> numbers = new ArrayList<>();
    Matcher found = NUMBER.matcher(text);
    while (found.find()) {
      String digits = found.group().replace(",", "").replace('\u2212', '-');
      int point = digits.indexOf('.');
      numbers.add(
          new Printed(Double.parseDouble(digits), point < 0 ? 0 : digits.length() - point - 1));
    }
    return numbers;
  }
}
