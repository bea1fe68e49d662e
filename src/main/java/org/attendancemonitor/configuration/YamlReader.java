package org.attendancemonitor.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a YAML file into sections, lists and texts with their lines; meaning comes later. */
final class YamlReader {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int DEEPEST = 40;

  private final Path file;
  private final List<ConfigurationProblem> problems;

  YamlReader(Path file, List<ConfigurationProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The file's content; empty, with a problem added, where it cannot be read at all. */
  Optional<YamlValue.Section> read() {
    if (!Files.isRegularFile(file)) {
      report(0, "", Files.exists(file) ? "not a file" : "no such file", "this file to be there");
      return Optional.empty();
    }
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LARGEST);
    limits.setNestingDepthLimit(DEEPEST);
    limits.setMaxAliasesForCollections(0);
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException fault) {
      report(0, "", "characters that are not UTF-8", "a text file in UTF-8");
      return Optional.empty();
    } catch (IOException fault) {
      report(0, "", "a file that cannot be read", "a file this program may read");
      return Optional.empty();
    }
    try {
      Node root = new Yaml(limits).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return Optional.of(section(mapping, 1, ""));
      }
      report(
          root == null ? 0 : line(root),
          "",
          root == null ? "an empty file" : "no keys",
          "keys with values, as in 'key: value'");
    } catch (MarkedYAMLException fault) {
      report(
          fault.getProblemMark() == null ? 0 : fault.getProblemMark().getLine() + 1,
          "",
          fault.getProblemMark() == null
              ? oneLine(fault.getProblem())
              : oneLine(fault.getProblem())
                  + " at column "
                  + (fault.getProblemMark().getColumn() + 1),
          "well-formed YAML (mind the indentation, and quote values that hold ': ' or ' #')");
    } catch (ReaderException fault) {
      int end = text.offsetByCodePoints(0, Math.min(fault.getPosition(), text.length()));
      report(
          (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1,
          "",
          "a character that cannot be shown",
          "printable characters");
    } catch (YAMLException fault) {
      report(
          0,
          "",
          oneLine(fault.getMessage()),
          "plain YAML within limits: values written out, no aliases (*name) of sections or lists");
    }
    return Optional.empty();
  }

  private YamlValue value(Node node, int line, String key) {
    if (node instanceof MappingNode mapping) {
      return section(mapping, line, key);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlValue> values = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        values.add(value(item, line(item), key + "[" + values.size() + "]"));
      }
      return new YamlValue.Items(line, values);
    }
    ScalarNode scalar = (ScalarNode) node;
    return new YamlValue.Text(line, scalar.getValue(), Tag.NULL.equals(scalar.getTag()));
  }

  private YamlValue.Section section(MappingNode mapping, int line, String key) {
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int keyLine = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        report(keyLine, key, "a key that is not a word", "a word before the colon");
        continue;
      }
      String full = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
      YamlValue earlier = entries.get(name.getValue());
      if (earlier != null) {
        report(
            keyLine,
            full,
            "the same key again (first on line " + earlier.line() + ")",
            "each key once");
        continue;
      }
      entries.put(name.getValue(), value(tuple.getValueNode(), keyLine, full));
    }
    return new YamlValue.Section(line, entries);
  }

  private void report(int line, String key, String found, String expected) {
    problems.add(new ConfigurationProblem(file, line, key, found, expected));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String oneLine(String text) {
    return text == null ? "a fault" : text.strip().replaceAll("\\s+", " ");
  }
}
