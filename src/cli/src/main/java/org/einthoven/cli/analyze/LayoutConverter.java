package org.einthoven.cli.analyze;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.einthoven.ecg.drawing.PageLayout;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how the leads of a page stand from a command line. */
final class LayoutConverter implements ITypeConverter<PageLayout> {

  private static final Map<String, PageLayout> LAYOUTS = new LinkedHashMap<>();

  static {
    LAYOUTS.put("auto", PageLayout.AUTOMATIC);
    LAYOUTS.put("3x4", PageLayout.THREE_BY_FOUR);
    LAYOUTS.put("6x2", PageLayout.SIX_BY_TWO);
    LAYOUTS.put("12x1", PageLayout.TWELVE_BY_ONE);
    LAYOUTS.put("rows", PageLayout.ROWS);
  }

  @Override
  public PageLayout convert(String text) {
    PageLayout layout = LAYOUTS.get(text.toLowerCase(Locale.ROOT));
    if (layout == null) {
      throw new TypeConversionException(
          "'" + text + "' is none of " + String.join(", ", LAYOUTS.keySet()));
    }
    return layout;
  }

  /** What may be given, for the help. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return LAYOUTS.keySet().iterator();
    }
  }
}
