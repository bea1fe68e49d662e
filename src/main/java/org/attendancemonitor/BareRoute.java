package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import org.apache.camel.builder.RouteBuilder;

/**
 * The least that a Camel route can do with an event and not lose it: read it from the queue, parse
 * it, put it into a table, one message a transaction. What this program is measured against.
 */
final class BareRoute extends RouteBuilder {
  private final BareTable table;
  private final FhirContext fhir = FhirContext.forR4Cached();

  BareRoute(BareTable table) {
    this.table = table;
  }

  @Override
  public void configure() {
    from("jms:queue:" + EmbeddedBroker.EVENTS)
        .process(
            exchange -> {
              String body = exchange.getMessage().getBody(String.class);
              table.insert(fhir.newJsonParser().parseResource(body), body);
            });
  }
}
