package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.einthoven.training.evaluation.EvaluationResult.Block;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a result is printed and where it is kept; the options that every evaluation has. */
public final class ResultOptions {

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "also write the result there as Markdown, which begins with this command, and as JSON,"
              + " such as docs/results")
  private @Nullable Path results;

  /** For picocli. */
  public ResultOptions() {}

  /**
   * Prints a result in the format wanted, and writes its files where a folder is given: {@code
   * NAME.md}, {@code NAME.json} and its pictures.
   */
  public void publish(CommandSpec spec, EvaluationResult result) throws IOException {
    publish(spec, result.name(), result.title(), form -> text(result, form));
    if (results == null) {
      return;
    }
    for (Block block : result.blocks()) {
      if (block instanceof Block.Picture picture) {
        write(ResultText.file(result, picture), picture.svg());
      }
    }
  }

  private static String text(EvaluationResult result, Format format) {
    return format == Format.MARKDOWN ? ResultText.markdown(result) : ResultText.of(result, format);
  }

  /**
   * Prints a result that has texts of its own in the format wanted, and writes {@code NAME.md} and
   * {@code NAME.json} where a folder is given.
   *
   * @param name of the files
   * @param title of the Markdown
   * @param text of each format, the Markdown without a title
   */
  public void publish(CommandSpec spec, String name, String title, Function<Format, String> text)
      throws IOException {
    String heading = format == Format.MARKDOWN ? "# " + title + "\n\n" : "";
    spec.commandLine().getOut().println(heading + text.apply(format).stripTrailing());
    spec.commandLine().getOut().flush();
    if (results == null) {
      return;
    }
    Files.createDirectories(results);
    String head = "# " + title + "\n\n    " + command(spec) + "\n\n" + machine() + "\n\n";
    write(name + ".md", head + text.apply(Format.MARKDOWN).stripTrailing() + "\n");
    write(name + ".json", text.apply(Format.JSON) + "\n");
  }

  private void write(String file, String text) throws IOException {
    if (results != null) {
      Files.writeString(results.resolve(file), text, StandardCharsets.UTF_8);
    }
  }

  /**
   * The command as it was given, with {@code DIR} for every absolute path, since that names a
   * folder of the machine it ran on.
   */
  static String command(CommandSpec spec) {
    CommandLine root = spec.commandLine();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    List<String> words = new ArrayList<>(List.of("./einthoven"));
    for (String argument : root.getParseResult().originalArgs()) {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      words.add(
          isAbsolute(argument.substring(equals + 1))
              ? argument.substring(0, equals + 1) + "DIR"
              : argument);
    }
    return String.join(" ", words);
  }

  private static boolean isAbsolute(String word) {
    try {
      return Path.of(word).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String machine() {
    return "On "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", Java "
        + System.getProperty("java.version")
        + ".";
  }
}
