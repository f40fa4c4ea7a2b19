package org.einthoven.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.einthoven.training.evaluation.EvaluationResult.Block;

/** An {@link EvaluationResult} in each format. */
public final class ResultText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultText() {}

  /** The result in a format, without a line end after it. */
  public static String of(EvaluationResult result, Format format) {
    return switch (format) {
      case JSON -> json(result.fields());
      case MARKDOWN -> ("# " + result.title() + "\n\n" + markdown(result)).stripTrailing();
      case TEXT -> (result.title() + "\n\n" + text(result)).stripTrailing();
    };
  }

  /** Everything below the title, as Markdown; pictures are named by their files. */
  static String markdown(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    for (Block block : result.blocks()) {
      if (block instanceof Block.Heading heading) {
        text.append("## ").append(heading.words());
      } else if (block instanceof Block.Paragraph paragraph) {
        text.append(paragraph.words());
      } else if (block instanceof Block.Table table) {
        text.append(markdown(table));
      } else if (block instanceof Block.Picture picture) {
        String file = file(result, picture);
        text.append("![").append(picture.words()).append("](").append(file).append(')');
      }
      text.append("\n\n");
    }
    return text.toString();
  }

  /** The name of a picture's file. */
  static String file(EvaluationResult result, Block.Picture picture) {
    return result.name() + "-" + picture.part() + ".svg";
  }

  private static String markdown(Block.Table table) {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(String.join(" | ", table.header())).append(" |\n|---|");
    text.append("--:|".repeat(table.header().size() - 1));
    for (List<String> row : table.rows()) {
      text.append("\n| ").append(String.join(" | ", row)).append(" |");
    }
    return text.toString();
  }

  private static String text(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    for (Block block : result.blocks()) {
      if (block instanceof Block.Heading heading) {
        text.append(heading.words()).append("\n\n");
      } else if (block instanceof Block.Paragraph paragraph) {
        text.append(paragraph.words()).append("\n\n");
      } else if (block instanceof Block.Table table) {
        text.append(text(table)).append('\n');
      }
    }
    return text.toString();
  }

  private static String text(Block.Table table) {
    int[] widths = new int[table.header().size()];
    measure(table.header(), widths);
    table.rows().forEach(row -> measure(row, widths));
    StringBuilder text = new StringBuilder();
    padded(text, table.header(), widths);
    table.rows().forEach(row -> padded(text, row, widths));
    return text.toString();
  }

  private static void measure(List<String> row, int[] widths) {
    for (int i = 0; i < row.size(); i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static void padded(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String blank = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? row.get(i) + blank : "  " + blank + row.get(i));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(tree(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers can be written", e);
    }
  }

  /** With every number rounded to four places, and null where it is not finite. */
  private static JsonNode tree(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.createObjectNode();
      map.forEach((key, one) -> object.set(String.valueOf(key), tree(one)));
      return object;
    }
    if (value instanceof Collection<?> list) {
      ArrayNode array = JSON.createArrayNode();
      list.forEach(one -> array.add(tree(one)));
      return array;
    }
    if (value instanceof Double number) {
      Double rounded = Figure.json(number);
      return rounded == null ? NullNode.getInstance() : JSON.valueToTree(rounded);
    }
    return JSON.valueToTree(value);
  }
}
