package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;

/**
 * A FHIR server with a subscription: HAPI's own RestfulServer in a Tomcat of its own, over
 * appointments in memory. It numbers their changes, and makes the notifications of them.
 */
final class SubscribedServer implements AutoCloseable {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  /** What was asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Whether it gives events again. */
  volatile boolean givesEvents;

  /** Whether a token is good; null: it asks for none. */
  volatile Predicate<String> goodToken;

  /** Whether it is out of order. */
  volatile boolean broken;

  private final Map<String, Appointment> appointments = new TreeMap<>();
  private final List<String> changes = new ArrayList<>();
  private final Tomcat tomcat = new Tomcat();
  private final int port;

  SubscribedServer(int port, Path work) throws LifecycleException {
    this.port = port;
    tomcat.setBaseDir(work.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", work.toString());
    RestfulServer server = new RestfulServer(FHIR);
    server.setResourceProviders(new Appointments(), new Subscriptions());
    FifoMemoryPagingProvider pages = new FifoMemoryPagingProvider(10);
    pages.setMaximumPageSize(2);
    server.setPagingProvider(pages);
    Tomcat.addServlet(context, "fhir", server);
    context.addServletMappingDecoded("/fhir/*", "fhir");
    Filter front =
        (in, out, chain) -> {
          HttpServletRequest request = (HttpServletRequest) in;
          String query = request.getQueryString();
          asked.add(request.getRequestURI() + (query == null ? "" : "?" + query));
          String shown = String.valueOf(request.getHeader("Authorization"));
          if (goodToken != null && !goodToken.test(shown.replace("Bearer ", ""))) {
            ((HttpServletResponse) out).setStatus(401);
          } else if (broken) {
            ((HttpServletResponse) out).setStatus(503);
          } else {
            chain.doFilter(in, out);
          }
        };
    FilterDef filter = new FilterDef();
    filter.setFilterName("front");
    filter.setFilter(front);
    context.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("front");
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
    tomcat.start();
  }

  String base() {
    return "http://127.0.0.1:" + port + "/fhir";
  }

  /** Keeps an appointment, which is an event of the subscription. */
  synchronized void change(String json) {
    Appointment appointment = FHIR.newJsonParser().parseResource(Appointment.class, json);
    appointment.getMeta().setLastUpdated(Date.from(Instant.now()));
    appointments.put(appointment.getIdPart(), appointment);
    changes.add(appointment.getIdPart());
  }

  /** The notification of events by their numbers; without content if it is not to be told. */
  synchronized String notification(String type, boolean content, int... numbers) {
    return FHIR.newJsonParser().encodeResourceToString(bundle(type, content, numbers));
  }

  private Bundle bundle(String type, boolean content, int... numbers) {
    org.hl7.fhir.r4.model.Parameters status = new org.hl7.fhir.r4.model.Parameters();
    status.addParameter("subscription", new Reference("Subscription/admissions"));
    status.addParameter("type", new org.hl7.fhir.r4.model.CodeType(type));
    status.addParameter(
        "events-since-subscription-start", new StringType(Integer.toString(changes.size())));
    Bundle bundle = new Bundle().setType(Bundle.BundleType.HISTORY);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:0c6d3a9e-0000-4000-8000-00000000000a")
        .setResource(status);
    for (int number : numbers) {
      String id = changes.get(number - 1);
      var event = status.addParameter().setName("notification-event");
      event.addPart().setName("event-number").setValue(new StringType(Integer.toString(number)));
      event.addPart().setName("focus").setValue(new Reference(base() + "/Appointment/" + id));
      if (content) {
        bundle
            .addEntry()
            .setFullUrl(base() + "/Appointment/" + id)
            .setResource(appointments.get(id));
      }
    }
    return bundle;
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** The appointments. */
  public final class Appointments implements IResourceProvider {
    @Override
    public Class<Appointment> getResourceType() {
      return Appointment.class;
    }

    @Search
    public List<Appointment> search(@OptionalParam(name = "_lastUpdated") DateRangeParam updated) {
      synchronized (SubscribedServer.this) {
        Date from = updated == null ? null : updated.getLowerBoundAsInstant();
        return appointments.values().stream()
            .filter(it -> from == null || !it.getMeta().getLastUpdated().before(from))
            .toList();
      }
    }
  }

  /** The subscription. */
  public final class Subscriptions implements IResourceProvider {
    @Override
    public Class<Subscription> getResourceType() {
      return Subscription.class;
    }

    @Operation(name = "$events", idempotent = true)
    public Bundle events(
        @IdParam IdType id,
        @OperationParam(name = "eventsSinceNumber") StringType from,
        @OperationParam(name = "eventsUntilNumber") StringType to) {
      if (!givesEvents) {
        throw new ResourceNotFoundException("not offered");
      }
      int first = Integer.parseInt(from.getValue());
      int last = Integer.parseInt(to.getValue());
      synchronized (SubscribedServer.this) {
        return bundle(
            "query-event", true, java.util.stream.IntStream.rangeClosed(first, last).toArray());
      }
    }
  }
}
