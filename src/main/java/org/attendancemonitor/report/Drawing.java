package org.attendancemonitor.report;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A chart as SVG that stands in a page: the same chart gives the same text, no two charts of a page
 * share an id, and who does not see it is told what it shows.
 *
 * @param id starts every id inside it
 * @param title what it shows, in a few words
 * @param description what it says, in a sentence or two
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Drawing(String id, String title, String description, int width, int height) {
  private static final String SVG = "http://www.w3.org/2000/svg";

  /** The chart. */
  String of(JFreeChart chart) {
    Document page = page();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(page);
    context.setComment(null);
    context.setPrecision(2);
    context.setIDGenerator(new Ids(id));
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    Element root = graphics.getRoot();
    describe(page, root);
    StringWriter text = new StringWriter();
    try {
      graphics.stream(root, text, false, false);
    } catch (SVGGraphics2DIOException cannotBe) {
      throw new IllegalStateException("A string cannot be written to", cannotBe);
    }
    // Inside a page there is no room for the heading of an XML file.
    String file = text.toString();
    return file.substring(file.indexOf("<svg"));
  }

  private static Document page() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException withoutXml) {
      throw new IllegalStateException("Java without XML", withoutXml);
    }
  }

  private void describe(Document page, Element root) {
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-description");
    Element first = (Element) root.getFirstChild();
    // Nothing refers to groups of definitions, and one of them is called the same in every chart.
    NodeList definitions = root.getElementsByTagName("defs");
    for (int i = 0; i < definitions.getLength(); i++) {
      ((Element) definitions.item(i)).removeAttribute("id");
    }
    root.insertBefore(words(page, "title", title), first);
    root.insertBefore(words(page, "desc", description), first);
  }

  private Element words(Document page, String name, String words) {
    Element element = page.createElementNS(SVG, name);
    element.setAttribute("id", id + "-" + (name.equals("title") ? name : "description"));
    element.appendChild(page.createTextNode(words));
    return element;
  }

  /** Ids that count up from one in each chart. */
  private static final class Ids extends SVGIDGenerator {
    private final String start;

    Ids(String start) {
      this.start = start;
    }

    @Override
    public String generateID(String prefix) {
      return start + "-" + super.generateID(prefix);
    }
  }
}
