package org.attendancemonitor;

import org.attendancemonitor.configuration.ConfigurationException;
import picocli.CommandLine;

/** Tells what went wrong in lines a person can act on; a stack trace only for faults of ours. */
final class PlainErrors implements CommandLine.IExecutionExceptionHandler {

  /** A command could not do what was asked; the message says why and what to do. */
  static final class CannotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotRunException(String message) {
      super(message);
    }
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof ConfigurationException wrong) {
      command.getErr().println(wrong.getMessage());
      return 2;
    }
    if (failure instanceof CannotRunException known) {
      command.getErr().println(known.getMessage());
      return 2;
    }
    throw failure;
  }
}
