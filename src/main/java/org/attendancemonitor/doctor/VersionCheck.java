package org.attendancemonitor.doctor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.feed.Parsed;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/** Meaning: whether one id, of a message or of a version, stands for one content. */
final class VersionCheck implements Check {
  private final Findings findings;
  private final FhirContext context = FhirContext.forR4Cached();

  /** Hashes, so that a feed of years fits into memory and no content is kept. */
  private final Set<Long> texts = new HashSet<>();

  private final Map<Long, Long> messages = new HashMap<>();
  private final Map<Long, Long> versions = new HashMap<>();

  VersionCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void look(Look look) {
    long text = hash(look.sent().text().strip());
    if (!texts.add(text)) {
      findings.add(Rule.REPEATED, look.file(), "", look.place(""));
      return;
    }
    if (look.message().id() != null) {
      Long before = messages.putIfAbsent(hash(look.message().id()), text);
      if (before != null && before != text) {
        findings.add(Rule.MESSAGE_ID_REUSED, look.file(), "", look.place(""));
      }
    }
    for (Parsed parsed : look.resources()) {
      version(look, parsed);
    }
  }

  private void version(Look look, Parsed parsed) {
    Resource resource = parsed.resource();
    String id = resource.getIdElement().getIdPart();
    String version = resource.getMeta().getVersionId();
    String time = resource.getMeta().getLastUpdatedElement().getValueAsString();
    if (id == null || version == null || time == null) {
      return;
    }
    long content = content(resource);
    Long before =
        versions.putIfAbsent(
            hash(resource.fhirType() + "/" + id + "|" + version + "|" + time), content);
    if (before != null && before != content) {
      findings.add(Rule.OTHER_CONTENT, look.file(), "", look.place(parsed.path()));
    }
  }

  private long content(Resource resource) {
    Meta meta = resource.getMeta();
    resource.setMeta(null);
    IParser parser = context.newJsonParser();
    String text = parser.encodeResourceToString(resource);
    resource.setMeta(meta);
    return hash(text);
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return java.nio.ByteBuffer.wrap(Arrays.copyOf(digest, 8)).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
