package org.einthoven.fhir.waveform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a text is written between the quotes of an encoded resource. */
public enum TextForm {
  /** A JSON string (RFC 8259 section 7). */
  JSON {
    @Override
    String escape(String text) {
      @Nullable StringBuilder out = null;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\' || c < ' ') {
          out = begun(out, text, i);
          out.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : "\\" + c);
        } else if (out != null) {
          out.append(c);
        }
      }
      return out == null ? text : out.toString();
    }
  },
  /** An XML attribute value in double quotes (XML 1.0 section 3.3.3). */
  XML {
    @Override
    String escape(String text) {
      @Nullable StringBuilder out = null;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '&' || c == '<' || c < ' ') {
          out = begun(out, text, i);
          out.append("&#").append((int) c).append(';');
        } else if (out != null) {
          out.append(c);
        }
      }
      return out == null ? text : out.toString();
    }
  };

  abstract String escape(String text);

  private static StringBuilder begun(@Nullable StringBuilder out, String text, int clean) {
    return out == null ? new StringBuilder(text.length() + 64).append(text, 0, clean) : out;
  }
}
