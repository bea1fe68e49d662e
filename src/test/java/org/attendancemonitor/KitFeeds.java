package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A feed for the forms of {@code simulate}: extracts as shipped, HL7 v2 as its page says. */
final class KitFeeds {
  private KitFeeds() {}

  /** The shipped feeds.yaml and the feed {@code kit}. */
  static String with(String shipped) throws IOException {
    String csv =
        shipped
            .lines()
            .dropWhile(line -> !line.equals("  #   csv:"))
            .takeWhile(line -> !line.isBlank())
            .map(line -> line.replaceFirst("# ", ""))
            .collect(Collectors.joining("\n"));
    assertThat(csv).contains("ATTENDANCE IDENTIFIER");
    String page = Files.readString(Path.of("docs/connecting-hl7.md"));
    int from = page.indexOf("    hl7:\n");
    String hl7 = page.substring(from, page.indexOf("```", from));
    String kit =
        """
          kit:
            source: kit
            signIns: []
            sourceTime: use
            groupStatus: unknown
        """;
    return shipped.replace("\nfeeds:\n", "\nfeeds:\n" + kit + hl7 + csv + "\n");
  }
}
