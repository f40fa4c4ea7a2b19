package org.einthoven.ecg.drawing;

import java.util.List;

/**
 * What a page says beside the tracing. Every text wraps; what does not fit is counted on the page.
 *
 * @param title what the document is, without patient data; stands on the page and in its properties
 * @param status in large letters at the upper right, such as {@code preliminary, not signed}
 * @param columns side by side under the title
 * @param notes sentences under the tracing, in small type
 */
public record PageText(String title, String status, List<Column> columns, List<String> notes) {

  /** Copies the lists. */
  public PageText {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * A column of the header.
   *
   * @param share how wide it is in proportion to the others, above 0
   * @param entries from top to bottom
   */
  public record Column(double share, List<Entry> entries) {

    /** Copies the list. */
    public Column {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A paragraph of a column.
   *
   * @param text what it says
   * @param strong whether in bold
   */
  public record Entry(String text, boolean strong) {}
}
