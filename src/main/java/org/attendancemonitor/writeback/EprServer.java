package org.attendancemonitor.writeback;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.access.TokenUnavailableException;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * An EPR's FHIR R4 server: what of the protocol is needed here. Each call is one request, waited
 * for no longer than the terms say; a token that is refused is replaced once.
 */
final class EprServer {
  private static final String JSON = "application/fhir+json";
  private static final int PAGE = 100;
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final Set<Integer> CHANGED = Set.of(409, 412);

  /** Not now, whatever is asked: RFC 9110 and RFC 6585. */
  private static final Set<Integer> AWAY = Set.of(408, 425, 429, 502, 503, 504);

  private final WriteBackTerms terms;
  private final SystemToken token;
  private final FhirContext fhir = FhirContext.forR4Cached();
  private final HttpClient http;

  /**
   * @param terms where it is
   * @param token shown with every request; null where the server asks for none
   */
  EprServer(WriteBackTerms terms, SystemToken token) {
    this.terms = terms;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(terms.patience())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What it holds under one of our identifiers. */
  <T extends Resource> Optional<T> find(Class<T> type, String system, String id)
      throws ServerAwayException, NotTakenException {
    Bundle found =
        parse(Bundle.class, checked(get(URI.create(terms.base() + "/" + named(type, system, id)))));
    return found.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  /** What it holds under its own id; empty where that is gone. */
  <T extends Resource> Optional<T> read(Class<T> type, String there)
      throws ServerAwayException, NotTakenException {
    HttpResponse<String> answer =
        get(URI.create(terms.base() + "/" + type.getSimpleName() + "/" + encoded(there)));
    return GONE.contains(answer.statusCode())
        ? Optional.empty()
        : Optional.of(parse(type, checked(answer)));
  }

  /** Tasks of ours that changed there since a moment of its clock; the first page. */
  Bundle changed(Instant since) throws ServerAwayException, NotTakenException {
    return page(
        URI.create(
            terms.base()
                + "/Task?identifier="
                + encoded(Systems.TASK + "|")
                + "&_lastUpdated=ge"
                + encoded(since.toString())
                + "&_sort=_lastUpdated&_count="
                + PAGE));
  }

  /** The page after; empty where there is none, or it lies on another server. */
  Optional<Bundle> after(Bundle page) throws ServerAwayException, NotTakenException {
    Bundle.BundleLinkComponent next = page.getLink(Bundle.LINK_NEXT);
    if (next == null || next.getUrl() == null) {
      return Optional.empty();
    }
    URI address;
    try {
      address = URI.create(terms.base() + "/").resolve(next.getUrl()).normalize();
    } catch (IllegalArgumentException unreadable) {
      throw new NotTakenException(NotTakenException.Kind.LATER, "an unreadable next link");
    }
    URI base = terms.base();
    boolean same =
        base.getScheme().equals(address.getScheme())
            && base.getAuthority().equals(address.getAuthority())
            && address.getPath() != null
            && (address.getPath() + "/").startsWith(base.getPath() + "/");
    if (!same) {
      // A token shown elsewhere is a token given away.
      throw new NotTakenException(
          NotTakenException.Kind.REFUSED, "the next page lies on another server");
    }
    return Optional.of(page(address));
  }

  private Bundle page(URI address) throws ServerAwayException, NotTakenException {
    return parse(Bundle.class, checked(get(address)));
  }

  /**
   * Writes one where it was seen in a version: a server refuses it where that is no longer the
   * newest. By its own id: servers take {@code If-Match} into account with that address only.
   */
  <T extends Resource> T update(Class<T> type, T resource, String there, String version)
      throws ServerAwayException, NotTakenException {
    HttpRequest.Builder request =
        request(URI.create(terms.base() + "/" + type.getSimpleName() + "/" + encoded(there)))
            .PUT(BodyPublishers.ofString(text(resource)));
    if (version != null) {
      request.header("If-Match", "W/\"" + version + "\"");
    }
    return written(type, send(request), there);
  }

  /** Writes one that it does not have: by our identifier, so that it never has it twice. */
  <T extends Resource> T create(Class<T> type, T resource, String system, String id)
      throws ServerAwayException, NotTakenException {
    return written(
        type,
        send(
            request(URI.create(terms.base() + "/" + named(type, system, id)))
                .PUT(BodyPublishers.ofString(text(resource)))),
        null);
  }

  private static String named(Class<? extends Resource> type, String system, String id) {
    return type.getSimpleName() + "?identifier=" + encoded(system + "|" + id);
  }

  private HttpResponse<String> get(URI address) throws ServerAwayException, NotTakenException {
    return send(request(address).GET());
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .header("Accept", JSON)
        .header("Content-Type", JSON)
        .header("Prefer", "return=representation");
  }

  /**
   * @throws ServerAwayException where there is no answer, or one that asks to come again
   * @throws NotTakenException where somebody changed it, or the server failed over this one
   */
  private HttpResponse<String> send(HttpRequest.Builder request)
      throws ServerAwayException, NotTakenException {
    String shown = shown();
    HttpResponse<String> answer = exchange(request, shown);
    if (answer.statusCode() == 401 && shown != null) {
      token.refused(shown);
      answer = exchange(request, shown());
    }
    int status = answer.statusCode();
    if (status == 401) {
      throw new ServerAwayException("status 401: the token is not accepted", null);
    }
    if (AWAY.contains(status)) {
      throw new ServerAwayException("status " + status, RetryAfter.of(answer));
    }
    if (CHANGED.contains(status)) {
      throw new NotTakenException(NotTakenException.Kind.CHANGED, "status " + status);
    }
    if (status >= 500) {
      throw new NotTakenException(NotTakenException.Kind.LATER, "status " + status);
    }
    return answer;
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request, String shown)
      throws ServerAwayException {
    if (shown != null) {
      request.setHeader("Authorization", "Bearer " + shown);
    }
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(request.timeout(terms.patience()).build(), answer -> new BoundedBody());
    try {
      return sent.get(terms.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      sent.cancel(true);
      throw new ServerAwayException("no answer in time", null);
    } catch (ExecutionException failure) {
      throw new ServerAwayException(
          "no answer: " + failure.getCause().getClass().getSimpleName(), null);
    } catch (InterruptedException stop) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServerAwayException("stopping", null);
    }
  }

  private String shown() throws ServerAwayException {
    try {
      return token == null ? null : token.value();
    } catch (TokenUnavailableException none) {
      throw new ServerAwayException(none.getMessage(), null);
    }
  }

  private HttpResponse<String> checked(HttpResponse<String> answer) throws NotTakenException {
    if (answer.statusCode() / 100 != 2) {
      throw new NotTakenException(
          NotTakenException.Kind.REFUSED, "status " + answer.statusCode() + issue(answer.body()));
    }
    return answer;
  }

  /** The code of the first issue; its words may quote what was sent. */
  private String issue(String body) {
    try {
      return fhir.newJsonParser().parseResource(OperationOutcome.class, body).getIssue().stream()
          .filter(issue -> issue.getCode() != null)
          .map(issue -> " (" + issue.getCode().toCode() + ")")
          .findFirst()
          .orElse("");
    } catch (DataFormatException | IllegalArgumentException other) {
      return "";
    }
  }

  /** What was written, as the server holds it now; with no body, what its headers say. */
  private <T extends Resource> T written(Class<T> type, HttpResponse<String> answer, String knownAs)
      throws ServerAwayException, NotTakenException {
    if (knownAs != null && GONE.contains(answer.statusCode())) {
      throw new NotTakenException(NotTakenException.Kind.CHANGED, "gone");
    }
    checked(answer);
    if (!answer.body().isBlank()) {
      Resource parsed = parse(Resource.class, answer);
      if (type.isInstance(parsed) && parsed.getMeta().hasVersionId()) {
        return type.cast(parsed);
      }
    }
    String there =
        knownAs != null
            ? knownAs
            : answer
                .headers()
                .firstValue("Location")
                .map(it -> it.replaceAll(".*/" + type.getSimpleName() + "/([^/?]+).*", "$1"))
                .orElseThrow(
                    () ->
                        new NotTakenException(
                            NotTakenException.Kind.LATER, "an answer without an id"));
    return read(type, there)
        .orElseThrow(() -> new NotTakenException(NotTakenException.Kind.CHANGED, "gone"));
  }

  private <T extends Resource> T parse(Class<T> type, HttpResponse<String> answer)
      throws NotTakenException {
    try {
      return type.cast(fhir.newJsonParser().parseResource(answer.body()));
    } catch (DataFormatException | IllegalArgumentException | ClassCastException unreadable) {
      throw new NotTakenException(NotTakenException.Kind.LATER, "an answer that cannot be read");
    }
  }

  private String text(Resource resource) {
    return fhir.newJsonParser().encodeResourceToString(resource);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
