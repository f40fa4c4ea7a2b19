package org.einthoven.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds where an element stands in FHIR JSON, as the parser names an element and not its place. */
final class ElementPlaces {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST = 3;

  private ElementPlaces() {}

  /**
   * The FHIRPath of the element of this name, or of the first few where there are several; empty
   * where there is none or the text is not JSON.
   */
  static Optional<String> in(String text, String element) {
    if (element.isEmpty() || !text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    List<String> places = new ArrayList<>();
    String root = null;
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null && places.size() < MOST) {
        if (parser.currentToken() == JsonToken.VALUE_STRING
            && "resourceType".equals(parser.currentName())
            && parser.getParsingContext().getParent().inRoot()) {
          root = parser.getText();
        }
        if (parser.currentToken() == JsonToken.FIELD_NAME && element.equals(parser.currentName())) {
          places.add(path(parser.getParsingContext()));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    String type = root == null ? "Resource" : root;
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" or ", places.stream().map(place -> type + place).toList()));
  }

  private static String path(@Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    return context.inArray()
        ? path(context.getParent()) + "[" + context.getCurrentIndex() + "]"
        : path(context.getParent()) + "." + context.getCurrentName();
  }
}
