package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.AuditUnavailableException;
import org.attendancemonitor.access.SignedIn;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cds-services}: CDS Hooks 2.0 (<a
 * href="https://cds-hooks.hl7.org/2.0/">specification</a>). A GET lists the services, a POST to one
 * of them is answered with cards. Faults are answered with an OperationOutcome whose expression is
 * the field.
 */
public final class CdsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(CdsServlet.class);

  private final transient HookAnswers answers;
  private final transient Within within;
  private final transient Audit audit;
  private final transient FhirContext fhir;

  CdsServlet(HookAnswers answers, Within within, Audit audit, FhirContext fhir) {
    this.answers = answers;
    this.within = within;
    this.audit = audit;
    this.fhir = fhir;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getPathInfo() == null) {
      write(response, Hook.discovery());
    } else {
      nothing(404, IssueType.NOTFOUND, "not-found", "There is nothing here.").write(response, fhir);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
      Hook hook =
          Hook.of(path.substring(1))
              .orElseThrow(
                  () -> nothing(404, IssueType.NOTFOUND, "not-found", "No such service here."));
      HookCall call = HookCall.of(hook, request.getInputStream().readAllBytes());
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      ArrayNode cards = answer.putArray("cards");
      answers
          .answer(call, request.getRemoteUser(), within.reach(request))
          .forEach(card -> cards.add(card.json()));
      SignedIn.of(request).ifPresent(who -> audit.list(who, "cds-services/" + hook.id, List.of()));
      write(response, answer);
    } catch (Refused refused) {
      refused.write(response, fhir);
    } catch (AuditUnavailableException unavailable) {
      nothing(503, IssueType.TRANSIENT, "transient", "What is read cannot be written down.")
          .write(response, fhir);
    } catch (RuntimeException fault) {
      // Where, not what: the message may carry what was sent.
      StackTraceElement[] trace = fault.getStackTrace();
      log.error(
          "A call of a hook ended in {} at {}",
          fault.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      nothing(500, IssueType.EXCEPTION, "failed", "A fault of ours; tell the operator.")
          .write(response, fhir);
    }
  }

  private static Refused nothing(int status, IssueType type, String word, String text) {
    return new Refused(status, Outcomes.of(type, word, text));
  }

  private static void write(HttpServletResponse response, ObjectNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
