package org.attendancemonitor.worklist;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.attendancemonitor.access.AuditUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is shown where something is not there, not allowed, or went wrong: what to do, no more. */
@Controller
final class ProblemPage implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemPage.class);

  @RequestMapping("/error")
  String problem(HttpServletRequest request, HttpServletResponse response, Model model) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    if (status >= 500) {
      Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
      log(thrown);
      status = isAway(thrown) ? 503 : status;
    }
    if (status == 503) {
      response.setHeader("Retry-After", "10");
    }
    response.setStatus(status);
    model.addAttribute(
        "heading",
        switch (status) {
          case 401 -> "Sign in to see this page";
          case 403 -> "You cannot see this page";
          case 404 -> "Page not found";
          case 429 -> "Too many tries";
          case 503 -> "The record does not answer";
          default -> status < 500 ? "This cannot be done" : "Something went wrong";
        });
    model.addAttribute(
        "text",
        switch (status) {
          case 401 -> "The name or the password is not right.";
          case 403 ->
              "Your role or your team does not allow it, or the form was too old. Go back to the"
                  + " list and try again.";
          case 404 ->
              "The page is not there, or the patient is not in the care of your team. Go back to"
                  + " the list.";
          case 429 -> "Wait a while before you try again.";
          default ->
              status < 500
                  ? "Go back and check what was sent."
                  : "Nothing that was recorded is lost. Try again in a minute; if it stays, tell"
                      + " whoever runs the service.";
        });
    return "pages/problem";
  }

  /** The record cannot be read, or what is read cannot be written down, just now. */
  private static boolean isAway(Object thrown) {
    for (Throwable at = thrown instanceof Throwable root ? root : null;
        at != null;
        at = at.getCause()) {
      if (at instanceof DataAccessException
          || at instanceof TransactionException
          || at instanceof AuditUnavailableException) {
        return true;
      }
    }
    return false;
  }

  /** Where, not what: a message may quote what was to be shown. */
  private static void log(Object thrown) {
    if (thrown instanceof Throwable root) {
      Throwable at = root;
      while (at.getCause() != null && at.getCause() != at) {
        at = at.getCause();
      }
      StackTraceElement[] trace = at.getStackTrace();
      LOG.error(
          "A page ended in {} at {}",
          at.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
    }
  }
}
