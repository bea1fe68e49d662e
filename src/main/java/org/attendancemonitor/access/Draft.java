package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody was about to send when their session had ended. It travels through the sign-in page
 * and is put back into its form; nothing is done with it before they send it again.
 *
 * @param path of the form
 * @param fields what was typed, by field
 */
public record Draft(String path, Map<String, List<String>> fields) {
  /** In front of the names of its fields on the sign-in page. */
  public static final String PREFIX = "draft.";

  /** The field that says where to go on. */
  public static final String CONTINUE = "continue";

  /** Session attribute. */
  static final String KEPT = Draft.class.getName();

  private static final Pattern OURS =
      Pattern.compile("/|/(?:worklist|waiting-list|team|feeds|audit)(?:/[A-Za-z0-9_-]{1,100})*");
  private static final int FIELDS = 100;
  private static final int LENGTH = 20_000;

  public Draft {
    fields = Map.copyOf(fields);
  }

  /** Whether a path leads to a page of ours: nobody is sent elsewhere after a sign-in. */
  static boolean ours(String path) {
    return path != null && OURS.matcher(path).matches();
  }

  /** Where to go on after the sign-in; null where nothing fit was asked for. */
  public static String wanted(HttpServletRequest request) {
    String path = request.getParameter(CONTINUE);
    return ours(path) ? path : null;
  }

  /**
   * What a request that came too late was about to say; what another site made a browser send is no
   * draft.
   */
  public static Optional<Draft> of(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (!request.getMethod().equals("POST") || "cross-site".equals(site)) {
      return Optional.empty();
    }
    if (request.getRequestURI().equals(PageEntry.SIGN_IN) && wanted(request) != null) {
      return Optional.of(new Draft(wanted(request), carried(request)));
    }
    Object from = request.getAttribute(jakarta.servlet.RequestDispatcher.FORWARD_REQUEST_URI);
    String path = from == null ? request.getRequestURI() : from.toString();
    if (!ours(path)) {
      return path.equals(PageEntry.SIGN_IN) && wanted(request) != null
          ? Optional.of(new Draft(wanted(request), carried(request)))
          : Optional.empty();
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> put(fields, name.startsWith("_") ? null : name, values));
    return Optional.of(new Draft(path, fields));
  }

  /**
   * Notes what the sign-in page was shown for, or that it was shown for nothing: a sign-in at the
   * site's provider comes back without the fields of the page.
   *
   * @param draft or null
   */
  public static void hold(HttpServletRequest request, Draft draft) {
    String path = wanted(request);
    Draft held = draft != null ? draft : path == null ? null : new Draft(path, Map.of());
    HttpSession session = request.getSession(held != null);
    if (held != null) {
      session.setAttribute(KEPT, held);
    } else if (session != null) {
      session.removeAttribute(KEPT);
    }
  }

  /** Where to go on: where the request says, else where the sign-in page was shown for; or null. */
  public static String next(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Draft held =
        session != null && session.getAttribute(KEPT) instanceof Draft draft ? draft : null;
    if (held != null && held.fields().isEmpty()) {
      session.removeAttribute(KEPT);
    }
    String path = wanted(request);
    return path != null ? path : held == null ? null : held.path();
  }

  /** The draft that waits for this form, once. */
  public static Optional<Draft> take(HttpSession session, String path) {
    if (session != null
        && session.getAttribute(KEPT) instanceof Draft draft
        && draft.path().equals(path)) {
      session.removeAttribute(KEPT);
      return Optional.of(draft);
    }
    return Optional.empty();
  }

  static void keep(HttpServletRequest request, HttpSession session) {
    String path = wanted(request);
    Map<String, List<String>> fields = carried(request);
    if (path != null && !fields.isEmpty()) {
      session.setAttribute(KEPT, new Draft(path, fields));
    }
  }

  private static Map<String, List<String>> carried(HttpServletRequest request) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(PREFIX)) {
                put(fields, name.substring(PREFIX.length()), values);
              }
            });
    return fields;
  }

  private static void put(Map<String, List<String>> fields, String name, String[] values) {
    if (name == null || fields.size() >= FIELDS) {
      return;
    }
    List<String> kept = new ArrayList<>();
    for (String value : values) {
      kept.add(value.length() > LENGTH ? value.substring(0, LENGTH) : value);
    }
    fields.put(name, List.copyOf(kept));
  }
}
