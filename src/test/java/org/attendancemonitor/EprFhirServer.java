package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * An EPR's FHIR server: HAPI's own RestfulServer in a Tomcat of its own, over resources in memory.
 * (HAPI's store for a database is not among the artifacts that can be had.) It asks for a token
 * where it is told how to know a good one, and fails as it is told to.
 */
final class EprFhirServer implements AutoCloseable {
  /** How it fails over one request. */
  enum Fault {
    TOO_MANY(429),
    UNAVAILABLE(503),
    BROKEN(500),
    RACE(412),
    UNUSABLE(422),
    /** It does what it was asked, and the answer is lost on the way. */
    LOST_ANSWER(504),
    SILENT(0);

    private final int status;

    Fault(int status) {
      this.status = status;
    }
  }

  final Set<String> patients = ConcurrentHashMap.newKeySet();
  final EprResources<Task> tasks;
  final EprResources<Flag> flags;

  /** What was asked for, with its status: {@code PUT /Task?... 201}. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The next requests fail in this way, one after the other. */
  final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** Requests whose content holds this are never usable. */
  volatile String poison;

  volatile Predicate<String> goodToken;

  /** What somebody does right after the next task was read by its id. */
  volatile Runnable afterRead;

  /** The address its links name; its own where it is null. */
  volatile String otherAddress;

  private final int port;
  private final Path work;
  private Tomcat tomcat;

  EprFhirServer(int port, Clock clock, Path work) {
    this.port = port;
    this.work = work;
    this.tasks = new EprResources<>("Task", Task::getIdentifier, Task::getFor, patients, clock);
    this.flags = new EprResources<>("Flag", Flag::getIdentifier, Flag::getSubject, patients, clock);
  }

  String base() {
    return "http://127.0.0.1:" + port + "/fhir";
  }

  /** Starts, or starts again with what it holds. */
  void start() throws LifecycleException, IOException {
    tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createDirectories(work).toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", work.toString());
    RestfulServer server = new RestfulServer(FhirContext.forR4Cached());
    server.setServerAddressStrategy(
        new HardcodedServerAddressStrategy(otherAddress == null ? base() : otherAddress));
    server.setResourceProviders(new Tasks(), new Flags());
    FifoMemoryPagingProvider pages = new FifoMemoryPagingProvider(50);
    pages.setMaximumPageSize(3);
    server.setPagingProvider(pages);
    Tomcat.addServlet(context, "fhir", server);
    context.addServletMappingDecoded("/fhir/*", "fhir");
    FilterDef filter = new FilterDef();
    filter.setFilterName("front");
    filter.setFilter(new Front());
    context.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("front");
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
    // What it warns of is for servers of the same process for weeks.
    ((org.apache.catalina.core.StandardContext) context).setClearReferencesThreadLocals(false);
    ((org.apache.catalina.core.StandardContext) context).setClearReferencesRmiTargets(false);
    tomcat.start();
  }

  void stop() throws LifecycleException {
    if (tomcat != null) {
      tomcat.stop();
      tomcat.destroy();
      tomcat = null;
    }
  }

  @Override
  public void close() throws LifecycleException {
    stop();
  }

  /** Asks for a token, notes what was asked, and fails as it is told. */
  private final class Front implements Filter {
    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequest request = (HttpServletRequest) in;
      HttpServletResponse response = (HttpServletResponse) out;
      answer(request, response, chain);
      asked.add(
          request.getMethod()
              + " "
              + request.getRequestURI().substring("/fhir".length())
              + (request.getQueryString() == null ? "" : "?" + request.getQueryString())
              + " "
              + response.getStatus());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String shown = request.getHeader("Authorization");
      if (goodToken != null
          && (shown == null || !goodToken.test(shown.substring("Bearer ".length())))) {
        response.setStatus(401);
        return;
      }
      Fault fault = faults.poll();
      if (fault == null) {
        chain.doFilter(request, response);
        Runnable next = afterRead;
        if (next != null
            && request.getMethod().equals("GET")
            && request.getRequestURI().startsWith("/fhir/Task/")) {
          afterRead = null;
          next.run();
        }
        return;
      }
      if (fault == Fault.LOST_ANSWER) {
        chain.doFilter(request, new MockHttpServletResponse());
      }
      if (fault == Fault.SILENT) {
        try {
          Thread.sleep(2_500);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
      }
      if (fault == Fault.TOO_MANY) {
        response.setHeader("Retry-After", "90");
      }
      response.setStatus(fault == Fault.SILENT ? 200 : fault.status);
    }
  }

  private void refusePoison(org.hl7.fhir.r4.model.Resource resource) {
    String text = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    if (poison != null && text.contains(poison)) {
      throw new ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException("Not this one.");
    }
  }

  /** The tasks. */
  public final class Tasks implements IResourceProvider {
    @Override
    public Class<Task> getResourceType() {
      return Task.class;
    }

    @Read
    public Task read(@IdParam IdType id) {
      return tasks.read(id);
    }

    @Search
    public List<Task> search(
        @OptionalParam(name = "identifier") TokenParam identifier,
        @OptionalParam(name = "_lastUpdated") DateRangeParam updated,
        @Sort SortSpec sort) {
      return tasks.search(identifier, updated);
    }

    @Update
    public MethodOutcome update(
        @IdParam IdType id, @ResourceParam Task task, @ConditionalUrlParam String conditional) {
      refusePoison(task);
      return tasks.update(id, task, conditional);
    }
  }

  /** The flags. */
  public final class Flags implements IResourceProvider {
    @Override
    public Class<Flag> getResourceType() {
      return Flag.class;
    }

    @Read
    public Flag read(@IdParam IdType id) {
      return flags.read(id);
    }

    @Search
    public List<Flag> search(@OptionalParam(name = "identifier") TokenParam identifier) {
      return flags.search(identifier, null);
    }

    @Update
    public MethodOutcome update(
        @IdParam IdType id, @ResourceParam Flag flag, @ConditionalUrlParam String conditional) {
      return flags.update(id, flag, conditional);
    }
  }
}
