package org.attendancemonitor.feed;

import org.attendancemonitor.attendance.Reading.Rejected;
import org.hl7.fhir.r4.model.Resource;

/**
 * One entry of a message before its meaning is read.
 *
 * @param position {@code Bundle.entry[3]}, or the empty string for a resource that came alone
 * @param type FHIR type name, or the empty string
 * @param id logical id, or null
 * @param request what the sender asks for and where the entry stands in its Bundle
 * @param resource the parsed resource; null where it is not used, not there or could not be read
 * @param unused names of what is not used
 * @param fault why it could not be read, or null
 */
record Part(
    String position,
    String type,
    String id,
    Request request,
    Resource resource,
    Unused unused,
    Rejected fault) {

  /**
   * The frame of an entry.
   *
   * @param fullUrl or null
   * @param method HTTP method in upper case, or the empty string
   * @param url relative address, or the empty string
   * @param ifNoneExist search of a conditional create, or the empty string
   * @param lastModified the source's time of a deletion, or null
   */
  record Request(
      String fullUrl, String method, String url, String ifNoneExist, String lastModified) {
    static final Request NONE = new Request(null, "", "", "", null);
  }

  /** The path of the resource, for positions of faults. */
  String path() {
    return position.isEmpty() ? type : position + ".resource";
  }
}
