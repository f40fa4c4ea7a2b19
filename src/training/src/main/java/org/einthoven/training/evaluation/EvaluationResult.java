package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found: paragraphs, tables and pictures for people, fields for programs. It is
 * put together once and printed in any {@link Format}.
 */
public final class EvaluationResult {

  private final String name;
  private final String title;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * A result without anything in it.
   *
   * @param name of its files, such as {@code calibration}
   * @param title a few words
   */
  public EvaluationResult(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /** A part of what people read. */
  public sealed interface Block {

    /** A heading within the result. */
    record Heading(String words) implements Block {}

    /** Running text. */
    record Paragraph(String words) implements Block {}

    /**
     * A table.
     *
     * @param header the columns
     * @param rows as many cells each
     */
    record Table(List<String> header, List<List<String>> rows) implements Block {

      /** Copies the lists. */
      public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
      }
    }

    /**
     * A picture, which is a file of its own.
     *
     * @param part what its file's name ends with
     * @param words what it shows
     * @param svg the drawing
     */
    record Picture(String part, String words, String svg) implements Block {}
  }

  /** Adds a heading. */
  public EvaluationResult heading(String words) {
    blocks.add(new Block.Heading(words));
    return this;
  }

  /** Adds running text. */
  public EvaluationResult paragraph(String words) {
    blocks.add(new Block.Paragraph(words));
    return this;
  }

  /** Adds a table. */
  public EvaluationResult table(List<String> header, List<List<String>> rows) {
    blocks.add(new Block.Table(header, rows));
    return this;
  }

  /** Adds a picture. */
  public EvaluationResult picture(String part, String words, String svg) {
    blocks.add(new Block.Picture(part, words, svg));
    return this;
  }

  /**
   * Sets a field of the JSON.
   *
   * @param value text, a number, a list or a map of such; a number that is not finite becomes null
   */
  public EvaluationResult field(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  /** The name of its files. */
  public String name() {
    return name;
  }

  /** A few words. */
  public String title() {
    return title;
  }

  /** What people read, in order. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** What programs read. */
  public Map<String, Object> fields() {
    return fields;
  }
}
