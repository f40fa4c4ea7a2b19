package org.einthoven.cli.command;

/** Text in Markdown. */
public final class MarkdownText {

  private MarkdownText() {}

  /** One line that shows text as it is: what comes from a file must not become markup. */
  public static String plain(String text) {
    return text.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_\\[\\]<>|])", "\\\\$1");
  }
}
