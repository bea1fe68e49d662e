package org.attendancemonitor.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client that says what it does. */
final class Caller {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String base;
  private final String user;

  Caller(int port, String user) {
    this.base = "http://127.0.0.1:" + port;
    this.user = user;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send("POST", path, "application/fhir+json", BodyPublishers.ofString(body));
  }

  HttpResponse<String> put(String path, String body) {
    return send("PUT", path, "application/fhir+json", BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(
      String method, String path, String type, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request(path).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (user != null) {
      byte[] pair = (user + ":" + FhirServer.PASSWORD).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
