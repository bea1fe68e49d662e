package org.attendancemonitor.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Keeps the library from parsing what is written and asked: it would recurse without a limit, take
 * the last of two equal keys, repeat what was sent in its messages, and take the sender's id away.
 * The room {@code feed} reads the bytes, this one those of operations; the library looks here
 * before it parses and finds an empty Bundle.
 */
@Interceptor
public final class Unparsed {
  private static final Set<RestOperationTypeEnum> WRITES =
      Set.of(
          RestOperationTypeEnum.CREATE,
          RestOperationTypeEnum.UPDATE,
          RestOperationTypeEnum.TRANSACTION,
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

  /** Before the library looks at the body. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public boolean leave(RequestDetails request) {
    if (WRITES.contains(request.getRestOperationType())) {
      request.setResource(new Bundle());
    }
    return true;
  }
}
