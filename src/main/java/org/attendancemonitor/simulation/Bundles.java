package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.List;

/** Several resources in one FHIR transaction, as the community's record system sends them. */
final class Bundles {
  private Bundles() {}

  static String transaction(String id, Instant at, List<Stated> resources) {
    Json json =
        new Json()
            .object()
            .put("resourceType", "Bundle")
            .put("id", id)
            .object("meta")
            .put("lastUpdated", RecordSystem.instant(at))
            .end()
            .put("type", "transaction")
            .put("timestamp", RecordSystem.instant(at))
            .list("entry");
    for (Stated each : resources) {
      String path = each.type() + "/" + each.id();
      json.object()
          .put("fullUrl", "https://community.epr.example.nhs.uk/fhir/" + path)
          .raw("resource", each.json())
          .object("request")
          .put("method", "PUT")
          .put("url", path)
          .end()
          .end();
    }
    return json.close().end().toString();
  }
}
