package org.attendancemonitor.report;

import java.util.Locale;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Sets a page in HTML. */
final class Printing {
  private final TemplateEngine engine = new TemplateEngine();

  Printing() {
    ClassLoaderTemplateResolver templates =
        new ClassLoaderTemplateResolver(Printing.class.getClassLoader());
    templates.setPrefix("templates/report/");
    templates.setSuffix(".html");
    templates.setTemplateMode(TemplateMode.HTML);
    templates.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(templates);
  }

  /** The page as one file that asks for nothing outside itself. */
  String print(Page page) {
    Context context = new Context(Locale.UK);
    context.setVariable("page", page);
    return engine.process("report", context);
  }
}
