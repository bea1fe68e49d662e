package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.attendancemonitor.attendance.RejectReason;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Reads bodies within the limits before anything parses them: type, encoding, size after
 * decompression, stated or not.
 */
final class BodyLimit implements Filter {
  private static final Set<String> JSON =
      Set.of("application/fhir+json", "application/json", "application/json+fhir");
  private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED;

  private static final int MAX_FORM_BYTES = 65_536;

  private final FhirContext fhir;
  private final String type;
  private final long maxBodyBytes;

  /**
   * @param type the media type senders are told to use
   */
  BodyLimit(FhirContext fhir, String type, long maxBodyBytes) {
    this.fhir = fhir;
    this.type = type;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    HttpServletRequest passed = request;
    if (request.getMethod().equals("POST") || request.getMethod().equals("PUT")) {
      try {
        checkType(request);
        if (isSearch(request)) {
          checkForm(request);
        } else {
          passed = new BodyRequest(request, read(request));
        }
      } catch (Refused refused) {
        refused.write(response, fhir);
        return;
      }
    }
    chain.doFilter(passed, response);
  }

  private void checkType(HttpServletRequest request) {
    MediaType sent;
    try {
      sent = MediaType.parseMediaType(String.valueOf(request.getContentType()));
    } catch (InvalidMediaTypeException e) {
      throw wrongType("Send " + type + ".");
    }
    if (isSearch(request)) {
      if (!sent.equalsTypeAndSubtype(FORM)) {
        throw wrongType("Send a search as application/x-www-form-urlencoded.");
      }
      return;
    }
    String plain = (sent.getType() + "/" + sent.getSubtype()).toLowerCase(Locale.ROOT);
    if (DryRun.takes(request.getRequestURI(), plain)) {
      return;
    }
    if (!JSON.contains(plain)) {
      throw wrongType("Send " + type + ".");
    }
    String version = sent.getParameter("fhirVersion");
    if (version != null && !version.startsWith("4.0")) {
      throw wrongType("This is FHIR R4: fhirVersion=4.0.");
    }
    try {
      if (sent.getCharset() != null && !sent.getCharset().equals(StandardCharsets.UTF_8)) {
        throw wrongType("Send UTF-8.");
      }
    } catch (IllegalArgumentException e) {
      throw wrongType("Send UTF-8.");
    }
  }

  private static boolean isSearch(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/_search");
  }

  /**
   * The container reads a form itself. One that it cannot read would be a search without its
   * parameters, that is, for everybody.
   */
  private static void checkForm(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length < 0 || length > MAX_FORM_BYTES || request.getHeader("Content-Encoding") != null) {
      throw Refused.of(
          RejectReason.TOO_LARGE,
          null,
          "Send a search with its Content-Length, at most " + MAX_FORM_BYTES + " bytes, plain.");
    }
    try {
      if (length > 0 && request.getParameterMap().isEmpty()) {
        throw Refused.of(RejectReason.UNPARSABLE, null, "The form cannot be read.");
      }
    } catch (IllegalStateException e) {
      throw Refused.of(RejectReason.UNPARSABLE, null, "The form cannot be read.");
    }
  }

  private static Refused wrongType(String text) {
    return Refused.of(415, RejectReason.NOT_SUPPORTED, null, text);
  }

  private byte[] read(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > maxBodyBytes) {
      throw tooLarge();
    }
    String encoding = request.getHeader("Content-Encoding");
    boolean gzip = "gzip".equalsIgnoreCase(encoding);
    if (encoding != null && !gzip && !encoding.equalsIgnoreCase("identity")) {
      throw wrongType("Send the body plain or with gzip.");
    }
    try (InputStream body = gzip ? unzip(request.getInputStream()) : request.getInputStream()) {
      byte[] bytes = body.readNBytes(Math.toIntExact(maxBodyBytes) + 1);
      if (bytes.length > maxBodyBytes) {
        throw tooLarge();
      }
      return bytes;
    } catch (ZipException | java.io.EOFException e) {
      throw Refused.of(RejectReason.UNPARSABLE, null, "The gzip body is broken.");
    }
  }

  private static InputStream unzip(InputStream body) throws IOException {
    return new GZIPInputStream(body);
  }

  private Refused tooLarge() {
    return Refused.of(
        RejectReason.TOO_LARGE, null, "The body is larger than " + maxBodyBytes + " bytes.");
  }
}
